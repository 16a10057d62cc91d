//! The units of a text: tokens, sentences and paragraphs.

use std::ops::Range;

use super::label::{Deprel, Upos, Xpos};
use crate::Span;

/// A word or punctuation mark with its annotation.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use ascribe::text::syntax::LanguageModel;
/// use ascribe::text::{Deprel, Document};
///
/// let text = "Officials denied the report.";
/// let document = Document::parse(text, LanguageModel::embedded());
/// let first = &document.tokens()[0];
/// assert_eq!(first.span.slice(text), Some("Officials"));
/// assert_eq!((first.deprel, first.head), (Deprel::Nsubj, Some(1)));
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Token {
    /// The place of the token in the text.
    pub span: Span,
    /// The universal part of speech.
    pub upos: Upos,
    /// The English part of speech.
    pub xpos: Xpos,
    /// The relation to the head.
    pub deprel: Deprel,
    /// The index of the head in [`Document::tokens`](super::Document::tokens). `None` for the root of a sentence.
    pub head: Option<usize>,
}

impl Token {
    /// A token without annotation.
    pub(crate) fn new(span: Span) -> Self {
        Token { span, upos: Upos::X, xpos: Xpos::Fw, deprel: Deprel::Dep, head: None }
    }
}

/// A sentence: a span of the text and a range of tokens.
///
/// ```
/// use ascribe::text::Document;
///
/// let text = "It rained. Mr. Lee stayed at home.";
/// let document = Document::segment(text);
/// let second = &document.sentences()[1];
/// assert_eq!(second.span.slice(text), Some("Mr. Lee stayed at home."));
/// assert_eq!(document.tokens()[second.tokens.clone()].len(), 6);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sentence {
    /// The span from the first token to the last.
    pub span: Span,
    /// Indexes into [`Document::tokens`](super::Document::tokens).
    pub tokens: Range<usize>,
}

/// A paragraph: a span of the text, a range of sentences and a range of tokens.
///
/// ```
/// use ascribe::text::Document;
///
/// let text = "It rained. Nobody came.\n\nIt is over.";
/// let document = Document::segment(text);
/// let sentences: Vec<_> = document.paragraphs().iter().map(|paragraph| paragraph.sentences.clone()).collect();
/// assert_eq!(sentences, [0..2, 2..3]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paragraph {
    /// The span from the first token to the last.
    pub span: Span,
    /// Indexes into [`Document::sentences`](super::Document::sentences).
    pub sentences: Range<usize>,
    /// Indexes into [`Document::tokens`](super::Document::tokens).
    pub tokens: Range<usize>,
}
