//! Differences between two reports of one article: what a person corrected, or where two analyzers disagree.

mod kind;
mod pair;
mod source;

use crate::{Attribution, Claim, ClaimId, Report};
use pair::{Compared, pair, trimmed};
use source::Sources;

pub use kind::Difference;

impl Report {
    /// Lists the differences of `after` from this report. Both belong to the article with this text.
    ///
    /// Compared are the claims, with the words, cue, kind of quotation, force, speaker and relay of each, and the sources that
    /// speak, with their levels. Not compared are events, times, outer links of chains, names and axes, which the formats
    /// that corrections come in do not have.
    ///
    /// - Spans are compared without white space at their ends. Spans with only white space between them count as one, since
    ///   formats break spans at the ends of lines.
    /// - Claims are paired by content and cue, then by content, then by cue, then by the share of content in common.
    /// - Sources are paired by the number of claims in common. A source whose claims all went to another one is merged; a
    ///   source whose claims all came from another one is split. A single claim that moved has another speaker.
    ///
    /// The list has the claims of this report in their order, then new claims, then sources. Neither report needs to be
    /// valid.
    ///
    /// Time complexity: `O(n log n)` in the size of the reports.
    ///
    /// ```
    /// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Report, Source, Span};
    ///
    /// let article = Article::new("It is over, an aide said.");
    /// let mut report = Report::new(&article);
    /// let aide = report.add_actor(Actor::new(ActorKind::Person).with_description("an aide"));
    /// let source = report.add_source(Source::new(aide, Level::Bare));
    /// let link = Attribution::new(source).with_source_span(Span::new(12, 19)?).with_cue(Span::new(20, 24)?);
    /// report.add_claim(Claim::new(Span::new(0, 10)?, Quotation::Indirect, link));
    ///
    /// let mut corrected = report.clone();
    /// corrected.sources[0].level = Level::Vague;
    /// let differences = report.differences(&corrected, &article.text);
    /// assert_eq!(differences.len(), 1);
    /// assert_eq!(differences[0].to_string(), "s0 is vague, not bare");
    /// # Ok::<(), ascribe::Error>(())
    /// ```
    #[must_use]
    pub fn differences(&self, after: &Report, text: &str) -> Vec<Difference> {
        let paired = pair(&Compared::all(self, text), &Compared::all(after, text));
        let sources = Sources::new(self, after, &paired.pairs);
        let mut found = Vec::new();
        for (index, row) in self.claims.iter().enumerate() {
            let id = ClaimId::at(index);
            match paired.pairs.get(&index).and_then(|other| Some((*other, after.claims.get(*other)?))) {
                Some((other, new)) => compare_claims(&mut found, text, (id, row), (ClaimId::at(other), new)),
                None => found.push(Difference::ClaimRemoved { before: id }),
            }
            if let Some(other) = paired.pairs.get(&index) {
                sources.of_claim(&mut found, id, ClaimId::at(*other));
            }
        }
        found.extend(paired.added.iter().map(|index| Difference::ClaimAdded { after: ClaimId::at(*index) }));
        sources.differences(&mut found);
        found
    }
}

/// Adds the differences in words, quotation and force of two paired claims.
fn compare_claims(
    found: &mut Vec<Difference>,
    text: &str,
    (before, old): (ClaimId, &Claim),
    (after, new): (ClaimId, &Claim),
) {
    if trimmed(&old.content, text) != trimmed(&new.content, text) {
        found.push(Difference::Content { before, after, old: old.content.clone(), new: new.content.clone() });
    }
    let nobody = Attribution::unattributed();
    let (was, is) = (old.speaker().unwrap_or(&nobody), new.speaker().unwrap_or(&nobody));
    if trimmed(&was.cue, text) != trimmed(&is.cue, text) {
        found.push(Difference::Cue { before, after, old: was.cue.clone(), new: is.cue.clone() });
    }
    if trimmed(&was.source_spans, text) != trimmed(&is.source_spans, text) {
        let (old, new) = (was.source_spans.clone(), is.source_spans.clone());
        found.push(Difference::SourceWords { before, after, old, new });
    }
    if old.quotation != new.quotation {
        found.push(Difference::Quotation { before, after, old: old.quotation, new: new.quotation });
    }
    if old.force != new.force {
        found.push(Difference::Force { before, after, old: old.force.clone(), new: new.force.clone() });
    }
}
