//! The units of a text: tokens, sentences and paragraphs.

use std::ops::Range;

use super::label::{Deprel, Upos, Xpos};
use crate::Span;

/// A word or mark, with what the language layer found out about it.
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

impl Token {
    /// A token of which nothing is known but its place.
    pub(crate) fn new(span: Span) -> Self {
        Token { span, upos: Upos::X, xpos: Xpos::Fw, deprel: Deprel::Dep, head: None }
    }
}

/// A sentence: its place in the text and the tokens that it holds.
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
    /// From its first token to its last.
    pub span: Span,
    /// Indexes into [`Document::tokens`].
    pub tokens: Range<usize>,
}

/// A paragraph: its place in the text and the sentences that it holds.
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
    /// From its first token to its last.
    pub span: Span,
    /// Indexes into [`Document::sentences`].
    pub sentences: Range<usize>,
    /// Indexes into [`Document::tokens`].
    pub tokens: Range<usize>,
}
