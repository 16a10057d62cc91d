//! Which way the words around an expression look: to what was, or to what will be.

use super::grammar::Found;
use super::token::Tokens;
use super::word::Word;

/// Which way a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// No word shows it.
    Open,
}

/// How many tokens of the sentence are looked at before an expression, and after it. Bounded, so that all of a text's
/// expressions together take time linear in the text.
const BEFORE: usize = 40;
const AFTER: usize = 25;

/// The tense around an expression, and whether it shows before it: that of the nearest word before it in its sentence
/// that shows one, else of the first after it, which may well belong to another clause.
pub(super) fn around(t: &Tokens<'_>, found: &Found) -> (Tense, bool) {
    for back in 1..=BEFORE {
        let Some(at) = found.first.checked_sub(back) else { break };
        if t.opens_sentence(at + 1) {
            break;
        }
        // "ahead of Saturday's vote", "after Tuesday's vote": close by only, for a clause may stand between.
        match t.word(at) {
            Word::Ahead if back <= 6 => return (Tense::Future, true),
            Word::Modal if back <= 8 => return (Tense::Future, true),
            Word::Shift(false, true) if back <= 2 => return (Tense::Past, true),
            _ => {}
        }
        match shown(t, at) {
            Tense::Open => {}
            tense => return (tense, true),
        }
    }
    // "With 70 days left until the vote, they aired": what comes after says nothing of the vote.
    if t.was(found.first, 1, "until") {
        return (Tense::Open, false);
    }
    for at in found.end..found.end + AFTER {
        if t.opens_sentence(at) {
            break;
        }
        match shown(t, at) {
            Tense::Open => {}
            tense => return (tense, false),
        }
    }
    (Tense::Open, false)
}

fn shown(t: &Tokens<'_>, at: usize) -> Tense {
    match t.word(at) {
        // "won't", and "won".
        Word::Past if t.is(at, "won") && t.word(at + 1) == Word::Apostrophe => Tense::Future,
        // "is to be held".
        Word::To if matches!(t.written_before(at, 1), "is" | "are") => Tense::Future,
        // "to be held", "will be held": the word before "be" decides.
        Word::Past if t.was(at, 1, "be") => Tense::Open,
        Word::Past => Tense::Past,
        Word::Future => Tense::Future,
        Word::Commit if t.is(at + 1, "to") || t.are(at, &["set", "for"]) => Tense::Future,
        Word::Commit if t.written(at).ends_with('d') => Tense::Past,
        _ => Tense::Open,
    }
}
