//! Phrases that can refer to an actor: names, descriptions, pronouns.

mod capital;
mod name;
pub(crate) mod noun;
pub(crate) mod phrase;
pub(crate) mod pronoun;
mod stretch;

pub(crate) use capital::in_headline;
pub(crate) use name::{Name, names, with_outlets};
pub(crate) use stretch::is_suffix;
