//! The report with look-ups that all parts of a page share.

use std::borrow::Cow;

use super::write::{Html, letter, shortened};
use crate::model::order::Order;
use crate::{
    Attribution, Citation, Citations, ClaimId, Force, Level, Quotation, Report, Source, SourceId, Span,
};

/// Maximum length of a content in the list of claims, in bytes.
const MAX_EXCERPT: usize = 700;
/// Minimum of that maximum, in an article with many claims: the words stand in the text as well.
const MIN_EXCERPT: usize = 56;
/// Length of all contents in the list of claims, in bytes, above which they are shortened further.
const ALL_EXCERPTS: usize = 100_000;
/// Maximum length of a name, a cue or another phrase, in bytes.
pub(super) const MAX_PHRASE: usize = 160;

/// What all parts of a page are written from.
pub(super) struct Context<'a> {
    pub(super) report: &'a Report,
    pub(super) text: &'a str,
    pub(super) order: &'a Order,
    pub(super) citations: &'a Citations,
    /// The sources, in the order in which they are listed.
    pub(super) ranked: Vec<SourceId>,
    /// Maximum length of a content in the list of claims, in bytes.
    pub(super) excerpt: usize,
}

impl<'a> Context<'a> {
    pub(super) fn new(report: &'a Report, text: &'a str, order: &'a Order, citations: &'a Citations) -> Self {
        let excerpt = (ALL_EXCERPTS / report.claims.len().max(1)).clamp(MIN_EXCERPT, MAX_EXCERPT);
        Context { report, text, order, citations, ranked: citations.unnamed_first(report), excerpt }
    }

    /// The words of a span, shortened. Empty for a span that does not fit the text.
    pub(super) fn phrase(&self, span: Span) -> Cow<'a, str> {
        shortened(span.slice(self.text).unwrap_or_default(), MAX_PHRASE)
    }

    /// The words of several spans, shortened to `most` bytes, with an ellipsis between words that stand apart.
    pub(super) fn phrases(&self, spans: &[Span], most: usize) -> String {
        let mut all = String::new();
        let mut end = None;
        for span in spans {
            let Some(words) = span.slice(self.text).filter(|words| !words.is_empty()) else { continue };
            if let Some(end) = end {
                let gap = self.text.get(end..span.start());
                let together = gap.is_some_and(|gap| gap.len() < MAX_PHRASE && gap.trim().is_empty());
                all.push_str(if together { " " } else { " … " });
            }
            if all.len() > most {
                break;
            }
            all.push_str(&shortened(words, most));
            end = Some(span.end());
        }
        shortened(&all, most).into_owned()
    }

    pub(super) fn name(&self, source: SourceId) -> Cow<'a, str> {
        shortened(self.report.name(source), MAX_PHRASE)
    }

    pub(super) fn citation(&self, source: SourceId) -> Citation {
        self.citations.of(source).cloned().unwrap_or_default()
    }

    /// The source of a link, if it exists.
    pub(super) fn source(&self, link: &Attribution) -> Option<(SourceId, &'a Source)> {
        link.source.and_then(|id| Some((id, self.report.source(id)?)))
    }

    /// The speaker of a claim, if it exists.
    pub(super) fn speaker(&self, claim: ClaimId) -> Option<(SourceId, &'a Source)> {
        self.report.claim(claim)?.speaker().and_then(|link| self.source(link))
    }

    /// The label of a claim's speaker, which marks, sources and claims share: "D8". "U" for nobody.
    pub(super) fn label(&self, claim: ClaimId) -> String {
        let speaker = self.speaker(claim);
        speaker.map_or_else(|| letter(Level::Unattributed).to_owned(), |(id, source)| label(id, source.level))
    }

    /// Writes a link to a source: its label.
    pub(super) fn link(&self, html: &mut Html, id: SourceId) {
        let Some(source) = self.report.source(id) else { return };
        html.raw("<a href=#s").number(id.index()).raw(">").text(&label(id, source.level)).raw("</a>");
    }

    /// Writes a link to a source: its label and its name.
    pub(super) fn named_link(&self, html: &mut Html, id: SourceId) {
        self.link(html, id);
        html.raw(" ").isolated(&self.name(id));
    }

    /// Writes links to claims: "c4, c5".
    pub(super) fn links(html: &mut Html, claims: &[ClaimId]) {
        for (number, id) in claims.iter().enumerate() {
            html.raw(if number > 0 { ", " } else { "" });
            html.raw("<a href=#c").number(id.index()).raw(">c").number(id.index()).raw("</a>");
        }
    }
}

/// The label of a source: the letter of its level, and its number in the report.
pub(super) fn label(id: SourceId, level: Level) -> String {
    format!("{}{}", letter(level), id.index())
}

/// The class of a force, after a space: `f` and its place in the vocabulary, `fx` for one that is not in it. A statement has none.
pub(super) fn force_class(force: &Force) -> &'static str {
    match force {
        Force::Statement => "",
        Force::Denial => " f1",
        Force::Demand => " f2",
        Force::Question => " f3",
        Force::Commitment => " f4",
        Force::Threat => " f5",
        Force::Warning => " f6",
        Force::Accusation => " f7",
        Force::Prediction => " f8",
        Force::Belief => " f9",
        Force::Desire => " f10",
        Force::Doubt => " f11",
        Force::Confirmation => " f12",
        Force::NoComment => " f13",
        Force::Other(_) => " fx",
    }
}

pub(super) fn quotation_class(quotation: Quotation) -> &'static str {
    match quotation {
        Quotation::Direct => "d",
        Quotation::Indirect => "i",
        Quotation::Mixed => "m",
    }
}
