//! Quotation marks of other styles, read as those of most news: double ones outside, single ones inside.

use super::layer::Change;
use crate::Span;
use crate::text::quotation::quotations;
use crate::text::segment::paragraphs;

/// The marks of British, French and German news, and of others after them, in the style of most news. Linear.
pub(super) fn changes(text: &str) -> Vec<Change> {
    let single = text.split('\'').skip(1).zip(text.split('\'')).any(|(after, before)| {
        after.starts_with(char::is_alphanumeric) && !before.ends_with(char::is_alphanumeric)
    });
    if !single && !text.contains(['‘', '«', '‹', '„', '‚']) {
        return Vec::new();
    }
    let (quotations, _) = quotations(text, paragraphs(text).into_iter());
    let mut found = Vec::new();
    // Whether the outermost quotation has marks of another style.
    let mut other = false;
    for quoted in quotations {
        let opening = Span::between(quoted.outer.start(), quoted.inner.start());
        let mark = opening.slice(text).unwrap_or_default();
        if quoted.depth == 0 {
            other = mark.starts_with(['‘', '«', '‹', '„', '‚']) || mark == "'";
        } else if !other && !mark.starts_with(['«', '‹', '„', '‚']) {
            continue;
        }
        if quoted.depth == 0 && !other {
            continue;
        }
        let (open, close) = if quoted.depth % 2 == 0 { ("“", "”") } else { ("‘", "’") };
        // French marks stand off their words.
        let inner = quoted.inner.slice(text).unwrap_or_default();
        let french = mark.starts_with(['«', '‹']);
        let gap = |trimmed: &str| if french { inner.len() - trimmed.len() } else { 0 };
        let from = opening.end() + gap(inner.trim_start_matches(' '));
        found.push(Change::new(opening.start(), from, open));
        let to = quoted.inner.end() - gap(inner.trim_end_matches(' '));
        if quoted.closed && to >= from {
            found.push(Change::new(to, quoted.outer.end(), close));
        }
    }
    found.sort_by_key(|change| change.at.start());
    let mut end = 0;
    // Marks beside each other may claim the same blank.
    found.retain(|change| {
        let apart = change.at.start() >= end;
        end = if apart { change.at.end() } else { end };
        apart
    });
    found
}
