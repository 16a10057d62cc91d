//! The figures of one article.

use crate::{AnonymousCount, Citations, Level, Published, Report};

/// An unnamed source of an article, in its summary.
///
/// ```
/// use ascribe::{Level, UnnamedSource};
///
/// let source = UnnamedSource::new("an aide", Level::Vague, 12);
/// assert!(source.level.is_unnamed());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnnamedSource {
    /// The words for it: [`Actor::label`](crate::Actor::label).
    pub label: String,
    /// The level.
    pub level: Level,
    /// Number of words in its claims: [`Citation::words`](crate::Citation::words).
    pub words: usize,
}

impl UnnamedSource {
    /// An unnamed source.
    #[must_use]
    pub fn new(label: impl Into<String>, level: Level, words: usize) -> Self {
        UnnamedSource { label: label.into(), level, words }
    }
}

/// The figures of one article: see [`Report::summary`].
///
/// ```
/// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Report, Source, Span};
///
/// let article = Article::new("Rates will rise, an aide said.").with_outlet("The Example");
/// let mut report = Report::new(&article);
/// let aide = report.add_actor(Actor::new(ActorKind::Person).with_description("an aide"));
/// let source = report.add_source(Source::new(aide, Level::Vague));
/// report.add_claim(Claim::new(Span::new(0, 15)?, Quotation::Indirect, Attribution::new(source)));
///
/// let summary = report.summary(&article.text);
/// assert_eq!((summary.words, summary.attributed_words()), (6, 3));
/// assert_eq!((summary.words_of(Level::Vague), summary.share_of(Level::Named)), (3, Some(0.0)));
/// assert_eq!(summary.unnamed_share(), Some(1.0));
/// assert_eq!(summary.unnamed[0].label, "an aide");
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
    /// Number of sources of the report.
    pub sources: usize,
    /// Number of sources that speak: [`Citations::speakers`].
    pub speakers: usize,
    /// Number of words.
    pub words: usize,
    /// Number of words in contents, by the level of the speaker of the innermost claim, in the order of [`Level::ALL`].
    pub words_by_level: [usize; 7],
    /// Number of distinct unnamed people who speak.
    pub anonymous: AnonymousCount,
    /// The unnamed sources, by number of words, the most first.
    pub unnamed: Vec<UnnamedSource>,
}

impl Report {
    /// The figures of this report on an article with this text: counts, words by level, unnamed sources. Spans that do not fit the
    /// text are ignored.
    ///
    /// Time complexity: `O(n log n)` in the lengths of text and report.
    #[must_use]
    pub fn summary(&self, text: &str) -> Summary {
        Summary::of(self, &self.citations(text))
    }
}

impl Summary {
    pub(crate) fn of(report: &Report, citations: &Citations) -> Self {
        let about = &report.article;
        let unnamed = citations.unnamed_first(report).into_iter().filter_map(|id| {
            let level = report.source(id)?.level;
            let words = citations.of(id).map_or(0, |one| one.words);
            level.is_unnamed().then(|| UnnamedSource::new(report.name(id), level, words))
        });
        Summary {
            outlet: about.outlet.clone(),
            headline: about.headline.clone(),
            published: about.published,
            claims: report.claims.len(),
            sources: citations.by_source.len(),
            speakers: citations.speakers(report),
            words: citations.words,
            words_by_level: citations.words_by_level,
            anonymous: report.anonymous_sources(),
            unnamed: unnamed.collect(),
        }
    }

    /// Number of words in contents.
    #[must_use]
    pub fn attributed_words(&self) -> usize {
        self.words_by_level.iter().sum()
    }

    /// Number of words in contents whose speaker is of this level.
    #[must_use]
    pub fn words_of(&self, level: Level) -> usize {
        let mut levels = Level::ALL.iter().zip(self.words_by_level);
        levels.find(|(known, _)| **known == level).map_or(0, |(_, words)| words)
    }

    /// Share of the attributed words that come from sources of this level, 0 to 1. `None` if no words are attributed.
    #[must_use]
    pub fn share_of(&self, level: Level) -> Option<f64> {
        share(self.words_of(level), self.attributed_words())
    }

    /// Number of words in contents that come from [unnamed](Level::is_unnamed) sources.
    #[must_use]
    pub fn unnamed_words(&self) -> usize {
        Level::ALL.iter().filter(|level| level.is_unnamed()).map(|level| self.words_of(*level)).sum()
    }

    /// Share of the attributed words that come from [unnamed](Level::is_unnamed) sources, 0 to 1. `None` if no words are
    /// attributed.
    #[must_use]
    pub fn unnamed_share(&self) -> Option<f64> {
        share(self.unnamed_words(), self.attributed_words())
    }

    /// Whether one source speaks in all claims that have one. It may stand for several people ("officials").
    #[must_use]
    pub fn is_single_source(&self) -> bool {
        self.speakers == 1
    }
}

/// A part of a whole, 0 to 1. `None` of nothing.
#[allow(clippy::cast_precision_loss)] // Of counts of words.
pub(crate) fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Actor, ActorKind, Article, Attribution, Claim, Quotation, Relation, RelationKind, Source, SourceId,
        Span,
    };

    #[test]
    fn two_entries_for_one_source_are_a_single_source() {
        let article = Article::new("It rains.");
        let mut report = Report::new(&article);
        let actor = report.add_actor(Actor::new(ActorKind::Person));
        for _ in 0..2 {
            let source = report.add_source(Source::new(actor, Level::Bare));
            report.add_claim(Claim::new(Span::default(), Quotation::Direct, Attribution::new(source)));
        }
        assert_eq!(report.summary(&article.text).speakers, 2);
        report.sources[1].relations.push(Relation::new(SourceId::new(0), RelationKind::Same));
        report.sources[0].relations.push(Relation::new(SourceId::new(1), RelationKind::Same));
        assert!(report.summary(&article.text).is_single_source());
        assert_eq!(report.summary(&article.text).unnamed_share(), None);
    }
}
