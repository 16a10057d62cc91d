//! Web Annotations as a report.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{
    Annotation, AnnotationPage, Body, ClaimBody, PhraseBody, Selector, SourceBody, SpecificResource, Target,
};
use crate::export::excerpt::abbreviate;
use crate::export::json_ld::{ARTICLE, article_iri};
use crate::model::validate::circles;
use crate::{
    Actor, ActorId, ActorKind, Article, Attribution, Claim, ClaimId, Confidence, Diagnostic, DiagnosticCode,
    Error, Force, Level, Quotation, Relay, Report, Source, SourceId, SourceMention, Span, TextIndex,
};

/// Maximum number of targets that are searched by their words. A page with more belongs to another text.
const MAX_SEARCHES: usize = 1000;

/// Reads a report of an article from Web Annotations: those that [`to_value`](super::to_value) wrote, changed or not, and
/// new ones of the same form.
///
/// Claims and sources get their ids in the order of their annotations. Otherwise the order does not matter.
///
/// The place of a target is that of its `TextPositionSelector`, if the text there has the words of its
/// `TextQuoteSelector`, or if one of the two is missing. Else the words are searched in the text; if they occur several
/// times, prefix and suffix decide. A target that was found in another place is noted in the report's
/// [diagnostics](Report::diagnostics). So are annotations without a body of this crate's, and those of another resource
/// than the article, if its [address](crate::Metadata::url) is known.
///
/// Time complexity: linear in the lengths of text and annotations. At most 1,000 targets are searched.
///
/// ```
/// use ascribe::export::web_annotation;
/// use ascribe::Article;
///
/// let article = Article::new("Well: “Go,” he said.");
/// // Made of a text that did not start with "Well: ".
/// let page: web_annotation::AnnotationPage = serde_json::from_value(serde_json::json!({"items": [{
///     "id": "urn:x:1",
///     "type": "Annotation",
///     "body": {"type": "ascribe:Claim", "quotation": "direct", "chain": [{}]},
///     "target": {"source": "urn:x-ascribe:article", "selector": [
///         {"type": "TextQuoteSelector", "exact": "Go,", "prefix": "“"},
///         {"type": "TextPositionSelector", "start": 1, "end": 4},
///     ]},
/// }]}))?;
/// let report = web_annotation::from_value(&page, &article)?;
/// assert_eq!(report.claims[0].content[0].slice(&article.text), Some("Go,"));
/// assert_eq!(report.diagnostics[0].code.as_str(), "moved_annotation");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`Error::Annotation`] with the IRI of the annotation, for:
///
/// - a duplicate or missing IRI, or a reference to one that does not exist,
/// - a target that the text does not have, or has in several places,
/// - a claim without a target, or within itself, directly or through others,
/// - an unknown value of a closed vocabulary.
pub fn from_value(page: &AnnotationPage, article: &Article) -> Result<Report, Error> {
    let mut reader = Reader {
        text: &article.text,
        points: TextIndex::new(&article.text),
        article: article_iri(&article.metadata),
        searches: 0,
        report: Report::new(article),
        actors: BTreeMap::new(),
        sources: BTreeMap::new(),
        claims: BTreeMap::new(),
    };
    let mut seen = BTreeSet::new();
    let mut claims = Vec::new();
    let mut phrases = Vec::new();
    for annotation in &page.items {
        if !annotation.id.is_empty() && !seen.insert(annotation.id.as_str()) {
            return Err(wrong(annotation, "duplicate id"));
        }
        let own = annotation.body.iter().find(|body| !matches!(body, Body::Text { .. } | Body::Foreign(_)));
        let elsewhere = !annotation.target.is_empty()
            && annotation.target.iter().all(|target| !reader.is_in_article(target));
        match own {
            _ if elsewhere => reader.unread(annotation, "annotates another resource"),
            Some(_) if annotation.id.is_empty() => return Err(wrong(annotation, "missing id")),
            Some(Body::Source(body)) => reader.source(annotation, body)?,
            Some(Body::Claim(body)) => claims.push((annotation, body)),
            Some(Body::Phrase(body)) => phrases.push((annotation, body)),
            _ => reader.unread(annotation, "has no body of a claim or source"),
        }
    }
    for (index, (annotation, _)) in claims.iter().enumerate() {
        reader.claims.insert(&annotation.id, ClaimId::at(index));
    }
    for (annotation, body) in &claims {
        reader.claim(annotation, body)?;
    }
    for (annotation, body) in phrases {
        reader.phrase(annotation, body)?;
    }
    if let Some((annotation, _)) = circles(&reader.report.claims).first().and_then(|at| claims.get(*at)) {
        return Err(wrong(annotation, "claim within itself"));
    }
    Ok(reader.report)
}

fn wrong(annotation: &Annotation, why: impl Into<String>) -> Error {
    let place = if annotation.id.is_empty() { "an annotation".to_owned() } else { annotation.id.clone() };
    Error::Annotation { place, why: why.into() }
}

struct Reader<'a> {
    text: &'a str,
    points: TextIndex<'a>,
    article: &'a str,
    searches: usize,
    report: Report,
    actors: BTreeMap<&'a str, ActorId>,
    sources: BTreeMap<&'a str, SourceId>,
    claims: BTreeMap<&'a str, ClaimId>,
}

impl<'a> Reader<'a> {
    fn unread(&mut self, annotation: &Annotation, why: &str) {
        let id = if annotation.id.is_empty() { "an annotation" } else { &annotation.id };
        let text = annotation.body.iter().find_map(|body| match body {
            Body::Text { value, .. } => Some(value),
            _ => None,
        });
        let message = text.map_or_else(|| format!("{id} {why}"), |text| format!("{id} {why}: {text}"));
        self.report.diagnostics.push(Diagnostic::new(DiagnosticCode::UnreadAnnotation, message));
    }

    /// Whether a target may be in the article. Without an address of the article any may.
    fn is_in_article(&self, target: &Target) -> bool {
        let source = match target {
            Target::Part(part) => &part.source,
            Target::Whole(iri) => iri,
            Target::Foreign(_) => return false,
        };
        let source = source.split('#').next().unwrap_or(source);
        self.article == ARTICLE || source == ARTICLE || source == self.article
    }

    /// The spans of an annotation's targets, in its order.
    fn spans(&mut self, annotation: &Annotation) -> Result<Vec<Span>, Error> {
        let mut spans = Vec::new();
        for target in &annotation.target {
            if let Target::Part(part) = target
                && self.is_in_article(target)
            {
                spans.push(self.span(annotation, part)?);
            }
        }
        Ok(spans)
    }

    fn span(&mut self, annotation: &Annotation, part: &SpecificResource) -> Result<Span, Error> {
        let position = part.selector.iter().find_map(|selector| match selector {
            Selector::Position { start, end } => Some((*start, *end)),
            _ => None,
        });
        let quote = part.selector.iter().find_map(|selector| match selector {
            Selector::Quote { exact, prefix, suffix } if !exact.is_empty() => Some((exact, prefix, suffix)),
            _ => None,
        });
        let there = position.and_then(|(start, end)| {
            let span =
                Span::new(self.points.byte_of_code_point(start)?, self.points.byte_of_code_point(end)?)
                    .ok()?;
            (!span.is_empty()).then_some(span)
        });
        match (there, quote) {
            (Some(span), None) => return Ok(span),
            (Some(span), Some((exact, ..))) if span.slice(self.text) == Some(exact) => return Ok(span),
            _ => {}
        }
        let Some((exact, prefix, suffix)) = quote else {
            let why = match position {
                Some((start, end)) if start >= end => format!("empty span {start}..{end}"),
                Some((start, end)) => {
                    format!(
                        "span {start}..{end} past the end of the text ({} code points)",
                        self.points.code_points()
                    )
                }
                None => "target with neither a quote nor a position".to_owned(),
            };
            return Err(wrong(annotation, why));
        };
        self.searches += 1;
        if self.searches > MAX_SEARCHES {
            return Err(wrong(
                annotation,
                format!("more than {MAX_SEARCHES} targets are not at their positions"),
            ));
        }
        let span = find(self.text, exact, prefix, suffix)
            .map_err(|why| wrong(annotation, format!("`{}` {why}", abbreviate(exact))))?;
        if position.is_some() {
            let message = format!("{} was moved to where its words are", annotation.id);
            self.report.diagnostics.push(Diagnostic::new(DiagnosticCode::MovedAnnotation, message).at(span));
        }
        Ok(span)
    }

    fn source(&mut self, annotation: &'a Annotation, body: &'a SourceBody) -> Result<(), Error> {
        let level =
            |written: &str| written.parse::<Level>().map_err(|error| wrong(annotation, error.to_string()));
        let known = body.actor.as_deref().and_then(|iri| self.actors.get(iri).copied());
        let actor = known.unwrap_or_else(|| {
            let mut actor = Actor::new(ActorKind::from(body.kind.as_deref().unwrap_or("other")));
            actor.names.clone_from(&body.names);
            actor.titles.clone_from(&body.titles);
            actor.role.clone_from(&body.role);
            actor.affiliation.clone_from(&body.affiliation);
            actor.former = body.former;
            actor.description.clone_from(&body.description);
            let entries = body.external.iter().map(|entry| (entry.catalogue.clone(), entry.entry.clone()));
            actor.external.extend(entries);
            self.report.add_actor(actor)
        });
        if let Some(iri) = &body.actor {
            self.actors.insert(iri, actor);
        }
        let own = level(&body.level)?;
        let mut source = Source::new(actor, own);
        let mut alone = body.mention_levels.iter();
        for span in self.spans(annotation)? {
            let level = alone.next().map_or(Ok(own), |written| level(written))?;
            source.mentions.push(SourceMention::new(span, level));
        }
        let id = self.report.add_source(source);
        self.sources.insert(&annotation.id, id);
        Ok(())
    }

    fn source_of(&self, annotation: &Annotation, iri: Option<&String>) -> Result<Option<SourceId>, Error> {
        let Some(iri) = iri else { return Ok(None) };
        let source = self.sources.get(iri.as_str()).copied();
        source.map(Some).ok_or_else(|| wrong(annotation, format!("unknown source {iri}")))
    }

    fn claim(&mut self, annotation: &'a Annotation, body: &ClaimBody) -> Result<(), Error> {
        let quotation = Quotation::from_written(&body.quotation)
            .ok_or_else(|| wrong(annotation, format!("unknown kind of quotation `{}`", body.quotation)))?;
        let content = Span::merged(self.spans(annotation)?);
        let first =
            *content.first().ok_or_else(|| wrong(annotation, "claim without a target in the text"))?;
        let mut chain = Vec::new();
        for link in &body.chain {
            let mut attribution = Attribution::unattributed();
            attribution.source = self.source_of(annotation, link.by.as_ref())?;
            let relay = self.source_of(annotation, link.relay.as_ref())?;
            attribution.relay = relay.map(|source| Relay { source, spans: Vec::new() });
            chain.push(attribution);
        }
        let mut claim = Claim::new(first, quotation, Attribution::unattributed());
        claim.content = content;
        if !chain.is_empty() {
            claim.attributions = chain;
        }
        claim.force = body.force.as_deref().map_or(Force::Statement, Force::from);
        let confidence = body.confidence.map_or(Ok(Confidence::CERTAIN), Confidence::new);
        claim.confidence = confidence.map_err(|error| wrong(annotation, error.to_string()))?;
        if let Some(outer) = &body.within {
            let known = self.claims.get(outer.as_str()).copied();
            claim.within = Some(known.ok_or_else(|| wrong(annotation, format!("unknown claim {outer}")))?);
        }
        self.report.add_claim(claim);
        Ok(())
    }

    fn phrase(&mut self, annotation: &Annotation, body: &PhraseBody) -> Result<(), Error> {
        let spans = self.spans(annotation)?;
        let claim =
            self.claims.get(body.claim.as_str()).and_then(|id| self.report.claims.get_mut(id.index()));
        let claim = claim.ok_or_else(|| wrong(annotation, format!("unknown claim {}", body.claim)))?;
        let whole = match body.part.as_str() {
            "verbatim" => &mut claim.verbatim,
            "force" => &mut claim.force_evidence,
            part => {
                let link = claim.attributions.get_mut(body.link).ok_or_else(|| {
                    wrong(annotation, format!("unknown link {} of {}", body.link, body.claim))
                })?;
                match part {
                    "source" => &mut link.source_spans,
                    "cue" => &mut link.cue,
                    "relay" => {
                        let relay = link.relay.as_mut().ok_or_else(|| {
                            wrong(annotation, format!("link {} of {} has no relay", body.link, body.claim))
                        })?;
                        &mut relay.spans
                    }
                    part => return Err(wrong(annotation, format!("unknown part of a claim `{part}`"))),
                }
            }
        };
        whole.extend(spans);
        Ok(())
    }
}

/// The place of these words in a text. If there are several, prefix and suffix decide.
fn find(text: &str, exact: &str, prefix: &str, suffix: &str) -> Result<Span, &'static str> {
    let mut places = text.match_indices(exact).map(|(start, _)| Span::between(start, start + exact.len()));
    let (Some(first), second) = (places.next(), places.next()) else { return Err("not found in the text") };
    let Some(second) = second else { return Ok(first) };
    let fits = |span: &Span| {
        let before = text.get(..span.start()).unwrap_or_default();
        let after = text.get(span.end()..).unwrap_or_default();
        before.ends_with(prefix) && after.starts_with(suffix)
    };
    let mut fitting = [first, second].into_iter().chain(places).filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err("found several times in the text, but not with this prefix and suffix"),
        _ => Err("found several times in the text, with the same prefix and suffix"),
    }
}
