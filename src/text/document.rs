//! The language layer's answer: a text with its paragraphs, sentences and annotated tokens.

use std::ops::Range;

use super::{Deprel, Upos, Xpos};
use crate::Span;

/// A word or mark, with what the language layer found out about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span,
    /// Universal part of speech.
    pub upos: Upos,
    /// English part of speech.
    pub xpos: Xpos,
    /// Relation to the head.
    pub deprel: Deprel,
    /// The head's index in [`Document::tokens`]; `None` for the root of a sentence.
    pub head: Option<usize>,
}

/// A sentence: its place in the text and the tokens that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Indexes into [`Document::tokens`].
    pub tokens: Range<usize>,
}

/// A paragraph: its place in the text and the sentences that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paragraph {
    /// From its first token to its last.
    pub span: Span,
    /// Indexes into [`Document::sentences`].
    pub sentences: Range<usize>,
    /// Indexes into [`Document::tokens`].
    pub tokens: Range<usize>,
}

/// A text with its layers. Built by [`Document::parse`](crate::text::Document::parse).
#[derive(Clone, Debug)]
pub struct Document<'a> {
    text: &'a str,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    // lower-case forms and lemmas: one shared buffer, ranges into it per token (no allocation per token)
}
