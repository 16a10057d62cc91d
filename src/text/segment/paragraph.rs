//! From lines to paragraphs.

use super::token::is_blank;
use crate::Span;

/// A line that is not blank.
struct Line {
    span: Span,
    characters: usize,
    /// Whether an empty line comes before it.
    apart: bool,
    /// Whether its first letter shows that it goes on from the line before.
    goes_on: bool,
    /// Whether it ends as sentences and headings do.
    ends: bool,
}

/// A line break ends a paragraph, unless the line is wrapped. In PolNeAR every paragraph is one line; text from mails and
/// wires has its lines wrapped at 60 to 80 characters.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let mut found: Vec<Span> = Vec::new();
    for block in lines.chunk_by(|_, next| !next.apart) {
        let wrapped = is_wrapped(block);
        let mut before: Option<&Line> = None;
        for line in block {
            let joins = before.is_some_and(|before| {
                (wrapped && !starts_item(text, line.span))
                    || (line.goes_on && !before.ends && before.characters >= LONG_LINE)
            });
            match found.last_mut().filter(|_| joins) {
                Some(last) => *last = last.cover(line.span),
                None => found.push(line.span),
            }
            before = Some(line);
        }
    }
    found
}

/// A line that is broken for its length has at least so many characters.
const LONG_LINE: usize = 50;
/// Wrapped lines differ by no more than a long word.
const RAGGED: usize = 16;

/// Whether the lines between two empty ones were wrapped by a machine: long, of about one length but for the last, and
/// at least one goes on in lower case.
fn is_wrapped(block: &[Line]) -> bool {
    let Some((_, full @ [_, _, ..])) = block.split_last() else { return false };
    let widest = full.iter().map(|line| line.characters).max().unwrap_or(0);
    let narrowest = full.iter().map(|line| line.characters).min().unwrap_or(0);
    narrowest >= LONG_LINE && widest - narrowest <= RAGGED && block.iter().skip(1).any(|line| line.goes_on)
}

/// Whether a line starts with the mark of a list.
fn starts_item(text: &str, line: Span) -> bool {
    line.slice(text).is_some_and(|line| line.starts_with(['-', '•', '*', '·', '–', '—', '>']))
}

fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut apart = false;
    let mut returned = false;
    for line in text.split_inclusive(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        let body = line.trim_matches(is_blank);
        if body.is_empty() {
            // A carriage return and a line feed are one break; an empty line is a paragraph's end.
            apart |= !(returned && line == "\n");
        } else {
            let from = start + (line.len() - line.trim_start_matches(is_blank).len());
            found.push(Line {
                span: Span::between(from, from + body.len()),
                characters: body.chars().count(),
                apart,
                goes_on: body.starts_with(char::is_lowercase),
                ends: body.ends_with(['.', '!', '?', '”', '"', '’', ':', ';']),
            });
            apart = false;
        }
        returned = line.ends_with('\r');
        start += line.len();
    }
    found
}
