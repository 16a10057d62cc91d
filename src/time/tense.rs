//! The tense around an expression.

use super::grammar::{Found, Shape};
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

/// How well the words around an expression show its tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// A word after it, which can belong to another clause.
    After,
    /// A word before it.
    Before,
    /// The verb that it is an adverbial of: "ruled on April 9", "will close in May".
    Strong,
}

/// Maximum number of tokens between an expression and a word before it that shows the tense. A bound keeps time linear.
const MAX_BEFORE: usize = 40;
/// Maximum number of tokens between an expression and a word after it that shows the tense.
const MAX_AFTER: usize = 25;
/// Maximum number of tokens from an expression that opens a sentence to the verb of the sentence.
const MAX_FRONTED: usize = 6;
/// Maximum number of tokens from a verb such as "ordered" to the "to" of what is to be done.
const MAX_TO_INFINITIVE: usize = 4;

/// The tense around an expression, and how well it is shown. The nearest word before it in its sentence decides, or else the
/// first after it.
pub(super) fn around(t: &Tokens<'_>, found: &Found) -> (Tense, Weight) {
    if let Some(bound) = bound(t, found) {
        return bound;
    }
    if is_of_result(t, found) {
        return (Tense::Past, Weight::Before);
    }
    for back in 1..=MAX_BEFORE {
        let Some(at) = found.first.checked_sub(back) else { break };
        if t.opens_sentence(at + 1) || t.written(at) == ";" {
            break;
        }
        // "ahead of Saturday's vote", "after Tuesday's vote": only nearby, since a clause may be between them.
        match t.word(at) {
            Word::Ahead if back <= 6 => return (Tense::Future, Weight::Before),
            Word::Modal if back <= 8 => return (Tense::Future, Weight::Before),
            // "canceled its concert on Friday", but "canceled on Friday".
            _ if (3..=8).contains(&back) && cancels(t, at) => return (Tense::Future, Weight::Before),
            Word::Shift(false, true) if back <= 2 => return (Tense::Past, Weight::Before),
            // "The hearing is on Thursday".
            _ if back <= 2
                && matches!(t.written(at), "is" | "are")
                && back == 1 + usize::from(is_adverbial(t, found)) =>
            {
                return (Tense::Future, Weight::Before);
            }
            _ => {}
        }
        match shown(t, at) {
            Tense::Unknown => {}
            tense => return (tense, weight(t, found, at)),
        }
    }
    // "With 70 days left until the vote, they aired": the verb after it does not tell the tense.
    if t.was(found.first, 1, "until") {
        return (Tense::Unknown, Weight::After);
    }
    for at in found.end..found.end + MAX_AFTER {
        if t.opens_sentence(at) || t.written(at) == ";" {
            break;
        }
        // What somebody asked for lies ahead, the asking does not. "Friday's party was called off."
        let told = if cancels(t, at) && t.word(found.end) == Word::Apostrophe {
            Tense::Future
        } else if t.word(at) == Word::Commit && t.written(at).ends_with('d') {
            Tense::Past
        } else {
            shown(t, at)
        };
        match told {
            Tense::Unknown => {}
            tense => return (tense, if is_fronted(t, found, at) { Weight::Strong } else { Weight::After }),
        }
    }
    (Tense::Unknown, Weight::After)
}

/// Whether an expression opens the sentence of the verb at an index: "In July the firm closed".
fn is_fronted(t: &Tokens<'_>, found: &Found, at: usize) -> bool {
    let lead = found.first.saturating_sub(1);
    let opens = t.opens_sentence(lead) && (is_adverbial(t, found) || t.is(lead, "between"));
    let is_near = at.saturating_sub(found.end) <= MAX_FRONTED;
    let mut between = found.end..at;
    opens && is_near && !between.any(|at| ["who", "that", "which"].iter().any(|word| t.is(at, word)))
}

/// Whether a day has something behind it that is known only afterwards: "Saturday's 3-1 victory".
fn is_of_result(t: &Tokens<'_>, found: &Found) -> bool {
    let next = found.end + 2;
    let is_possessive = t.word(found.end) == Word::Apostrophe && t.is(found.end + 1, "s");
    let results = ["attack", "crash", "defeat", "killing", "loss", "shooting", "victory", "win"];
    let is_score = matches!(
        (t.word(next), t.word(next + 1), t.word(next + 2)),
        (Word::Number(..), Word::Dash, Word::Number(..))
    );
    is_possessive && (is_score || (next..next + 3).any(|at| results.iter().any(|word| t.is(at, word))))
}

/// A day on which something ends or for which it is planned: "adjourned until Tuesday", "called a strike for Monday".
fn bound(t: &Tokens<'_>, found: &Found) -> Option<(Tense, Weight)> {
    let is_day = matches!(found.shape, Shape::Weekday { .. } | Shape::Days { .. } | Shape::DayOfMonth { .. });
    let (is_until, is_for) = (
        ["until", "till", "to"].iter().any(|word| t.was(found.first, 1, word)),
        t.was(found.first, 1, "for") && t.word(found.end) != Word::Apostrophe,
    );
    if !is_day || !(is_until || is_for) {
        return None;
    }
    for back in 1..=MAX_BEFORE {
        let at = found.first.checked_sub(back).filter(|at| !t.opens_sentence(at + 1))?;
        match t.word(at) {
            Word::Commit => return Some((Tense::Future, Weight::Strong)),
            Word::Past if is_for => return Some((Tense::Future, Weight::Before)),
            Word::Past => return None,
            _ => {}
        }
    }
    None
}

/// Whether a preposition makes an expression an adverbial: "on April 9", and not "an April 9 hearing".
fn is_adverbial(t: &Tokens<'_>, found: &Found) -> bool {
    ["on", "in", "since", "during", "last"].iter().any(|word| t.was(found.first, 1, word))
}

/// How well a word before an expression shows its tense. What somebody said may have a tense of its own.
fn weight(t: &Tokens<'_>, found: &Found, at: usize) -> Weight {
    let speaks = ["said", "told", "announced", "added", "confirmed", "warned", "reported", "claimed"];
    let is_sure = match t.word(at) {
        Word::Past => !speaks.iter().any(|word| t.is(at, word)),
        Word::Future => ["will", "shall", "ll"].iter().any(|word| t.is(at, word)),
        Word::Commit => t.written(at).ends_with('d') && !has_infinitive(t, at),
        _ => false,
    };
    // A comma may end the clause of the verb.
    let is_cut = (at..found.first).any(|at| t.word(at) == Word::Comma);
    if is_adverbial(t, found) && is_sure && !is_cut { Weight::Strong } else { Weight::Before }
}

/// The tense that a token shows.
fn shown(t: &Tokens<'_>, at: usize) -> Tense {
    match t.word(at) {
        // "won't", and "won".
        Word::Past if t.is(at, "won") && t.word(at + 1) == Word::Apostrophe => Tense::Future,
        // "is to be held".
        Word::To if matches!(t.written_before(at, 1), "is" | "are") => Tense::Future,
        // The word before "be" decides: "to be held", "will be held".
        Word::Past | Word::Commit if t.was(at, 1, "be") => Tense::Unknown,
        // "is held", "would have opened"
        Word::Past if matches!(t.written_before(at, 1), "is" | "are") => Tense::Unknown,
        Word::Past if t.was(at, 1, "have") && matches!(t.before(at, 2).word, Word::Future | Word::Modal) => {
            Tense::Unknown
        }
        // "demanded that he resign on Friday"
        Word::Past if t.are(at, &["demanded", "that"]) => Tense::Future,
        Word::Past => Tense::Past,
        Word::Future => Tense::Future,
        Word::Commit if has_infinitive(t, at) || t.are(at, &["set", "for"]) => Tense::Future,
        Word::Commit if t.written(at).ends_with('d') => Tense::Past,
        _ => Tense::Unknown,
    }
}

/// Whether a verb says that what was planned does not take place: "canceled", "called off".
fn cancels(t: &Tokens<'_>, at: usize) -> bool {
    ["canceled", "cancelled", "scrapped"].iter().any(|word| t.is(at, word)) || t.are(at, &["called", "off"])
}

/// Whether "to" and a verb follow: "agreed to", "ordered the firm to pay".
fn has_infinitive(t: &Tokens<'_>, at: usize) -> bool {
    let to = (at + 1..=at + MAX_TO_INFINITIVE).find(|at| t.is(*at, "to") || !is_object(t.word(*at)));
    to.is_some_and(|to| {
        let next = t.get(to + 1);
        // "postponed to Friday", "moved to the capital"
        let is_verb =
            (to == at + 1 || matches!(next.word, Word::Plain)) && !next.capital && next.word != Word::The;
        t.is(to, "to") && (is_verb || t.is(at, "going"))
    })
}

/// Whether a word can stand between a verb and the infinitive that it governs.
fn is_object(word: Word) -> bool {
    matches!(word, Word::Plain | Word::The | Word::A | Word::Possessive | Word::CountedNoun | Word::Count(_))
}
