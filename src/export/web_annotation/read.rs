//! Annotations as a report.

use std::collections::{BTreeMap, BTreeSet};

use super::{Annotation, Body, ClaimBody, PhraseBody, Selector, SourceBody, SpecificResource, Target};
use crate::export::json_ld::{ARTICLE, article_iri};
use crate::points::CodePoints;
use crate::{
    Actor, ActorId, ActorKind, Article, Attribution, Claim, ClaimId, Confidence, Diagnostic, DiagnosticCode,
    Error, Force, Level, Quotation, Relay, Report, Source, SourceId, SourceMention, Span,
};

/// So many targets are looked for by their words at most; more do not fit because the text is another.
const SEARCHES: usize = 1000;

/// The report that annotations of an article hold: those that [`annotations`](super::annotations) made, as a person
/// changed them, and new ones of the same form.
///
/// Order does not matter, but that claims and sources get their ids in the order in which they come. A target is where its
/// `TextPositionSelector` says, if the words there are those of its `TextQuoteSelector`, or there is none of the two. Where
/// they are not, and where there is no position, the target is where the text has the words, with what stands before and
/// after if it has them more than once; a target that moved by this is noted among the
/// [diagnostics](Report::diagnostics). Annotations without a body of this crate's, and those of another resource than the
/// article (where its [address](crate::Metadata::url) is known), are noted as well.
///
/// Time is linear in text and annotations; at most a thousand targets are looked for by their words.
///
/// ```
/// use ascribe::export::web_annotation;
/// use ascribe::Article;
///
/// let article = Article::new("Well: “Go,” he said.");
/// // Made of a text that did not start with "Well: ".
/// let items = serde_json::from_value::<Vec<web_annotation::Annotation>>(serde_json::json!([{
///     "id": "urn:x:1",
///     "type": "Annotation",
///     "body": {"type": "ascribe:Claim", "quotation": "direct", "chain": [{}]},
///     "target": {"source": "urn:x-ascribe:article", "selector": [
///         {"type": "TextQuoteSelector", "exact": "Go,", "prefix": "“"},
///         {"type": "TextPositionSelector", "start": 1, "end": 4},
///     ]},
/// }]))?;
/// let report = web_annotation::read(&items, &article)?;
/// assert_eq!(report.claims[0].content[0].slice(&article.text), Some("Go,"));
/// assert_eq!(report.diagnostics[0].code.as_str(), "moved_annotation");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`Error::Annotation`], with the annotation's IRI, where an IRI is there twice or missing, a target is in the text not at
/// all or in several places, a value is not of its vocabulary, a claim has no target, or a reference leads nowhere.
pub fn read(annotations: &[Annotation], article: &Article) -> Result<Report, Error> {
    let mut reader = Reader {
        text: &article.text,
        points: CodePoints::new(&article.text),
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
    for annotation in annotations {
        if !annotation.id.is_empty() && !seen.insert(annotation.id.as_str()) {
            return Err(wrong(annotation, "is there twice"));
        }
        let ours = annotation.body.iter().find(|body| !matches!(body, Body::Text { .. } | Body::Foreign(_)));
        let elsewhere =
            !annotation.target.is_empty() && annotation.target.iter().all(|target| !reader.is_here(target));
        match ours {
            _ if elsewhere => reader.unread(annotation, "is of another resource"),
            Some(_) if annotation.id.is_empty() => return Err(wrong(annotation, "has no id")),
            Some(Body::Source(body)) => reader.source(annotation, body)?,
            Some(Body::Claim(body)) => claims.push((annotation, body)),
            Some(Body::Phrase(body)) => phrases.push((annotation, body)),
            _ => reader.unread(annotation, "says nothing of claims or sources"),
        }
    }
    for (index, (annotation, _)) in claims.iter().enumerate() {
        reader.claims.insert(&annotation.id, ClaimId::at(index));
    }
    for (annotation, body) in claims {
        reader.claim(annotation, body)?;
    }
    for (annotation, body) in phrases {
        reader.phrase(annotation, body)?;
    }
    Ok(reader.report)
}

fn wrong(annotation: &Annotation, why: impl Into<String>) -> Error {
    let place = if annotation.id.is_empty() { "an annotation".to_owned() } else { annotation.id.clone() };
    Error::Annotation { place, why: why.into() }
}

struct Reader<'a> {
    text: &'a str,
    points: CodePoints<'a>,
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

    /// Whether a target is of the article, as far as can be known.
    fn is_here(&self, target: &Target) -> bool {
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
                && self.is_here(target)
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
            let span = Span::new(self.points.byte(start)?, self.points.byte(end)?).ok()?;
            (!span.is_empty()).then_some(span)
        });
        match (there, quote) {
            (Some(span), None) => return Ok(span),
            (Some(span), Some((exact, ..))) if span.slice(self.text) == Some(exact) => return Ok(span),
            _ => {}
        }
        let Some((exact, prefix, suffix)) = quote else {
            let why = match position {
                Some((start, end)) if start >= end => format!("{start} to {end} holds no character"),
                Some((start, end)) => {
                    format!("{start} to {end} reaches past the text's {} code points", self.points.len())
                }
                None => "a target has neither words nor a position".to_owned(),
            };
            return Err(wrong(annotation, why));
        };
        self.searches += 1;
        if self.searches > SEARCHES {
            return Err(wrong(
                annotation,
                format!("more than {SEARCHES} targets do not stand where they are said to"),
            ));
        }
        let span = find(self.text, exact, prefix, suffix)
            .map_err(|count| wrong(annotation, format!("`{}` is in the text {count}", short(exact))))?;
        if position.is_some() {
            let message = format!("{} was put where its words stand", annotation.id);
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
        source.map(Some).ok_or_else(|| wrong(annotation, format!("there is no source {iri}")))
    }

    fn claim(&mut self, annotation: &'a Annotation, body: &ClaimBody) -> Result<(), Error> {
        let kinds = [Quotation::Direct, Quotation::Indirect, Quotation::Mixed];
        let quotation = kinds.into_iter().find(|kind| kind.as_str() == body.quotation);
        let quotation = quotation
            .ok_or_else(|| wrong(annotation, format!("`{}` is no kind of quotation", body.quotation)))?;
        let content = in_order(self.spans(annotation)?);
        let first = *content.first().ok_or_else(|| wrong(annotation, "a claim has no target in the text"))?;
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
            claim.within =
                Some(known.ok_or_else(|| wrong(annotation, format!("there is no claim {outer}")))?);
        }
        self.report.add_claim(claim);
        Ok(())
    }

    fn phrase(&mut self, annotation: &Annotation, body: &PhraseBody) -> Result<(), Error> {
        let spans = self.spans(annotation)?;
        let claim =
            self.claims.get(body.claim.as_str()).and_then(|id| self.report.claims.get_mut(id.index()));
        let claim = claim.ok_or_else(|| wrong(annotation, format!("there is no claim {}", body.claim)))?;
        let link =
            || wrong(annotation, format!("{} has no link {} for a {}", body.claim, body.link, body.part));
        let whole = match body.part.as_str() {
            "verbatim" => &mut claim.verbatim,
            "force" => &mut claim.force_evidence,
            part => {
                let attribution = claim.attributions.get_mut(body.link).ok_or_else(link)?;
                match part {
                    "source" => &mut attribution.source_spans,
                    "cue" => &mut attribution.cue,
                    "relay" => &mut attribution.relay.as_mut().ok_or_else(link)?.spans,
                    part => return Err(wrong(annotation, format!("`{part}` is no part of a claim"))),
                }
            }
        };
        whole.extend(spans);
        Ok(())
    }
}

/// In text order, and those that overlap as one.
fn in_order(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start() < last.end() => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

/// Where a text has these words; if in several places, the one between these others. Else in how many places.
fn find(text: &str, exact: &str, prefix: &str, suffix: &str) -> Result<Span, &'static str> {
    let mut places = text.match_indices(exact).map(|(start, _)| Span::between(start, start + exact.len()));
    let (Some(first), second) = (places.next(), places.next()) else { return Err("nowhere") };
    let Some(second) = second else { return Ok(first) };
    let fits = |span: &Span| {
        let before = text.get(..span.start()).unwrap_or_default();
        let after = text.get(span.end()..).unwrap_or_default();
        before.ends_with(prefix) && after.starts_with(suffix)
    };
    let mut fitting = [first, second].into_iter().chain(places).filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err("several times, nowhere with these words before and after"),
        _ => Err("several times, with the same words before and after"),
    }
}

/// The first words, for a message.
fn short(words: &str) -> String {
    let mut start: String = words.chars().take(60).collect();
    if start.len() < words.len() {
        start.push('…');
    }
    start
}
