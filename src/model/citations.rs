//! How often and in how many words an article cites each source: the one count, for pages, terminals and tables.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt;

use super::order::Order;
use crate::{Claim, ClaimId, Level, RelationKind, Report, SourceId};

/// How an article cites one source.
///
/// As text it is "cited twice, passes on 1 claim".
///
/// ```
/// use ascribe::{Citation, ClaimId};
///
/// let mut citation = Citation::default();
/// assert_eq!(citation.to_string(), "not cited");
/// citation.speaks = vec![ClaimId::new(0), ClaimId::new(4)];
/// citation.passes_on = vec![ClaimId::new(1)];
/// assert_eq!(citation.to_string(), "cited twice, passes on 1 claim");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Citation {
    /// The claims whose speaker it is.
    pub speaks: Vec<ClaimId>,
    /// The claims of others that it passes on: it stands in the chain after the speaker, or is a relay of a link.
    pub passes_on: Vec<ClaimId>,
    /// Number of words in contents of which it is the speaker. A word counts for the speaker of the innermost claim alone.
    pub words: usize,
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.speaks.len(), self.passes_on.len()) {
            (0, 0) => return f.write_str("not cited"),
            (0, _) => {}
            (1, _) => f.write_str("cited once")?,
            (2, _) => f.write_str("cited twice")?,
            (times, _) => write!(f, "cited {times} times")?,
        }
        let comma = if self.speaks.is_empty() { "" } else { ", " };
        match self.passes_on.len() {
            0 => Ok(()),
            1 => write!(f, "{comma}passes on 1 claim"),
            claims => write!(f, "{comma}passes on {claims} claims"),
        }
    }
}

/// How an article cites its sources: see [`Report::citations`].
///
/// ```
/// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Report, Source, SourceId, Span};
///
/// let article = Article::new("Ann Lee is right, an aide said.");
/// let mut report = Report::new(&article);
/// for (name, level) in [("Ann Lee", Level::Named), ("an aide", Level::Vague)] {
///     let actor = report.add_actor(Actor::new(ActorKind::Person).with_name(name));
///     report.add_source(Source::new(actor, level));
/// }
/// let aide = SourceId::new(1);
/// report.add_claim(Claim::new(Span::new(0, 17)?, Quotation::Indirect, Attribution::new(aide)));
///
/// let citations = report.citations(&article.text);
/// assert_eq!((citations.words, citations.attributed_words()), (7, 4));
/// assert_eq!(citations.unnamed_first(&report)[0], aide);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Citations {
    /// A citation for each source of the report, in the order of its table. Its length is the number of sources.
    pub by_source: Vec<Citation>,
    /// Number of words in the text.
    ///
    /// A word is a run of characters without white space that has a letter or a digit. Its first letter or digit decides
    /// which claims contain it.
    pub words: usize,
    /// Number of words in contents, by the level of the speaker of the innermost claim, in the order of [`Level::ALL`].
    pub words_by_level: [usize; 7],
}

impl Citations {
    /// The citation of this source.
    #[must_use]
    pub fn of(&self, source: SourceId) -> Option<&Citation> {
        self.by_source.get(source.index())
    }

    /// Number of words in contents.
    #[must_use]
    pub fn attributed_words(&self) -> usize {
        self.words_by_level.iter().sum()
    }

    /// Number of sources of this report that are the speaker of a claim; the others only pass claims on. Sources with a
    /// relation `Same` count once.
    ///
    /// Time complexity: linear in the number of sources and relations.
    #[must_use]
    pub fn speakers(&self, report: &Report) -> usize {
        let speaks = |id: SourceId| self.of(id).is_some_and(|citation| !citation.speaks.is_empty());
        let mut again = vec![false; self.by_source.len()];
        for (id, source) in report.iter_sources().filter(|(id, _)| speaks(*id)) {
            for relation in source.relations.iter().filter(|relation| relation.kind == RelationKind::Same) {
                let one = speaks(relation.other) && relation.other != id;
                if let Some(again) = again.get_mut(relation.other.max(id).index()).filter(|_| one) {
                    *again = true;
                }
            }
        }
        self.by_source
            .iter()
            .zip(again)
            .filter(|(citation, again)| !citation.speaks.is_empty() && !again)
            .count()
    }

    /// The sources of this report, those without a name first, then by number of words, the most first.
    ///
    /// Time complexity: `O(n log n)` in the number of sources.
    #[must_use]
    pub fn unnamed_first(&self, report: &Report) -> Vec<SourceId> {
        let mut sources: Vec<_> = report
            .iter_sources()
            .map(|(id, source)| {
                let citation = self.of(id);
                let words = citation.map_or(0, |citation| citation.words);
                let claims = citation.map_or(0, |citation| citation.speaks.len());
                (!source.level.is_unnamed(), Reverse(words), Reverse(claims), id)
            })
            .collect();
        sources.sort_unstable();
        sources.into_iter().map(|(.., id)| id).collect()
    }
}

impl Report {
    /// How often and in how many words the article with this text cites each source.
    ///
    /// Spans that do not fit the text have no words.
    ///
    /// Time complexity: `O(n log n)` in the lengths of text and report.
    ///
    /// ```
    /// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Relay, Report, Source, Span};
    ///
    /// let article = Article::new("Rates will rise, an aide told Reuters.");
    /// let mut report = Report::new(&article);
    /// let actor = report.add_actor(Actor::new(ActorKind::Person).with_description("an aide"));
    /// let aide = report.add_source(Source::new(actor, Level::Vague));
    /// let actor = report.add_actor(Actor::new(ActorKind::Outlet).with_name("Reuters"));
    /// let outlet = report.add_source(Source::new(actor, Level::Institutional));
    /// let link = Attribution::new(aide).with_relay(Relay::new(outlet, Span::new(30, 37)?));
    /// report.add_claim(Claim::new(Span::new(0, 15)?, Quotation::Indirect, link));
    ///
    /// let citations = report.citations(&article.text);
    /// assert_eq!((citations.by_source.len(), citations.speakers(&report)), (2, 1));
    /// assert_eq!(citations.by_source[0].words, 3);
    /// assert_eq!(citations.by_source[0].to_string(), "cited once");
    /// assert_eq!(citations.by_source[1].to_string(), "passes on 1 claim");
    /// # Ok::<(), ascribe::Error>(())
    /// ```
    #[must_use]
    pub fn citations(&self, text: &str) -> Citations {
        self.citations_in(text, &Order::new(self))
    }

    pub(crate) fn citations_in(&self, text: &str, order: &Order) -> Citations {
        let mut citations =
            Citations { by_source: vec![Citation::default(); self.sources.len()], ..Citations::default() };
        for (id, claim) in self.iter_claims() {
            let speaker = claim.source();
            if let Some(citation) = speaker.and_then(|source| citations.by_source.get_mut(source.index())) {
                citation.speaks.push(id);
            }
            let further = claim.attributions.iter().skip(1).filter_map(|link| link.source);
            let relays = claim.attributions.iter().filter_map(|link| Some(link.relay.as_ref()?.source));
            for source in further.chain(relays).filter(|source| Some(*source) != speaker) {
                let passes_on =
                    citations.by_source.get_mut(source.index()).map(|citation| &mut citation.passes_on);
                if let Some(passes_on) = passes_on.filter(|claims| claims.last() != Some(&id)) {
                    passes_on.push(id);
                }
            }
        }
        citations.count_words(self, text, order);
        citations
    }
}

impl Citations {
    fn count_words(&mut self, report: &Report, text: &str, order: &Order) {
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
            self.words += 1;
            let Some((_, _, _, claim)) = open.peek() else { continue };
            let speaker = report.claim(*claim).and_then(Claim::source);
            if let Some(citation) = speaker.and_then(|source| self.by_source.get_mut(source.index())) {
                citation.words += 1;
            }
            let level = report.level_of(speaker);
            for (known, count) in Level::ALL.iter().zip(&mut self.words_by_level) {
                *count += usize::from(*known == level);
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Actor, ActorKind, Article, Attribution, Quotation, Source, Span};

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
        let citations = report.citations(&article.text);
        assert_eq!(citations.words, 7);
        assert_eq!(citations.by_source.iter().map(|citation| citation.words).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(citations.words_by_level, [2, 3, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn nobody_passes_on_what_it_said_itself_nor_one_claim_twice() {
        let mut report = Report::new(&Article::new(""));
        let actor = report.add_actor(Actor::new(ActorKind::Person));
        let (one, other) = (SourceId::new(0), SourceId::new(1));
        for _ in 0..2 {
            report.add_source(Source::new(actor, Level::Named));
        }
        let link = |source| Attribution::new(source);
        let claim = Claim::new(Span::default(), Quotation::Direct, link(one));
        report.add_claim(claim.relayed_by(link(one)).relayed_by(link(other)).relayed_by(link(other)));
        let citations = report.citations("");
        assert_eq!(citations.by_source[0].to_string(), "cited once");
        assert_eq!(citations.by_source[1].passes_on, [ClaimId::new(0)]);
        assert_eq!(citations.speakers(&report), 1);
    }
}
