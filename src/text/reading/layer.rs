//! Changes of a text, and the way back.

use crate::Span;

/// A stretch of a text, and what is read in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) at: Span,
    pub(super) to: String,
}

impl Change {
    pub(super) fn new(start: usize, end: usize, to: impl Into<String>) -> Change {
        Change { at: Span::between(start, end), to: to.into() }
    }
}

/// The changes from one text to the next, in text order.
#[derive(Clone, Debug, Default)]
pub(super) struct Layer {
    /// The stretch before the change, and that after it.
    changes: Vec<(Span, Span)>,
}

/// The text with the changes, which do not overlap and are in text order; `None` without any.
pub(super) fn apply(text: &str, changes: &[Change]) -> Option<(String, Layer)> {
    if changes.is_empty() {
        return None;
    }
    let mut new = String::with_capacity(text.len() + changes.len());
    let mut layer = Layer::default();
    let mut at = 0;
    for change in changes.iter().filter(|change| change.at.slice(text).is_some()) {
        new.push_str(text.get(at..change.at.start()).unwrap_or_default());
        let start = new.len();
        new.push_str(&change.to);
        layer.changes.push((change.at, Span::between(start, new.len())));
        at = change.at.end();
    }
    new.push_str(text.get(at..).unwrap_or_default());
    Some((new, layer))
}

impl Layer {
    /// Where a span of the changed text stood. What was taken out at its edges is no part of it.
    pub(super) fn back(&self, span: Span) -> Span {
        self.moved(span, |(before, after)| (after, before))
    }

    /// Where a span of the text before stands.
    pub(super) fn forth(&self, span: Span) -> Span {
        self.moved(span, |both| both)
    }

    /// Takes a span from one side of the changes to the other.
    fn moved(&self, span: Span, sides: impl Fn((Span, Span)) -> (Span, Span)) -> Span {
        let last = |fits: &dyn Fn(Span) -> bool| {
            let count = self.changes.partition_point(|both| fits(sides(*both).0));
            count.checked_sub(1).and_then(|at| self.changes.get(at)).map(|both| sides(*both))
        };
        let start = match last(&|from| from.start() <= span.start()) {
            Some((from, to)) if span.start() < from.end() => to.start(),
            Some((from, to)) => to.end() + (span.start() - from.end()),
            None => span.start(),
        };
        let end = match last(&|from| from.start() < span.end()) {
            Some((from, to)) if span.end() <= from.end() => to.end(),
            Some((from, to)) => to.end() + (span.end() - from.end()),
            None => span.end(),
        };
        if span.is_empty() { Span::between(start, start) } else { Span::between(start, end.max(start)) }
    }
}
