//! A place in the text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::Error;

/// A half-open range of bytes of an article's text.
///
/// Offsets count UTF-8 bytes, as Rust's strings do, and a span that the analyzer made always lies on
/// character boundaries. A span knows nothing of the text that it belongs to, so a foreign one is only as good
/// as its sender: [`Span::slice`] answers `None` where it does not fit.
///
/// ```
/// use ascribe::Span;
///
/// let text = "“Yes,” she said.";
/// let span = Span::new(11, 14)?;
/// assert_eq!(span.slice(text), Some("she"));
/// assert_eq!(span.len(), 3);
/// assert_eq!(Span::new(0, 1)?.slice(text), None); // inside the quotation mark, which has three bytes
/// assert!(Span::new(14, 11).is_err());
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Raw")]
pub struct Span {
    start: usize,
    end: usize,
}

/// What JSON holds before the order of the two ends is checked.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Raw {
    start: usize,
    end: usize,
}

impl TryFrom<Raw> for Span {
    type Error = Error;

    fn try_from(raw: Raw) -> Result<Self, Error> {
        Span::new(raw.start, raw.end)
    }
}

impl Span {
    /// The span from byte `start` up to, and without, byte `end`.
    ///
    /// # Errors
    ///
    /// [`Error::SpanOrder`] if `start` is greater than `end`.
    pub const fn new(start: usize, end: usize) -> Result<Self, Error> {
        if start <= end { Ok(Span { start, end }) } else { Err(Error::SpanOrder { start, end }) }
    }

    /// The span between two offsets, whichever is the smaller. For callers inside the crate, whose offsets are
    /// ordered by construction.
    #[cfg_attr(not(feature = "analyzer"), allow(dead_code))]
    pub(crate) const fn between(a: usize, b: usize) -> Self {
        if a <= b { Span { start: a, end: b } } else { Span { start: b, end: a } }
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start
    }

    /// The byte after the last.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a standard range.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The words that the span covers, or `None` where it reaches past the text or cuts a character.
    #[must_use]
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` belongs to the span.
    #[must_use]
    pub const fn contains_offset(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub const fn intersects(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The spans in text order, each group of overlapping ones as one.
    pub(crate) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
        spans.sort_unstable();
        let mut merged: Vec<Span> = Vec::new();
        for span in spans {
            match merged.last_mut() {
                Some(last) if span.start() < last.end() => *last = last.cover(span),
                _ => merged.push(span),
            }
        }
        merged
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
