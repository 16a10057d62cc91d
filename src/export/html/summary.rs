//! The share of words by source, and the summary of a report.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::order::Order;
use crate::{AnonymousCount, ClaimId, Level, Published, RelationKind, Report, SourceId};

/// Numbers of words by speaker. A word counts for the speaker of the innermost claim that contains it.
///
/// A word is a run of characters without white space that has a letter or a digit. Its first letter or digit decides which
/// claims contain it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// All words of the text, attributed or not.
    pub(super) all: usize,
    /// In the order of [`Level::ALL`].
    pub(super) by_level: [usize; 7],
    /// In the order of the report's sources.
    pub(super) by_source: Vec<usize>,
}

impl Words {
    /// `O(n log n)` in the lengths of text and report.
    pub(super) fn new(report: &Report, text: &str, order: &Order) -> Self {
        let mut words = Words { by_source: vec![0; report.sources.len()], ..Words::default() };
        let mut contents: Vec<_> = report
            .iter_claims()
            .flat_map(|(id, claim)| claim.content.iter().map(move |span| (*span, id)))
            .filter(|(span, _)| span.slice(text).is_some())
            .map(|(span, id)| (span.start(), Reverse(span.end()), order.depth(id), id))
            .collect();
        contents.sort_unstable();
        let mut starting = contents.into_iter().peekable();
        // A heap whose greatest content is the innermost: it starts last, then ends first, then has the greatest depth.
        let mut open = BinaryHeap::new();
        for at in words_at(text) {
            while let Some(content) = starting.next_if(|(start, ..)| *start <= at) {
                open.push(content);
            }
            while open.peek().is_some_and(|(_, Reverse(end), ..)| *end <= at) {
                open.pop();
            }
            words.all += 1;
            if let Some((_, _, _, claim)) = open.peek() {
                words.count(report, *claim);
            }
        }
        words
    }

    fn count(&mut self, report: &Report, claim: ClaimId) {
        let speaker = report.claim(claim).and_then(|claim| claim.speaker()?.source);
        if let Some(count) = speaker.and_then(|source| self.by_source.get_mut(source.index())) {
            *count += 1;
        }
        let level = report.level_of(speaker);
        for (known, count) in Level::ALL.iter().zip(&mut self.by_level) {
            *count += usize::from(*known == level);
        }
    }

    /// Number of words in contents.
    pub(super) fn attributed(&self) -> usize {
        self.by_level.iter().sum()
    }
}

/// The offset of the first letter or digit of each word.
fn words_at(text: &str) -> impl Iterator<Item = usize> {
    let mut counted = false;
    text.char_indices().filter_map(move |(at, character)| {
        if character.is_whitespace() {
            counted = false;
        } else if !counted && character.is_alphanumeric() {
            counted = true;
            return Some(at);
        }
        None
    })
}

/// The figures of one article, for [`index_to_string`](super::index_to_string).
///
/// ```
/// use ascribe::export::html::Summary;
/// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Report, Source, Span};
///
/// let article = Article::new("Rates will rise, an aide said.").with_outlet("The Example");
/// let mut report = Report::new(&article);
/// let aide = report.add_actor(Actor::new(ActorKind::Person).with_description("an aide"));
/// let source = report.add_source(Source::new(aide, Level::Vague));
/// report.add_claim(Claim::new(Span::new(0, 15)?, Quotation::Indirect, Attribution::new(source)));
///
/// let summary = Summary::new(&report, &article.text);
/// assert_eq!((summary.words, summary.attributed_words()), (6, 3));
/// assert_eq!(summary.unnamed_share(), Some(1.0));
/// assert!(summary.is_single_source());
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// The outlet.
    pub outlet: Option<String>,
    /// The headline.
    pub headline: Option<String>,
    /// The date of publication.
    pub published: Option<Published>,
    /// Number of claims.
    pub claims: usize,
    /// Number of sources that speak. Sources with a relation `Same` count once.
    pub sources: usize,
    /// Number of words.
    pub words: usize,
    /// Number of words in contents, by the level of the speaker of the innermost claim, in the order of [`Level::ALL`].
    pub words_by_level: [usize; 7],
    /// Number of distinct unnamed people who speak.
    pub anonymous: AnonymousCount,
}

impl Summary {
    /// The summary of a report on an article with this text. Spans that do not fit the text are ignored.
    ///
    /// Time complexity: `O(n log n)` in the lengths of text and report.
    #[must_use]
    pub fn new(report: &Report, text: &str) -> Self {
        Summary::of(report, &Words::new(report, text, &Order::new(report)))
    }

    pub(super) fn of(report: &Report, words: &Words) -> Self {
        let about = &report.article;
        Summary {
            outlet: about.outlet.clone(),
            headline: about.headline.clone(),
            published: about.published,
            claims: report.claims.len(),
            sources: speakers(report),
            words: words.all,
            words_by_level: words.by_level,
            anonymous: report.anonymous_sources(),
        }
    }

    /// Number of words in contents.
    #[must_use]
    pub fn attributed_words(&self) -> usize {
        self.words_by_level.iter().sum()
    }

    /// Share of the attributed words that come from [unnamed](Level::is_unnamed) sources, 0 to 1. `None` if no words are
    /// attributed.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn unnamed_share(&self) -> Option<f64> {
        let unnamed: usize = Level::ALL
            .iter()
            .zip(self.words_by_level)
            .filter(|(level, _)| level.is_unnamed())
            .map(|(_, words)| words)
            .sum();
        let all = self.attributed_words();
        (all > 0).then(|| unnamed as f64 / all as f64)
    }

    /// Whether one source speaks in all claims that have one. It may stand for several people ("officials").
    #[must_use]
    pub fn is_single_source(&self) -> bool {
        self.sources == 1
    }
}

/// Number of sources that speak, without those that are the same as an earlier one.
fn speakers(report: &Report) -> usize {
    let mut speaks = vec![false; report.sources.len()];
    for source in report.claims.iter().filter_map(|claim| claim.speaker()?.source) {
        if let Some(speaks) = speaks.get_mut(source.index()) {
            *speaks = true;
        }
    }
    let speaking = |id: SourceId| speaks.get(id.index()) == Some(&true);
    let mut again = vec![false; report.sources.len()];
    for (id, source) in report.iter_sources().filter(|(id, _)| speaking(*id)) {
        for relation in source.relations.iter().filter(|relation| relation.kind == RelationKind::Same) {
            let one = speaking(relation.other) && relation.other != id;
            if let Some(again) = again.get_mut(relation.other.max(id).index()).filter(|_| one) {
                *again = true;
            }
        }
    }
    speaks.iter().zip(again).filter(|(speaks, again)| **speaks && !again).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Actor, ActorKind, Article, Attribution, Claim, Quotation, Relation, Source, Span};

    #[test]
    fn each_word_counts_once_for_the_innermost_speaker() {
        let article = Article::new("Fox said Lee said it rains — today.");
        let mut report = Report::new(&article);
        let actor = report.add_actor(Actor::new(ActorKind::Person));
        let outer = report.add_source(Source::new(actor, Level::Institutional));
        let inner = report.add_source(Source::new(actor, Level::Named));
        let claim = |from, to, source| {
            Claim::new(Span::new(from, to).unwrap(), Quotation::Indirect, Attribution::new(source))
        };
        report.add_claim(claim(9, 37, outer));
        report.add_claim(claim(18, 26, inner));
        let words = Words::new(&report, &article.text, &Order::new(&report));
        assert_eq!(words.all, 7);
        assert_eq!(words.by_source, [3, 2]);
        assert_eq!(words.by_level, [2, 3, 0, 0, 0, 0, 0]);
        assert_eq!(Summary::of(&report, &words).unnamed_share(), Some(0.0));
    }

    #[test]
    fn two_entries_for_one_source_are_a_single_source() {
        let article = Article::new("It rains.");
        let mut report = Report::new(&article);
        let actor = report.add_actor(Actor::new(ActorKind::Person));
        for _ in 0..2 {
            let source = report.add_source(Source::new(actor, Level::Bare));
            report.add_claim(Claim::new(Span::default(), Quotation::Direct, Attribution::new(source)));
        }
        assert_eq!(Summary::new(&report, &article.text).sources, 2);
        report.sources[1].relations.push(Relation::new(SourceId::new(0), RelationKind::Same));
        report.sources[0].relations.push(Relation::new(SourceId::new(1), RelationKind::Same));
        assert!(Summary::new(&report, &article.text).is_single_source());
        assert_eq!(Summary::new(&report, &article.text).unnamed_share(), None);
    }
}
