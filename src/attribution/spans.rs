//! Lists of spans in text order.

use crate::Span;

/// Spans in text order, overlapping ones merged.
pub(super) fn joined(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut sorted: Vec<Span> = spans.collect();
    sorted.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match joined.last_mut() {
            Some(last) if span.start() < last.end() => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

/// Whether a span overlaps none of `among`, which is sorted. Exact only where those do not overlap each other, as after
/// [`joined`].
pub(super) fn is_free(span: Span, among: &[Span]) -> bool {
    let at = among.partition_point(|other| other.end() <= span.start());
    among.get(at).is_none_or(|other| other.start() >= span.end())
}
