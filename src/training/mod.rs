//! Training of weights.
//!
//! The embedded weights were made with this module. The same data and settings give the same bytes.

pub mod conllu;
pub mod language;
mod lemmatiser;
mod log_linear;
pub mod network;
mod parser;
mod perceptron;
pub mod resolution;
mod shuffle;
mod tagger;
