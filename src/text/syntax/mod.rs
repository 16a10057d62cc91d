//! Tags, lemmas and dependency trees, from weights that are part of the library.
//!
//! A tagger (greedy, over the tags that a word was seen with) of linear weights over hashed features, a lemmatiser (edits
//! by form and ending), and a greedy transition parser over the vectors of a small recurrent network, trained on
//! Universal Dependencies' English corpora.

pub(crate) mod file;
pub(crate) mod lemma;
mod model;
pub(crate) mod parser;
pub(crate) mod table;
pub(crate) mod tagger;

pub use model::LanguageModel;
