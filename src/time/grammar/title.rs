//! Words of time in names: "The Sunday Times", "the Today programme", “Fox News Sunday”.

use super::super::token::Tokens;
use super::super::word::Word;
use super::Found;
use crate::ActorKind;
use crate::lexicon::Lexicon;

/// Maximum number of words of a title on either side of an expression.
const MAX_WORDS: usize = 5;

/// Whether an expression is a part of a name.
pub(super) fn holds(t: &Tokens<'_>, found: &Found) -> bool {
    is_quoted_title(t, found) || is_newspaper(t, found)
}

/// Whether quotation marks hold nothing but capitalised words, the expression among them.
fn is_quoted_title(t: &Tokens<'_>, found: &Found) -> bool {
    let is_mark = |at: usize| matches!(t.written(at), "“" | "”" | "\"" | "‘" | "’" | "'");
    let is_link = |at: usize| matches!(t.word(at), Word::Of | Word::The | Word::And | Word::In);
    let is_word = |at: usize| (t.get(at).capital || is_link(at)) && !t.get(at).line;
    let before = (1..=MAX_WORDS + 1).map_while(|back| found.first.checked_sub(back)).find(|at| !is_word(*at));
    let after = (found.end..=found.end + MAX_WORDS).find(|at| !is_word(*at));
    let (Some(before), Some(after)) = (before, after) else { return false };
    let is_name = |at: usize| t.get(at).capital && t.word(at) == Word::Plain;
    is_mark(before)
        && is_mark(after)
        && t.get(before + 1).glued
        && t.get(after).glued
        && (before + 1..found.first).chain(found.end..after).any(is_name)
}

/// Whether a single day or month stands before the last word of an outlet's name: "Sunday Times".
fn is_newspaper(t: &Tokens<'_>, found: &Found) -> bool {
    let next = t.get(found.end);
    let led = t.opens_sentence(found.first)
        || matches!(t.before(found.first, 1).word, Word::The | Word::And | Word::Of | Word::Mark)
        || t.before(found.first, 1).capital;
    let alone = found.end == found.first + 1 || t.word(found.first) == Word::The;
    next.capital
        && !next.line
        && !next.glued
        && alone
        && led
        && t.get(found.end - 1).capital
        && Lexicon::standard().organization_word(t.written(found.end)) == Some(ActorKind::Outlet)
}
