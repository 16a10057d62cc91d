//! Terms, reasons, pseudonyms and bases of knowledge: in the phrase, and in the sentence around it.

use super::lexicon::Lexicon;
use super::parts::PEOPLE;
use super::pattern::{Match, PatternKind};
use super::words::{Word, words};
use crate::{Basis, BasisKind, Reason, ReasonKind, Span, Terms};

/// What wordings tell of a source.
#[derive(Clone, Debug, Default)]
pub(super) struct Wording {
    pub(super) terms: Terms,
    pub(super) basis: Option<Basis>,
    pub(super) pseudonym: Option<Span>,
    /// Whether a name that goes with it is a part of one, or another's.
    pub(super) partial: bool,
    /// Stretches of the phrase that hold such wordings and nothing else.
    pub(super) taken: Vec<Span>,
}

/// Reads the wordings inside a phrase.
pub(super) fn inside(phrase: &[Word], lexicon: &Lexicon) -> Wording {
    let found = lexicon.patterns().find(phrase);
    let mut wording = read(phrase, &found, |_| true);
    // An adjective ("unnamed") is not taken out of the phrase, and what starts it is the phrase itself.
    let long = |one: &&Match| one.end > one.start + 1;
    let beside = wording.terms.explicit.is_some();
    wording.taken = found
        .iter()
        .filter(long)
        .filter(|one| beside || !needs_explicit(one.kind))
        .filter_map(|one| span(phrase, one))
        .collect();
    wording
}

/// Reads the wordings around a mention: terms that are not another's, and a basis of knowledge directly behind it.
pub(super) fn around(text: &str, mention: Span, context: Span, lexicon: &Lexicon) -> Wording {
    let clipped = clip(text, mention, context);
    let all = words(clipped.slice(text).unwrap_or_default(), clipped.start(), lexicon);
    let mut found = lexicon.patterns().find(&all);
    found.retain(|one| !is_anothers(&all, one, mention, lexicon));
    let behind = all.partition_point(|word| word.span.start() < mention.end());
    let directly = |one: &Match| {
        let gap = all.get(behind..one.start.max(behind)).unwrap_or_default();
        one.start >= behind && gap.len() <= 1 && gap.iter().all(|word| word.key == ",")
    };
    read(&all, &found, directly)
}

/// Whether a wording belongs to somebody else in the sentence: the noun for people directly in front of it ("an aide,
/// speaking on condition of anonymity"; "an aide who ...") lies outside the mention, and is not the one that was
/// spoken to ("told reporters on condition of anonymity").
fn is_anothers(all: &[Word], one: &Match, mention: Span, lexicon: &Lexicon) -> bool {
    let Some(first) = all.get(one.start) else { return false };
    if mention.contains(first.span) {
        return false;
    }
    // An adjective ("an unnamed aide") goes with its own noun.
    if one.end == one.start + 1 && first.key != "anonymously" {
        return true;
    }
    let relative = matches!(first.key.as_str(), "who" | "whose");
    let before = all.get(..one.start).unwrap_or_default().iter().rev();
    let mut before = before.skip_while(|word| {
        let leads = ["speaking", "spoke", "who", "talking", "talked", "speak", "all", "both", ","];
        leads.contains(&word.key.as_str())
    });
    let Some(noun) = before.next() else { return false };
    if mention.intersects(noun.span) {
        return false;
    }
    let people = lexicon.classes(&noun.key).is_some_and(|(classes, _)| classes.meets(PEOPLE));
    let spoken_to = before.take(4).take_while(|word| !word.is_mark()).any(|word| {
        matches!(word.key.as_str(), "told" | "tell" | "tells" | "telling" | "to" | "with" | "briefed" | "by" | "asked")
    });
    people && (relative || !spoken_to) || relative && noun.is_capital()
}

/// So many bytes of a sentence are looked at on either side of a mention: sentences of news are shorter, and without a
/// bound a text of one sentence with a thousand mentions would be read a thousand times.
const REACH: usize = 800;

fn clip(text: &str, mention: Span, context: Span) -> Span {
    let mut start = context.start().max(mention.start().saturating_sub(REACH)).min(mention.start());
    let mut end = context.end().min(mention.end().saturating_add(REACH)).max(mention.end()).min(text.len());
    while start > 0 && !text.is_char_boundary(start) {
        start -= 1;
    }
    while end < text.len() && !text.is_char_boundary(end) {
        end += 1;
    }
    Span::between(start, end)
}

fn read(all: &[Word], found: &[Match], near: impl Fn(&Match) -> bool) -> Wording {
    let mut wording = Wording::default();
    let explicit: Vec<&Match> = found.iter().filter(|one| matches!(one.kind, PatternKind::Explicit | PatternKind::Partial)).collect();
    wording.terms.explicit = explicit.first().and_then(|one| span(all, one));
    let mut ends: Vec<usize> = explicit.iter().map(|one| one.end).collect();
    ends.sort_unstable();
    // Directly behind explicit terms, or with one word or comma between.
    let beside = |one: &Match| {
        let next = ends.partition_point(|end| *end + 1 < one.start);
        ends.get(next).is_some_and(|end| *end <= one.start)
    };
    let reason = |kind: ReasonKind, one: &Match| span(all, one).map(|span| Reason::new(kind, span));
    let fits = |one: &&Match| match one.kind {
        PatternKind::Boilerplate => true,
        PatternKind::Substantive => !explicit.is_empty(),
        PatternKind::BoilerplateBeside | PatternKind::SubstantiveBeside => beside(one),
        _ => false,
    };
    // A stock phrase counts before a wording that only might be a reason of its own.
    let rank = |one: &&Match| match one.kind {
        PatternKind::Boilerplate => 0,
        PatternKind::Substantive => 1,
        PatternKind::BoilerplateBeside => 2,
        _ => 3,
    };
    wording.terms.reason = found.iter().filter(fits).min_by_key(rank).and_then(|one| match one.kind {
        PatternKind::Boilerplate | PatternKind::BoilerplateBeside => reason(ReasonKind::Boilerplate, one),
        _ => reason(ReasonKind::Substantive, one),
    });
    let basis = |one: &Match| {
        let kind = match one.kind {
            PatternKind::Familiar => BasisKind::Familiar,
            PatternKind::Briefed => BasisKind::Briefed,
            PatternKind::Document => BasisKind::Document,
            PatternKind::Participant => BasisKind::Participant,
            _ => return None,
        };
        span(all, one).filter(|_| near(one)).map(|span| Basis::new(kind, span))
    };
    wording.basis = found.iter().find_map(basis);
    wording.pseudonym =
        found.iter().filter(|one| one.kind == PatternKind::Pseudonym && near(one)).find_map(|one| span(all, one));
    wording.partial = wording.pseudonym.is_some()
        || found.iter().any(|one| one.kind == PatternKind::Partial && near(one));
    wording
}

fn needs_explicit(kind: PatternKind) -> bool {
    use PatternKind::{BoilerplateBeside, Substantive, SubstantiveBeside};
    matches!(kind, Substantive | SubstantiveBeside | BoilerplateBeside)
}

fn span(words: &[Word], one: &Match) -> Option<Span> {
    let (first, last) = (words.get(one.start)?, words.get(one.end.checked_sub(1)?)?);
    Some(first.span.cover(last.span))
}
