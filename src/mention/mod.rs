//! Phrases that can refer to an actor: names, descriptions, pronouns.

mod name;
pub(crate) mod phrase;

pub(crate) use name::{Name, in_headline, is_suffix, names};
