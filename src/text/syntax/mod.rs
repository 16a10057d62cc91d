//! Tagger, lemmatiser and parser.
//!
//! The tagger is greedy and has linear weights of hashed features. The lemmatiser edits the end of a word by its form or
//! ending. The parser is greedy and transition-based, and reads the vectors of a small recurrent network. All three are
//! trained on the English corpora of Universal Dependencies (UD).

pub(crate) mod file;
pub(crate) mod lemma;
mod model;
pub(crate) mod parser;
pub(crate) mod table;
pub(crate) mod tagger;

pub use model::LanguageModel;
pub(crate) use model::Names;
