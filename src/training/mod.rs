//! Making weights of your own: what the embedded ones were made with.
//!
//! Training is deterministic: the same data and settings give the same bytes.

pub mod attribution;
pub mod conllu;
pub mod language;
mod lemmatiser;
mod parser;
mod perceptron;
mod shuffle;
mod tagger;
