//! Words of the text as they stand in cells, properties and messages.

use crate::Span;

/// Whether [`Span::excerpt`] is not empty.
pub(super) fn has_words(spans: &[Span], text: &str) -> bool {
    spans.iter().any(|span| span.slice(text).is_some_and(|words| !words.trim().is_empty()))
}

/// The first 60 characters, for an error.
pub(super) fn abbreviate(words: &str) -> String {
    let mut start: String = words.chars().take(60).collect();
    if start.len() < words.len() {
        start.push('…');
    }
    start
}
