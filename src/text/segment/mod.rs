//! Paragraphs, sentences and tokens, as Universal Dependencies' English corpora draw them.
//!
//! Clitics are words of their own ("do|n't", "Lee|'s"), hyphens split compounds ("long|-|term") but not prefixes
//! ("re-arming"), abbreviations keep their stop, numbers keep their points and commas. A few passes over the text, each
//! of which looks only a bounded way ahead, so that all of it is linear whatever the text.

mod abbreviation;
mod paragraph;
mod sentence;
#[cfg(test)]
mod tests;
mod token;

use super::{Paragraph, Sentence};
use crate::Span;

/// The text in pieces.
#[derive(Clone, Debug, Default)]
pub(crate) struct Segmentation {
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) tokens: Vec<Span>,
    /// The stretches that were too long for one sentence, and were cut into several.
    pub(crate) cut: Vec<Span>,
}

/// Cuts a text into paragraphs, sentences and tokens. Never fails; linear in the length of the text.
pub(crate) fn segment(text: &str) -> Segmentation {
    let mut pieces = Segmentation::default();
    for span in paragraph::paragraphs(text) {
        let first = pieces.tokens.len();
        token::tokens(text, span, &mut pieces.tokens);
        let range = first..pieces.tokens.len();
        let (Some(start), Some(end)) = (pieces.tokens.get(first), pieces.tokens.last()) else { continue };
        if range.is_empty() {
            continue;
        }
        let span = Span::between(start.start(), end.end());
        let sentences = pieces.sentences.len();
        sentence::sentences(text, &pieces.tokens, range.clone(), &mut pieces.sentences, &mut pieces.cut);
        pieces.paragraphs.push(Paragraph {
            span,
            sentences: sentences..pieces.sentences.len(),
            tokens: range,
        });
    }
    pieces
}
