//! Spans: ranges of the text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{Error, TextIndex};

/// A half-open range of bytes of an article's text.
///
/// Offsets count UTF-8 bytes, as in Rust's strings, up to [`Span::MAX`]. Spans of the analyzer are on character boundaries. A span
/// does not know its text: [`Span::slice`] returns `None` if it does not fit.
///
/// ```
/// use ascribe::Span;
///
/// let text = "“Yes,” she said.";
/// let span = Span::new(11, 14)?;
/// assert_eq!(span.slice(text), Some("she"));
/// assert_eq!(span.len(), 3);
/// assert_eq!(Span::new(0, 1)?.slice(text), None); // not on a character boundary
/// assert!(Span::new(14, 11).is_err());
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Raw")]
pub struct Span {
    // Of 32 bits, since most of what a report holds are spans.
    #[cfg_attr(feature = "schema", schemars(with = "usize"))]
    start: u32,
    #[cfg_attr(feature = "schema", schemars(with = "usize"))]
    end: u32,
}

/// A span before its order is checked.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Raw {
    start: usize,
    end: usize,
}

/// An offset, or the greatest.
#[allow(clippy::cast_possible_truncation)] // Compared before.
const fn offset(at: usize) -> u32 {
    if at < Span::MAX { at as u32 } else { u32::MAX }
}

impl TryFrom<Raw> for Span {
    type Error = Error;

    fn try_from(raw: Raw) -> Result<Self, Error> {
        Span::new(raw.start, raw.end)
    }
}

impl Span {
    /// The greatest offset.
    pub const MAX: usize = u32::MAX as usize;

    /// The span from byte `start` to byte `end`, which is exclusive.
    ///
    /// # Errors
    ///
    /// [`Error::SpanOrder`] if `start` is greater than `end`, [`Error::SpanOffset`] if `end` is greater than [`Span::MAX`].
    pub const fn new(start: usize, end: usize) -> Result<Self, Error> {
        if start > end {
            Err(Error::SpanOrder { start, end })
        } else if end > Span::MAX {
            Err(Error::SpanOffset { offset: end })
        } else {
            Ok(Span { start: offset(start), end: offset(end) })
        }
    }

    /// The span between two offsets, in either order. Offsets above [`Span::MAX`] are taken for that.
    #[cfg_attr(not(feature = "analyzer"), allow(dead_code))]
    pub(crate) const fn between(a: usize, b: usize) -> Self {
        let (a, b) = (offset(a), offset(b));
        if a <= b { Span { start: a, end: b } } else { Span { start: b, end: a } }
    }

    /// The first byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// The length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether the span is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The words that the span covers. `None` if it ends after the text, or is not on character boundaries.
    #[must_use]
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// The first place of these words in a text, character for character. `None` if it has none, or if there are no words.
    ///
    /// [`find_quote`](crate::text::find_quote) finds words whose typography differs, at every place.
    ///
    /// Time complexity: linear in the length of the text.
    ///
    /// ```
    /// use ascribe::Span;
    ///
    /// let text = "It is over, Lee said.";
    /// assert_eq!(Span::find(text, "Lee"), Some(Span::new(12, 15)?));
    /// assert_eq!(Span::find(text, "Berg"), None);
    /// # Ok::<(), ascribe::Error>(())
    /// ```
    #[must_use]
    pub fn find(text: &str, words: &str) -> Option<Span> {
        let start = text.find(words).filter(|_| !words.is_empty())?;
        Some(Span::between(start, start + words.len()))
    }

    /// The words of several spans, in their order, with " … " between them. White space at the ends of each is left out, and so are
    /// spans that do not fit the text.
    ///
    /// ```
    /// use ascribe::Span;
    ///
    /// let text = "“It is over,” Lee said. “Go.”";
    /// let parts = [Span::new(3, 13)?, Span::new(31, 34)?, Span::new(900, 901)?];
    /// assert_eq!(Span::excerpt(&parts, text), "It is over … Go.");
    /// # Ok::<(), ascribe::Error>(())
    /// ```
    #[must_use]
    pub fn excerpt(spans: &[Span], text: &str) -> String {
        let parts = spans.iter().filter_map(|span| span.slice(text)).map(str::trim);
        parts.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" … ")
    }

    /// The span in code points, as Python counts.
    ///
    /// Time complexity: constant.
    #[must_use]
    pub fn code_points(self, index: &TextIndex<'_>) -> Range<usize> {
        index.code_point_of(self.start())..index.code_point_of(self.end())
    }

    /// The span in UTF-16 code units, as JavaScript, Java and editors count. [`TextIndex`] has an example.
    ///
    /// Time complexity: constant.
    #[must_use]
    pub fn utf16(self, index: &TextIndex<'_>) -> Range<usize> {
        index.utf16_of(self.start())..index.utf16_of(self.end())
    }

    /// Whether `other` is a part of this span.
    #[must_use]
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the span contains the byte at `offset`.
    #[must_use]
    pub const fn contains_offset(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether the spans have a byte in common.
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

    /// The smallest span that contains both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
