//! Differences between two reports: of one article, where a person corrected it or two analyzers disagree; and of two versions of it.

mod kind;
mod pair;
mod source;

use crate::{Attribution, Claim, ClaimId, Report, Span};
use pair::{Compared, Paired, by_place, by_words, trimmed, words};
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
        let key = |spans: &[Span]| trimmed(spans, text);
        let paired = by_place(&Compared::all(self, key), &Compared::all(after, key));
        let sources = Sources::new(self, after, &paired.pairs);
        list(self, after, &paired, &sources, |old, new| key(old) == key(new))
    }

    /// Lists what changed between two versions of an article: `self` is a report on `text`, `after` one on `after_text`.
    ///
    /// Compared is what [`Report::differences`] compares, by words: case, marks and places do not count.
    ///
    /// - Claims are paired by the words of content and cue, then by those of the content, then by the share of their words in common,
    ///   which is at least a half.
    /// - Sources are paired by what they are called, and the others by the number of claims in common. So an official who gets a name
    ///   is a [`Difference::Level`], and a claim that another named person now makes is a [`Difference::Speaker`].
    /// - [`Difference::SourceAdded`] and [`Difference::SourceRemoved`] are the sources that one version alone cites.
    ///
    /// The list has the claims of this report in their order, then new claims, then sources.
    ///
    /// Time complexity: `O(n log n)` in the lengths of texts and reports.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use ascribe::{Analyzer, Article, Difference, Level};
    ///
    /// let old = "The bridge will close on Friday, a senior city official said.";
    /// let new = "The bridge will close on Monday, Mayor Ann Lee said.";
    /// let [before, after] = [old, new].map(|text| Analyzer::new().analyze(&Article::new(text)));
    /// let changes = before.changes(old, &after, new);
    /// assert!(changes.iter().any(|change| matches!(change, Difference::Content { .. })));
    /// assert!(changes.iter().any(|change| matches!(change, Difference::Level { new: Level::Named, .. })));
    /// # }
    /// ```
    #[must_use]
    pub fn changes(&self, text: &str, after: &Report, after_text: &str) -> Vec<Difference> {
        let old = |spans: &[Span]| words(spans, text);
        let new = |spans: &[Span]| words(spans, after_text);
        let paired = by_words(&Compared::all(self, old), &Compared::all(after, new));
        let sources = Sources::of_versions(self, after, &paired.pairs);
        let mut found = list(self, after, &paired, &sources, |one, other| old(one) == new(other));
        sources.only_in_one(&mut found);
        found
    }
}

/// The differences of paired claims and sources. `same` tells whether spans of the first report are those of the second.
fn list(
    before: &Report,
    after: &Report,
    paired: &Paired,
    sources: &Sources<'_>,
    same: impl Fn(&[Span], &[Span]) -> bool,
) -> Vec<Difference> {
    let mut found = Vec::new();
    for (index, row) in before.claims.iter().enumerate() {
        let id = ClaimId::at(index);
        match paired.pairs.get(&index).and_then(|other| Some((*other, after.claims.get(*other)?))) {
            Some((other, new)) => compare_claims(&mut found, &same, (id, row), (ClaimId::at(other), new)),
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

/// Adds the differences in words, quotation and force of two paired claims.
fn compare_claims(
    found: &mut Vec<Difference>,
    same: &impl Fn(&[Span], &[Span]) -> bool,
    (before, old): (ClaimId, &Claim),
    (after, new): (ClaimId, &Claim),
) {
    if !same(&old.content, &new.content) {
        found.push(Difference::Content { before, after, old: old.content.clone(), new: new.content.clone() });
    }
    let nobody = Attribution::unattributed();
    let (was, is) = (old.speaker().unwrap_or(&nobody), new.speaker().unwrap_or(&nobody));
    if !same(&was.cue, &is.cue) {
        found.push(Difference::Cue { before, after, old: was.cue.clone(), new: is.cue.clone() });
    }
    if !same(&was.source_spans, &is.source_spans) {
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
