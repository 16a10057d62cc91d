//! Access to the words of a phrase.

use std::ops::Range;

use super::words::{Shape, Word};
use crate::Span;
use crate::lexicon::Lexicon;

/// The words of a phrase.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) lexicon: &'a Lexicon,
}

impl<'a> Reader<'a> {
    pub(super) fn word(&self, at: usize) -> Option<&'a Word> {
        self.words.get(at)
    }

    /// The word in lower case. Empty after the last word.
    pub(super) fn key(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.key.as_str())
    }

    pub(super) fn span(&self, at: usize) -> Option<Span> {
        self.words.get(at).map(|word| word.span)
    }

    pub(super) fn cover(&self, range: Range<usize>) -> Option<Span> {
        let last = range.end.checked_sub(1)?;
        Some(self.span(range.start)?.cover(self.span(last)?))
    }

    pub(super) fn written(&self, at: usize) -> &'a str {
        self.span(at).and_then(|span| span.slice(self.text)).unwrap_or_default()
    }

    pub(super) fn no_capitals(&self) -> bool {
        self.words.iter().all(|word| !word.is_capital())
    }

    pub(super) fn is_shouting(&self) -> bool {
        self.words
            .iter()
            .all(|word| word.shape != Shape::Capital && (word.shape != Shape::Lower || self.shouts(word)))
    }

    /// Whether a word that counts as lower case is written in capitals, as in a headline.
    fn shouts(&self, word: &Word) -> bool {
        word.span.slice(self.text).is_some_and(|written| !written.chars().any(char::is_lowercase))
    }
}
