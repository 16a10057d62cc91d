//! From characters to words: paragraphs, sentences, tokens, and what the language layer knows of each token.
//!
//! Most users never need this module: they come for claims. It is public for those who want the same tokens
//! and parse that the analyzer stood on, and for the programs that train and measure it.

mod document;
pub mod header;
mod label;
mod quotation;
mod segment;
pub(crate) mod strings;
pub mod syntax;
mod token;

pub use document::Document;
pub use label::{Deprel, Upos, Xpos};
pub use quotation::Quoted;
pub use token::{Paragraph, Sentence, Token};
