//! The report with look-ups that all parts of a page share.

use std::borrow::Cow;

use super::order::Order;
use super::summary::Words;
use super::write::{Html, class, shortened};
use crate::{Actor, Attribution, ClaimId, Force, Quotation, Report, Source, SourceId, Span};

/// Maximum length of a content in the list of claims, in bytes. Without it a page could be quadratic in the report: each
/// of a thousand claims may have the whole text as its content.
pub(super) const MAX_EXCERPT: usize = 700;
/// Maximum length of a name, a cue or another phrase, in bytes.
pub(super) const MAX_PHRASE: usize = 160;

/// What all parts of a page are written from.
pub(super) struct Context<'a> {
    pub(super) report: &'a Report,
    pub(super) text: &'a str,
    pub(super) order: &'a Order,
    pub(super) words: &'a Words,
    /// For each source, the claims whose speaker it is.
    pub(super) speaks: Vec<Vec<ClaimId>>,
    /// For each source, the claims that it passes on.
    pub(super) passes: Vec<Vec<ClaimId>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(report: &'a Report, text: &'a str, order: &'a Order, words: &'a Words) -> Self {
        let (mut speaks, mut passes) =
            (vec![Vec::new(); report.sources.len()], vec![Vec::new(); report.sources.len()]);
        let add = |table: &mut Vec<Vec<ClaimId>>, source: SourceId, claim: ClaimId| {
            if let Some(row) = table.get_mut(source.index()).filter(|row| row.last() != Some(&claim)) {
                row.push(claim);
            }
        };
        for (id, claim) in report.iter_claims() {
            for (link, attribution) in claim.attributions.iter().enumerate() {
                if let Some(source) = attribution.source {
                    add(if link == 0 { &mut speaks } else { &mut passes }, source, id);
                }
                if let Some(relay) = &attribution.relay {
                    add(&mut passes, relay.source, id);
                }
            }
        }
        Context { report, text, order, words, speaks, passes }
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
        shortened(self.report.actor_of(source).map_or("nobody named", Actor::label), MAX_PHRASE)
    }

    /// The source of a link, if it exists.
    pub(super) fn source(&self, link: &Attribution) -> Option<(SourceId, &'a Source)> {
        link.source.and_then(|id| Some((id, self.report.source(id)?)))
    }

    /// Writes links to claims: "c4, c5".
    pub(super) fn links(html: &mut Html, claims: &[ClaimId]) {
        for (number, id) in claims.iter().enumerate() {
            html.raw(if number > 0 { ", " } else { "" });
            html.raw("<a href=\"#c").number(id.index()).raw("\">c").number(id.index()).raw("</a>");
        }
    }
}

pub(super) fn known_force(force: &Force) -> Option<&'static str> {
    Force::KNOWN.iter().copied().find(|known| *known == force.as_str())
}

pub(super) fn force_class(force: Option<&'static str>) -> String {
    format!("f-{}", force.unwrap_or("other"))
}

pub(super) fn quotation_class(quotation: Quotation) -> &'static str {
    match quotation {
        Quotation::Direct => "q-direct",
        Quotation::Indirect => "q-indirect",
        Quotation::Mixed => "q-mixed",
    }
}

/// The classes of a claim, which the filters select by.
pub(super) fn classes(report: &Report, claim: ClaimId) -> String {
    let Some(claim) = report.claim(claim) else { return String::new() };
    let level = report.level_of(claim.speaker().and_then(|link| link.source));
    let force = force_class(known_force(&claim.force));
    format!("{} {} {force}", class(level), quotation_class(claim.quotation))
}
