//! The words of a statement, cut and numbered as those of the text.

use std::ops::Range;

use super::indexed::LONGEST_BRACKET;
use super::words::{Vocabulary, has_ellipsis, is_mark, key, words};
use crate::Span;

/// The words of a statement.
pub(super) struct Asked<'s> {
    written: &'s str,
    words: Vec<Span>,
    pub(super) numbers: Vec<u32>,
    /// The stretches between ellipses, and between the brackets of an editor.
    pub(super) parts: Vec<Part>,
}

/// A stretch of a statement that is to stand in the text as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) words: Range<usize>,
    /// Whether an ellipsis stands before it.
    pub(super) elided: bool,
    /// The words in brackets before it.
    pub(super) put_in: Range<usize>,
}

impl<'s> Asked<'s> {
    pub(super) fn new(written: &'s str, vocabulary: &Vocabulary) -> Asked<'s> {
        // An apostrophe at the end of a plural is no part of the word for this comparison, so all marks may go.
        let written = written.trim_matches(|c: char| c.is_whitespace() || is_mark(c));
        let words = words(written);
        let numbers =
            words.iter().map(|span| vocabulary.get(&key(span.slice(written).unwrap_or_default()))).collect();
        let mut asked = Asked { written, words, numbers, parts: Vec::new() };
        asked.parts = asked.cut();
        asked
    }

    fn cut(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut part = Part { words: 0..0, elided: false, put_in: 0..0 };
        let mut at = 0;
        while at < self.words.len() {
            let gap = self.gap_before(at);
            let bracket = gap.ends_with('[').then(|| self.bracket_end(at)).flatten();
            let elided = at > 0 && has_ellipsis(gap);
            if elided || bracket.is_some() {
                if !part.words.is_empty() {
                    parts.push(part);
                    part = Part { words: at..at, elided: false, put_in: at..at };
                }
                part.elided |= elided;
            }
            if let Some(end) = bracket {
                part.put_in = at..end;
                part.words = end..end;
                part.elided |= end < self.words.len() && has_ellipsis(self.gap_before(end));
                at = end;
            } else {
                part.words.end = at + 1;
                at += 1;
            }
        }
        if !part.words.is_empty() || !part.put_in.is_empty() {
            parts.push(part);
        }
        parts
    }

    /// The end of the words between brackets that start here.
    fn bracket_end(&self, start: usize) -> Option<usize> {
        (start..(start + LONGEST_BRACKET).min(self.words.len()))
            .find(|at| self.gap_after(*at).starts_with(']'))
            .map(|last| last + 1)
    }

    /// A word as it is written.
    pub(super) fn word(&self, at: usize) -> &'s str {
        self.words.get(at).and_then(|span| span.slice(self.written)).unwrap_or_default()
    }

    /// A stretch as it is written.
    pub(super) fn phrase(&self, range: &Range<usize>) -> &'s str {
        let last = range.end.checked_sub(1).and_then(|last| self.words.get(last));
        match (self.words.get(range.start), last) {
            (Some(first), Some(last)) if !range.is_empty() => {
                first.cover(*last).slice(self.written).unwrap_or_default()
            }
            _ => "",
        }
    }

    /// What stands between a word and the next one, or the end.
    pub(super) fn gap_after(&self, at: usize) -> &'s str {
        let start = self.words.get(at).map_or(self.written.len(), |span| span.end());
        let end = self.words.get(at + 1).map_or(self.written.len(), |span| span.start());
        self.written.get(start..end).unwrap_or_default()
    }

    /// What stands between a word and the one before, or the start.
    pub(super) fn gap_before(&self, at: usize) -> &'s str {
        if let Some(before) = at.checked_sub(1) {
            return self.gap_after(before);
        }
        let end = self.words.first().map_or(self.written.len(), |span| span.start());
        self.written.get(..end).unwrap_or_default()
    }

    /// Whether a sentence starts with a word.
    pub(super) fn starts_sentence(&self, at: usize) -> bool {
        at == 0 || self.gap_before(at).contains(['.', '?', '!', '…'])
    }
}
