//! The grade of a phrase: its level and axes.

use super::noun::{Noun, Who};
use super::reader::Reader;
use super::standing;
use super::terms::{self, Wording};
use super::words::{Shape, Word, look_up, words};
use crate::lexicon::Lexicon;
use crate::{Axes, BasisKind, Grade, Level, Span, Standing};

/// Grades a phrase alone, whose terms are its own.
pub(super) fn grade_alone(phrase: &str, lexicon: &Lexicon) -> Decision {
    let whole = Span::between(0, phrase.len());
    let mut decision = grade(phrase, whole, whole, lexicon);
    let Grade { level, axes } = &mut decision.grade;
    if let Some(explicit) = axes.terms.explicit.filter(|_| level.is_unnamed()) {
        axes.standing = Some(Standing::on_terms(explicit));
        decision.standing_because = Some("terms of anonymity");
    }
    decision
}

/// A grade with what led to it.
pub(super) struct Decision {
    pub(super) grade: Grade,
    /// The rule that gave the level.
    pub(super) because: &'static str,
    /// The rule that gave the standing, where there is one.
    pub(super) standing_because: Option<&'static str>,
    pub(super) noun: Noun,
    /// The words that were read, each with its classes.
    pub(super) words: Vec<Word>,
}

/// Grades a mention by its words and by the terms in its context.
pub(super) fn grade(text: &str, mention: Span, context: Span, lexicon: &Lexicon) -> Decision {
    let phrase = mention.slice(text).unwrap_or_default();
    let all = words(phrase, mention.start(), lexicon);
    let inside = terms::inside(&all, lexicon);
    let units = look_up(without(&all, &inside.taken), lexicon);
    let read = || Reader { text, lexicon, words: units.get(..MAX_WORDS).unwrap_or(&units) }.whole();
    let mut noun = special_phrase(&all).map_or_else(read, |who| Noun { who, ..Noun::default() });
    // Terms in the sentence of a named person belong to another. But a name before ", not his real name," is a pseudonym.
    let around = match noun.who {
        _ if context == mention => Wording::default(),
        Who::Institution | Who::Place | Who::Body | Who::Thing | Who::Nobody => Wording::default(),
        Who::Person => Wording {
            terms: crate::Terms::default(),
            basis: None,
            ..terms::around(text, mention, context, lexicon)
        },
        _ => terms::around(text, mention, context, lexicon),
    };
    let precedes_name = inside.partial && inside.taken.iter().any(|span| precedes_capital(&all, *span));
    if noun.who == Who::Nobody && !inside.taken.is_empty() {
        noun.who = Who::People;
    }
    if (inside.partial || around.partial) && noun.who == Who::Person || precedes_name && noun.who.is_people()
    {
        noun.who = Who::Partly;
    }
    let took_part = inside
        .basis
        .as_ref()
        .is_some_and(|basis| matches!(basis.kind, BasisKind::Participant | BasisKind::Eyewitness));
    let (descriptors, basis, terms) = (noun.axes.clone(), inside.basis, inside.terms);
    let mut axes = Axes { descriptors, basis, terms, standing: None };
    axes.basis = axes.basis.or_else(|| noun.basis.clone()).or(around.basis);
    axes.descriptors.pseudonym = inside.pseudonym.or(around.pseudonym);
    axes.terms.explicit = axes.terms.explicit.or(around.terms.explicit);
    axes.terms.reason = axes.terms.reason.or(around.terms.reason);
    let (mut level, mut because) = noun.level();
    if level == Level::Bare && axes.basis.is_some() {
        (level, because) = (Level::Vague, "a noun without a role, with a basis of knowledge");
    }
    // "a White House source who was in the room": the participants from one organization are a handful.
    if level == Level::Vague && took_part && axes.descriptors.affiliation.is_some() && noun.who != Who::Public
    {
        (level, because) = (Level::Described, "one of a body's people, who took part");
    }
    let standing = standing::of_phrase(text, &noun, &axes, level, mention);
    let standing_because = standing.as_ref().map(|(_, because)| *because);
    axes.standing = standing.map(|(standing, _)| standing);
    Decision { grade: Grade { level, axes }, because, standing_because, noun, words: units }
}

/// Maximum number of words of a phrase that are read. Some steps are linear in it.
const MAX_WORDS: usize = 160;

/// Whether a name follows a wording: "who gave only his call sign, Falcon".
fn precedes_capital(all: &[Word], span: Span) -> bool {
    let next = all.partition_point(|word| word.span.start() < span.end());
    let next = if all.get(next).is_some_and(|word| word.key == ",") { next + 1 } else { next };
    all.get(next).is_some_and(Word::is_capital)
}

/// The kind of a phrase that is not a noun phrase.
fn special_phrase(all: &[Word]) -> Option<Who> {
    match all {
        // "This shows" ascribes to a fact, not to a source.
        [only] if only.key == "this" => Some(Who::Thing),
        _ => is_titled_work(all).then_some(Who::Institution),
    }
}

/// Whether a phrase is a title in quotation marks with its author: "Lee's “The Long Road”".
fn is_titled_work(all: &[Word]) -> bool {
    let closed = all.last().is_some_and(|last| last.is_mark() && is_quotation(&last.key));
    let opens = |pair: &[Word]| {
        matches!(pair, [owner, mark] if owner.is_possessive_mark() && mark.is_mark() && !mark.is_possessive_mark()
            && is_quotation(&mark.key))
    };
    closed && all.windows(2).any(opens)
}

/// The words without quotation marks, brackets and their content, and wordings. A comma replaces each wording.
fn without(all: &[Word], taken: &[Span]) -> Vec<Word> {
    let mut kept: Vec<Word> = Vec::with_capacity(all.len());
    let mut depth = 0_usize;
    // The wordings are in the order of their starts. `until` is the last end of those that have started.
    let (mut next, mut until) = (0, 0);
    for word in all {
        while let Some(span) = taken.get(next).filter(|span| span.start() <= word.span.start()) {
            until = until.max(span.end());
            next += 1;
        }
        let quotation = word.is_mark() && !word.is_possessive_mark() && is_quotation(&word.key);
        match word.key.as_str() {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ if word.span.start() < until => {
                if kept.last().is_some_and(|last| last.key != ",") {
                    kept.push(Word { key: ",".to_owned(), shape: Shape::Mark, ..word.clone() });
                }
            }
            _ if depth > 0 || quotation => {}
            _ => kept.push(word.clone()),
        }
    }
    // A phrase that is all in brackets, or after one that never closes, is read without them.
    if kept.iter().all(Word::is_mark) {
        let plain = |word: &&Word| !word.is_mark() && !taken.iter().any(|span| span.contains(word.span));
        kept.extend(all.iter().filter(plain).cloned());
    }
    kept
}

fn is_quotation(key: &str) -> bool {
    matches!(key, "\"" | "“" | "”" | "„" | "‟" | "«" | "»" | "‹" | "›" | "'" | "''" | "``" | "*")
}
