//! Segmentation of a text into paragraphs.

use super::token::is_blank;
use crate::Span;

/// A line with at least one visible character.
struct Line {
    span: Span,
    characters: usize,
    /// Whether an empty line precedes it.
    after_gap: bool,
    /// Whether it starts with a lower-case letter, and so continues the line before.
    continues: bool,
    /// Whether it ends like a sentence or a heading.
    ends: bool,
}

/// The paragraphs of a text. A line break ends a paragraph unless the line is wrapped. In PolNeAR every paragraph is one
/// line. Mails and wires wrap their lines at 60 to 80 characters.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let mut found: Vec<Span> = Vec::new();
    for block in lines.chunk_by(|_, next| !next.after_gap) {
        let wrapped = is_wrapped(block);
        let mut before: Option<&Line> = None;
        for line in block {
            let joins = before.is_some_and(|before| {
                (wrapped && !starts_item(text, line.span))
                    || (line.continues && !before.ends && before.characters >= MIN_WRAPPED)
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

/// Minimum number of characters in a wrapped line.
const MIN_WRAPPED: usize = 50;
/// Maximum difference in characters between wrapped lines: the length of a long word.
const MAX_RAGGED: usize = 16;

/// Whether a block of lines was wrapped by a machine: all lines but the last are long and of similar length, and at least
/// one line continues the one before.
fn is_wrapped(block: &[Line]) -> bool {
    let Some((_, full @ [_, _, ..])) = block.split_last() else { return false };
    let widest = full.iter().map(|line| line.characters).max().unwrap_or(0);
    let narrowest = full.iter().map(|line| line.characters).min().unwrap_or(0);
    narrowest >= MIN_WRAPPED
        && widest - narrowest <= MAX_RAGGED
        && block.iter().skip(1).any(|line| line.continues)
}

/// Whether a line starts with the bullet of a list item.
fn starts_item(text: &str, line: Span) -> bool {
    line.slice(text).is_some_and(|line| line.starts_with(['-', '•', '*', '·', '–', '—', '>']))
}

fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut after_gap = false;
    let mut returned = false;
    for line in text.split_inclusive(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        let body = line.trim_matches(is_blank);
        if body.is_empty() {
            // A carriage return with a line feed is one break. An empty line ends a paragraph.
            after_gap |= !(returned && line == "\n");
        } else {
            let from = start + (line.len() - line.trim_start_matches(is_blank).len());
            found.push(Line {
                span: Span::between(from, from + body.len()),
                characters: body.chars().count(),
                after_gap,
                continues: body.starts_with(char::is_lowercase),
                ends: body.ends_with(['.', '!', '?', '”', '"', '’', ':', ';']),
            });
            after_gap = false;
        }
        returned = line.ends_with('\r');
        start += line.len();
    }
    found
}
