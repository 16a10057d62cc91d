//! Segmentation of a text into paragraphs, sentences and tokens, as in UD's English corpora.
//!
//! A clitic is a token ("do|n't", "Lee|'s"). A hyphen splits a compound ("long|-|term"), but not a prefix ("re-arming").
//! An abbreviation includes its stop, and a number its points and commas. Each pass has a bounded look-ahead, so time is
//! linear in the length of the text.

mod abbreviation;
mod paragraph;
mod sentence;
#[cfg(test)]
mod tests;
mod token;

use super::{Paragraph, Sentence};
use crate::Span;
use crate::lexicon::Lexicon;
pub(crate) use abbreviation::is_month;
use sentence::Words;
pub(crate) use token::{entity, is_invisible, tag};

/// The paragraphs, sentences and tokens of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Segmentation {
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) tokens: Vec<Span>,
    /// The spans that were too long for a sentence and were cut into several.
    pub(crate) cut: Vec<Span>,
}

/// The paragraphs of a text.
pub(crate) fn paragraphs(text: &str) -> Vec<Span> {
    paragraph::paragraphs(text)
}

/// The breaks between lines without an empty line between them, and whether each is inside a paragraph.
pub(crate) fn line_breaks(text: &str) -> Vec<(Span, bool)> {
    paragraph::line_breaks(text)
}

/// Segments a text. Never fails. Time is linear in the length of the text.
pub(crate) fn segment(text: &str, lexicon: &Lexicon) -> Segmentation {
    let mut pieces = Segmentation::default();
    for span in paragraph::paragraphs(text) {
        let first = pieces.tokens.len();
        token::tokens(text, span, lexicon, &mut pieces.tokens);
        let range = first..pieces.tokens.len();
        let (Some(start), Some(end)) = (pieces.tokens.get(first), pieces.tokens.last()) else { continue };
        if range.is_empty() {
            continue;
        }
        let span = Span::between(start.start(), end.end());
        let sentences = pieces.sentences.len();
        let words = Words { text, tokens: &pieces.tokens, end: range.end, lexicon };
        sentence::sentences(words, range.clone(), &mut pieces.sentences, &mut pieces.cut);
        pieces.paragraphs.push(Paragraph {
            span,
            sentences: sentences..pieces.sentences.len(),
            tokens: range,
        });
    }
    // They live as long as the document does.
    pieces.sentences.shrink_to_fit();
    pieces.paragraphs.shrink_to_fit();
    pieces
}
