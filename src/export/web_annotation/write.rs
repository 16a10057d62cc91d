//! A report as Web Annotations.

use std::collections::BTreeSet;

use super::model::{
    Annotation, AnnotationPage, Body, ClaimBody, External, LinkBody, PageStream, PhraseBody, Selector,
    SourceBody, SpecificResource, Target,
};
use crate::export::json_ld::article_iri;
use crate::model::validate::circles;
use crate::{Claim, ClaimId, Report, Source, SourceId, Span, TextIndex};

/// Number of code points in the prefix and in the suffix of a quote.
const AFFIX_LENGTH: usize = 32;

/// The claims and sources of a report as Web Annotations of `text`.
///
/// Sources come first, then each claim with its phrases. IRIs are those of
/// [the article](crate::export::json_ld::article_iri) with a fragment: `#annotations` for the page, `#source-0`, `#claim-0`,
/// `#claim-0-cue-0`. The target of a source without mentions is the article as a whole.
///
/// Left out are spans that are empty or do not fit `text`, claims without a content that fits, references to rows that
/// do not exist, and a nesting that closes a circle.
///
/// [`from_value`](super::from_value) reads the page as a report with the same claims, without their factuality; the same
/// sources, without their axes and relations; and their actors, without mentions that are no citations.
///
/// Time complexity: linear in the lengths of text, report and output.
///
/// ```
/// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Report, Source, Span};
/// use ascribe::export::web_annotation::{self, Selector, Target};
///
/// let article = Article::new("“Go,” he said.");
/// let mut report = Report::new(&article);
/// let actor = report.add_actor(Actor::new(ActorKind::Person).with_description("he"));
/// let source = report.add_source(Source::new(actor, Level::Bare));
/// let link = Attribution::new(source).with_source_span(Span::new(10, 12)?).with_cue(Span::new(13, 17)?);
/// report.add_claim(Claim::new(Span::new(3, 6)?, Quotation::Direct, link));
///
/// let page = web_annotation::to_value(&report, &article.text);
/// let Some(Target::Part(part)) = page.items[1].target.first() else { return Err("no part of the text".into()) };
/// assert_eq!(part.selector[1], Selector::Position { start: 1, end: 4 });
///
/// let json = serde_json::to_string(&page)?;
/// let page: web_annotation::AnnotationPage = serde_json::from_str(&json)?;
/// let back = web_annotation::from_value(&page, &article)?;
/// assert_eq!(back.claims, report.claims);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn to_value(report: &Report, text: &str) -> AnnotationPage {
    to_stream(report, text).into()
}

/// What [`to_value`] returns, made annotation by annotation while serde writes it: for long reports.
///
/// Time complexity of writing: linear in the lengths of text, report and output. Memory: linear in the number of claims and the length
/// of the text.
///
/// ```
/// use ascribe::export::web_annotation;
/// use ascribe::{Article, Report};
///
/// let report = Report::new(&Article::new("It rained."));
/// let stream = web_annotation::to_stream(&report, "It rained.");
/// let page = web_annotation::to_value(&report, "It rained.");
/// assert_eq!(serde_json::to_string(&stream)?, serde_json::to_string(&page)?);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn to_stream<'a>(report: &'a Report, text: &'a str) -> PageStream<'a> {
    let article = article_iri(&report.article);
    let mut circles = circles(&report.claims);
    circles.sort_unstable();
    let writer = Writer {
        report,
        text,
        points: TextIndex::new(text),
        article,
        written: claims_with_words(report, text),
        circles,
    };
    PageStream::new(format!("{article}#annotations"), move |push| {
        report.iter_sources().map(|(id, source)| writer.source(id, source)).for_each(&mut *push);
        for (id, claim) in report.iter_claims().filter(|(id, _)| writer.written.contains(id)) {
            writer.claim(push, id, claim);
        }
    })
}

/// The claims with a content that fits the text.
fn claims_with_words(report: &Report, text: &str) -> BTreeSet<ClaimId> {
    let fits = |span: &Span| span.slice(text).is_some_and(|words| !words.is_empty());
    report.iter_claims().filter(|(_, claim)| claim.content.iter().any(fits)).map(|(id, _)| id).collect()
}

struct Writer<'a> {
    report: &'a Report,
    text: &'a str,
    points: TextIndex<'a>,
    article: &'a str,
    written: BTreeSet<ClaimId>,
    /// A claim of each circle of claims within each other, as in an invalid report.
    circles: Vec<usize>,
}

impl Writer<'_> {
    fn claim_iri(&self, id: ClaimId) -> String {
        format!("{}#claim-{}", self.article, id.index())
    }

    fn source_iri(&self, id: SourceId) -> Option<String> {
        self.report.source(id).map(|_| format!("{}#source-{}", self.article, id.index()))
    }

    fn source(&self, id: SourceId, source: &Source) -> Annotation {
        let mut annotation = Annotation::new(self.source_iri(id).unwrap_or_default());
        annotation.motivation.push("identifying".to_owned());
        let mut body = SourceBody { level: source.level.as_str().to_owned(), ..SourceBody::default() };
        if let Some(actor) = self.report.actor(source.actor) {
            body.actor = Some(format!("{}#actor-{}", self.article, source.actor.index()));
            body.kind = Some(actor.kind.as_str().to_owned());
            body.names.clone_from(&actor.names);
            body.titles.clone_from(&actor.titles);
            body.role.clone_from(&actor.role);
            body.affiliation.clone_from(&actor.affiliation);
            body.former = actor.former;
            body.description.clone_from(&actor.description);
            let entries = actor.external.iter();
            body.external = entries
                .map(|(catalogue, entry)| External { catalogue: catalogue.clone(), entry: entry.clone() })
                .collect();
            let value = format!("{} ({})", actor.label(), source.level);
            annotation.body.push(Body::Text { value, purpose: Some("identifying".to_owned()) });
        }
        for mention in &source.mentions {
            if let Some(target) = self.target(mention.span) {
                annotation.target.push(target);
                body.mention_levels.push(mention.level.as_str().to_owned());
            }
        }
        if body.mention_levels.iter().all(|level| *level == body.level) {
            body.mention_levels.clear();
        }
        if annotation.target.is_empty() {
            annotation.target.push(Target::Whole(self.article.to_owned()));
        }
        annotation.body.push(Body::Source(Box::new(body)));
        annotation
    }

    fn claim(&self, push: &mut dyn FnMut(Annotation), id: ClaimId, claim: &Claim) {
        let mut annotation = Annotation::new(self.claim_iri(id));
        annotation.motivation.push("describing".to_owned());
        let value = format!("{}: {} {}", self.report.speaker_name(id), claim.quotation, claim.force);
        annotation.body.push(Body::Text { value, purpose: Some("describing".to_owned()) });
        annotation.body.push(Body::Claim(ClaimBody {
            quotation: claim.quotation.as_str().to_owned(),
            force: Some(claim.force.as_str().to_owned()),
            confidence: Some(claim.confidence.get()),
            within: claim
                .within
                .filter(|outer| {
                    self.written.contains(outer) && self.circles.binary_search(&id.index()).is_err()
                })
                .map(|outer| self.claim_iri(outer)),
            chain: claim
                .attributions
                .iter()
                .map(|link| LinkBody {
                    by: link.source.and_then(|source| self.source_iri(source)),
                    relay: link.relay.as_ref().and_then(|relay| self.source_iri(relay.source)),
                })
                .collect(),
        }));
        annotation.target.extend(claim.content.iter().filter_map(|span| self.target(*span)));
        push(annotation);
        let mut phrase = |part: &str, link: usize, spans: &[Span]| {
            let targets: Vec<Target> = spans.iter().filter_map(|span| self.target(*span)).collect();
            if targets.is_empty() {
                return;
            }
            let claim = self.claim_iri(id);
            let mut annotation = Annotation::new(format!("{claim}-{part}-{link}"));
            annotation.motivation.push("classifying".to_owned());
            annotation.body.push(Body::Text { value: part.to_owned(), purpose: Some("tagging".to_owned()) });
            annotation.body.push(Body::Phrase(PhraseBody { claim, part: part.to_owned(), link }));
            annotation.target = targets;
            push(annotation);
        };
        for (place, link) in claim.attributions.iter().enumerate() {
            phrase("source", place, &link.source_spans);
            phrase("cue", place, &link.cue);
            let relay = link.relay.as_ref().filter(|relay| self.report.source(relay.source).is_some());
            phrase("relay", place, relay.map_or(&[][..], |relay| &relay.spans));
        }
        phrase("verbatim", 0, &claim.verbatim);
        phrase("force", 0, &claim.force_evidence);
    }

    fn target(&self, span: Span) -> Option<Target> {
        let exact = span.slice(self.text).filter(|words| !words.is_empty())?;
        let before = self.text.get(..span.start()).unwrap_or_default();
        let after = self.text.get(span.end()..).unwrap_or_default();
        let from = before.char_indices().rev().nth(AFFIX_LENGTH - 1).map_or(0, |(offset, _)| offset);
        let to = after.char_indices().nth(AFFIX_LENGTH).map_or(after.len(), |(offset, _)| offset);
        let quote = Selector::Quote {
            exact: exact.to_owned(),
            prefix: before.get(from..).unwrap_or_default().to_owned(),
            suffix: after.get(..to).unwrap_or_default().to_owned(),
        };
        let position = Selector::Position {
            start: self.points.code_point_of(span.start()),
            end: self.points.code_point_of(span.end()),
        };
        Some(Target::Part(SpecificResource::new(self.article, vec![quote, position])))
    }
}
