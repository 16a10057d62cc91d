//! Texts in the form that the network reads, for training it.

use crate::Span;
use crate::attribution::network::input;
use crate::text::Document;

/// A stretch of tokens in which attributions are looked for.
///
/// ```
/// use ascribe::text::{Document, syntax::LanguageModel};
/// use ascribe::training::network::{Unit, units};
///
/// # #[cfg(feature = "embedded-model")] {
/// let document = Document::parse("It is over, she said.", LanguageModel::embedded());
/// let unit: &Unit = &units(&document)[0];
/// assert_eq!(unit.tokens.len(), 7);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unit {
    /// Its tokens, in text order.
    pub tokens: Vec<Input>,
}

/// A token as the network reads it.
///
/// ```
/// use ascribe::text::{Document, syntax::LanguageModel};
/// use ascribe::training::network::{Input, units};
///
/// # #[cfg(feature = "embedded-model")] {
/// let document = Document::parse("It is over, she said.", LanguageModel::embedded());
/// let said: Input = units(&document)[0].tokens[5];
/// assert_eq!((said.cue, said.quotation), (1, 0));
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Input {
    /// Where it stands.
    pub span: Span,
    /// The index of its sentence.
    pub sentence: usize,
    /// Its part of speech as a number below 64.
    pub xpos: u8,
    /// Its quotation state: 0 outside, 1 at a mark, 2 inside, 3 inside a quotation within a quotation.
    pub quotation: u8,
    /// What the lexicon says of it as a word that ascribes: 0 nothing, 1 a verb of speech, 2 another verb, 3 a noun, 4 an adjective or
    /// adverb.
    pub cue: u8,
}

/// The units of a document, in text order. Linear.
///
/// ```
/// use ascribe::text::{Document, syntax::LanguageModel};
/// use ascribe::training::network::units;
///
/// # #[cfg(feature = "embedded-model")] {
/// let document = Document::parse("It is over, she said.", LanguageModel::embedded());
/// assert_eq!(units(&document)[0].tokens.iter().map(|token| token.cue).max(), Some(1));
/// # }
/// ```
#[must_use]
pub fn units(document: &Document<'_>) -> Vec<Unit> {
    let quotations = input::quotations(document);
    let input = |at: usize| {
        let token = document.tokens().get(at)?;
        Some(Input {
            span: token.span,
            sentence: document.sentence_of(at)?,
            xpos: token.xpos as u8,
            quotation: quotations.get(at).copied()?,
            cue: input::cue_class(document, at),
        })
    };
    input::units(document).into_iter().map(|unit| Unit { tokens: unit.filter_map(input).collect() }).collect()
}
