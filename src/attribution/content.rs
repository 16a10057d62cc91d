//! From token ranges to the spans of sources, cues and contents.

use std::ops::Range;

use crate::text::Document;
use crate::text::Quoted;
use crate::{Quotation, Span};

/// The parts of a range outside others.
pub(crate) fn without<'r>(
    range: &Range<usize>,
    others: impl Iterator<Item = &'r Range<usize>>,
) -> Vec<Range<usize>> {
    let mut kept = vec![range.clone()];
    for other in others {
        kept = kept
            .into_iter()
            .flat_map(|part| {
                if other.end <= part.start || part.end <= other.start {
                    [part, 0..0]
                } else {
                    [part.start..other.start.max(part.start), other.end.min(part.end)..part.end]
                }
            })
            .filter(|part| !part.is_empty())
            .collect();
    }
    kept
}

/// Ranges in text order, overlapping ones merged: a quotation that continues a clause may be a part of it.
pub(crate) fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// The span of a content, without commas and stops at its edges, and without quotation marks that enclose it or whose partner
/// lies outside.
pub(crate) fn tidy(document: &Document<'_>, range: &Range<usize>) -> Option<Span> {
    let text = document.text();
    let tokens = document.tokens().get(range.clone())?;
    let rough = Span::between(tokens.first()?.span.start(), tokens.last()?.span.end());
    let first = document.quotations().partition_point(|quoted| quoted.outer.end() <= rough.start());
    let near =
        || document.quotations().iter().skip(first).take_while(|quoted| quoted.outer.start() < rough.end());
    // A quotation that the content enters or leaves: the marks stay outside.
    let (mut start, mut end) = (rough.start(), rough.end());
    for quoted in near().filter(|quoted| quoted.depth == 0) {
        let opens_inside = quoted.outer.start() >= start;
        let closes_inside = quoted.outer.end() <= end;
        match (opens_inside, closes_inside) {
            (true, false) if quoted.closed && quoted.inner.end() <= end => end = quoted.inner.end(),
            (true, false)
                if quoted.inner.start() >= start && is_wordless(text, start, quoted.outer.start()) =>
            {
                start = quoted.inner.start();
            }
            (false, true) if is_wordless(text, quoted.inner.end(), end) => end = quoted.inner.end(),
            (false, _) if quoted.inner.start() >= start => start = quoted.inner.start(),
            // A picture before the mark is nobody's word.
            (true, true) if is_wordless(text, start, quoted.outer.start()) => start = quoted.outer.start(),
            _ => {}
        }
    }
    loop {
        let body = text.get(start..end)?;
        let left = body.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '–' | '—' | '―' | '-')
        });
        start = end - left.len();
        // Commas and stops stay where they are a part of the quotation.
        let inside =
            near().any(|quoted| quoted.depth == 0 && quoted.inner.contains(Span::between(start, end)));
        let right = if inside {
            left.trim_end()
        } else {
            left.trim_end_matches(|c: char| {
                c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '–' | '—' | '―' | '-')
            })
        };
        // A stop that belongs to an abbreviation is a part of its token.
        let cut = start + right.len();
        let whole = document.token_at(cut);
        let token = document.token(whole).filter(|token| token.span.start() < cut && token.span.end() <= end);
        let stop = token.map_or(cut, |token| token.span.end());
        let enclosing = near().find(|quoted| quoted.outer.start() == start && quoted.outer.end() == stop);
        let Some(quoted) = enclosing else {
            return (start < stop).then(|| Span::between(start, stop));
        };
        (start, end) = (quoted.inner.start(), quoted.inner.end());
        if start >= end {
            return None;
        }
    }
}

/// Whether there is no word between two offsets.
fn is_wordless(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|between| !between.contains(char::is_alphanumeric))
}

/// Whether a content is quoted, and the quoted parts of it. `quotations` are those of depth 0.
pub(crate) fn kind(text: &str, quotations: &[Quoted], content: &[Span]) -> (Quotation, Vec<Span>) {
    let mut verbatim: Vec<Span> = Vec::new();
    let mut rest = false;
    for part in content {
        let first = quotations.partition_point(|quoted| quoted.outer.end() <= part.start());
        let mut at = part.start();
        let near = quotations.iter().skip(first).take_while(|quoted| quoted.outer.start() < part.end());
        for quoted in near {
            let (start, end) = (quoted.inner.start().max(part.start()), quoted.inner.end().min(part.end()));
            // No word of the quotation where the part ends or starts within a mark of it.
            if start >= end {
                continue;
            }
            rest |= !is_wordless(text, at, start.max(at));
            verbatim.push(Span::between(start, end));
            at = end;
        }
        rest |= !is_wordless(text, at, part.end().max(at));
    }
    let kind = match (verbatim.is_empty(), rest) {
        (true, _) => Quotation::Indirect,
        (false, true) => Quotation::Mixed,
        (false, false) => Quotation::Direct,
    };
    (kind, verbatim)
}
