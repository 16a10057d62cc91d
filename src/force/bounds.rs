//! The stretch of text that a reading stays in.

use crate::Span;
use crate::text::Document;

/// What bounds a reading.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bounds<'a> {
    /// The content of a claim; the whole text where there is none.
    pub(super) inside: Option<&'a [Span]>,
    /// Parts of `inside` that do not count.
    pub(super) except: &'a [Span],
}

impl<'a> Bounds<'a> {
    /// The content of a claim.
    pub(crate) fn of(content: &'a [Span]) -> Self {
        Bounds { inside: Some(content), except: &[] }
    }

    /// Whether a token lies within the bounds. Logarithmic in the number of spans, which are in text order.
    pub(super) fn contains(self, document: &Document<'_>, at: usize) -> bool {
        let Some(token) = document.token(at) else { return false };
        let holds = |spans: &[Span]| {
            let part = spans.partition_point(|span| span.end() < token.span.end());
            spans.get(part).is_some_and(|span| span.contains(token.span))
        };
        self.inside.is_none_or(holds) && !holds(self.except)
    }
}
