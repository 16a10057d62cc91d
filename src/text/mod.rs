//! The language layer: paragraphs, sentences, tokens, parts of speech, lemmas and dependencies.
//!
//! The analyzer works on the [`Document`]s of this module. A program that only wants claims does not need them.

mod document;
mod find;
pub mod header;
mod label;
mod quotation;
pub(crate) mod reading;
mod segment;
pub(crate) mod strings;
pub mod syntax;
mod token;
pub(crate) mod vectors;

pub use document::Document;
pub use find::find_quote;
pub use label::{Deprel, Upos, Xpos};
pub use quotation::Quoted;
pub use token::{Paragraph, Sentence, Token};
#[cfg(fuzzing)]
#[doc(hidden)]
pub use vectors::without_avx2;
