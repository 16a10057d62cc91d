//! Training weights (feature `training`): for the attribution engine and for the language model.
//!
//! Training is deterministic: the same data and settings give the same bytes. The example `train` runs it, and
//! `data/README.md` has the commands that made the embedded weights.

pub mod attribution;
pub mod conllu;
pub mod language;
mod lemmatiser;
mod parser;
mod perceptron;
mod settings;
mod tagger;
