//! The tense around an expression.

use super::grammar::Found;
use super::token::Tokens;
use super::word::Word;

/// The tense of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// No word shows a tense.
    Unknown,
}

/// Maximum number of tokens between an expression and a word before it that shows the tense. A bound keeps time linear.
const MAX_BEFORE: usize = 40;
/// Maximum number of tokens between an expression and a word after it that shows the tense.
const MAX_AFTER: usize = 25;

/// The tense around an expression, and whether a word before it shows it. The nearest word before it in its sentence
/// decides, or else the first after it, which can belong to another clause.
pub(super) fn around(t: &Tokens<'_>, found: &Found) -> (Tense, bool) {
    for back in 1..=MAX_BEFORE {
        let Some(at) = found.first.checked_sub(back) else { break };
        if t.opens_sentence(at + 1) {
            break;
        }
        // "ahead of Saturday's vote", "after Tuesday's vote": only nearby, since a clause may be between them.
        match t.word(at) {
            Word::Ahead if back <= 6 => return (Tense::Future, true),
            Word::Modal if back <= 8 => return (Tense::Future, true),
            Word::Shift(false, true) if back <= 2 => return (Tense::Past, true),
            _ => {}
        }
        match shown(t, at) {
            Tense::Unknown => {}
            tense => return (tense, true),
        }
    }
    // "With 70 days left until the vote, they aired": the verb after it does not tell the tense.
    if t.was(found.first, 1, "until") {
        return (Tense::Unknown, false);
    }
    for at in found.end..found.end + MAX_AFTER {
        if t.opens_sentence(at) {
            break;
        }
        match shown(t, at) {
            Tense::Unknown => {}
            tense => return (tense, false),
        }
    }
    (Tense::Unknown, false)
}

/// The tense that a token shows.
fn shown(t: &Tokens<'_>, at: usize) -> Tense {
    match t.word(at) {
        // "won't", and "won".
        Word::Past if t.is(at, "won") && t.word(at + 1) == Word::Apostrophe => Tense::Future,
        // "is to be held".
        Word::To if matches!(t.written_before(at, 1), "is" | "are") => Tense::Future,
        // The word before "be" decides: "to be held", "will be held".
        Word::Past if t.was(at, 1, "be") => Tense::Unknown,
        Word::Past => Tense::Past,
        Word::Future => Tense::Future,
        Word::Commit if t.is(at + 1, "to") || t.are(at, &["set", "for"]) => Tense::Future,
        Word::Commit if t.written(at).ends_with('d') => Tense::Past,
        _ => Tense::Unknown,
    }
}
