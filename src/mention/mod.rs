//! Phrases that can refer to an actor: names, descriptions, pronouns.

mod capital;
mod name;
pub(crate) mod noun;
pub(crate) mod phrase;
pub(crate) mod pronoun;
mod recognized;
mod stretch;

pub(crate) use capital::in_headline;
pub(crate) use name::Name;
pub(crate) use recognized::is_honour;
pub(crate) use stretch::is_suffix;

use crate::Span;
use crate::attribution::FoundName;
use crate::text::Document;

/// The names of a text, in order. `found` are those that a trained engine found; where there is none, capitals and the lexicon
/// tell them. `relays` are the words that name who passes a statement on. Linear in the number of tokens.
pub(crate) fn names(document: &Document<'_>, found: Option<&[FoundName]>, relays: &[Span]) -> Vec<Name> {
    let names = match found {
        Some(found) => recognized::names(document, found),
        None => name::names(document),
    };
    name::with_outlets(document, names, relays)
}
