//! Words of the text as they stand in cells, properties and messages.

use crate::Span;

/// The words of the spans, in their order, with " … " between them.
pub(super) fn excerpt(spans: &[Span], text: &str) -> String {
    parts(spans, text).collect::<Vec<_>>().join(" … ")
}

/// Whether [`excerpt`] is not empty.
pub(super) fn has_words(spans: &[Span], text: &str) -> bool {
    parts(spans, text).next().is_some()
}

fn parts<'t>(spans: &[Span], text: &'t str) -> impl Iterator<Item = &'t str> {
    spans.iter().filter_map(|span| span.slice(text)).map(str::trim).filter(|words| !words.is_empty())
}

/// The first 60 characters, for an error.
pub(super) fn abbreviate(words: &str) -> String {
    let mut start: String = words.chars().take(60).collect();
    if start.len() < words.len() {
        start.push('…');
    }
    start
}
