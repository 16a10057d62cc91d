//! Segmentation of a text into paragraphs.

use super::token::is_blank;
use crate::Span;

/// A line with at least one visible character.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Line {
    span: Span,
    characters: usize,
    /// Number of characters of its first word.
    first_word: usize,
    /// Whether an empty line precedes it.
    after_gap: bool,
    /// Whether it starts with a lower-case letter, and so continues the line before.
    continues: bool,
    /// Whether it ends like a sentence or a heading.
    ends: bool,
    /// Whether it has no small letter.
    capitals: bool,
    /// Whether it starts with the bullet of a list item.
    item: bool,
}

impl Line {
    /// Whether its end is where a program breaks lines of this width: it fits, and with the next line's first word it does not.
    fn fills(&self, next: &Line, width: usize) -> bool {
        self.characters <= width && width <= self.characters + next.first_word + SLACK
    }

    /// Whether the next line goes on with its sentence.
    fn goes_on(&self, next: &Line) -> bool {
        next.continues || (next.capitals && !self.ends)
    }
}

/// The paragraphs of a text. A line break ends a paragraph unless the line is wrapped. In PolNeAR every paragraph is one
/// line. Mails and wires wrap their lines, at any width.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let width = wrapped_width(&lines);
    let mut found: Vec<Span> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in &lines {
        let joins = before.is_some_and(|before| joins(before, line, width));
        match found.last_mut().filter(|_| joins) {
            Some(last) => *last = last.cover(line.span),
            None => found.push(line.span),
        }
        before = Some(line);
    }
    found
}

/// The breaks between lines without an empty line between them, each from the end of its line to the start of the next, and
/// whether it is inside a paragraph.
pub(super) fn line_breaks(text: &str) -> Vec<(Span, bool)> {
    let lines = lines(text);
    let width = wrapped_width(&lines);
    let pairs = lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.after_gap);
    let breaks = pairs
        .map(|(line, next)| (Span::between(line.span.end(), next.span.start()), joins(line, next, width)));
    breaks.collect()
}

/// Minimum number of characters in a line that the next continues where the text has no width.
const MIN_WRAPPED: usize = 30;
/// Minimum and maximum width of wrapped lines in characters.
const MIN_WIDTH: usize = 30;
const MAX_WIDTH: usize = 240;
/// A blank, and one character by which programs count otherwise.
const SLACK: usize = 1;

fn joins(line: &Line, next: &Line, width: Option<usize>) -> bool {
    let full = width.is_some_and(|width| line.fills(next, width));
    let goes_on = next.continues && !line.ends && line.characters >= MIN_WRAPPED;
    !next.after_gap && !next.item && (full || goes_on)
}

/// The width at which a program wrapped the lines, if one did: the width that explains most of the breaks without an empty line.
/// A program breaks a line where the next word no longer fits, so each break allows few widths, and breaks that mean
/// something allow any. Linear in the number of lines.
fn wrapped_width(lines: &[Line]) -> Option<usize> {
    let pairs = || lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.after_gap && !next.item);
    let mut change = [0_i32; MAX_WIDTH + 2];
    let mut breaks = 0;
    for (line, next) in pairs() {
        breaks += 1;
        let widest = (line.characters + next.first_word + SLACK).min(MAX_WIDTH);
        if line.characters <= widest {
            for (at, step) in [(line.characters, 1), (widest + 1, -1)] {
                if let Some(slot) = change.get_mut(at) {
                    *slot += step;
                }
            }
        }
    }
    let (mut sum, mut best) = (0, (0, 0));
    for (width, step) in change.iter().enumerate() {
        sum += step;
        if sum > best.0 && width >= MIN_WIDTH {
            best = (sum, width);
        }
    }
    let (explained, width) = (usize::try_from(best.0).unwrap_or(0), best.1);
    let goes_on = pairs().filter(|(line, next)| line.fills(next, width) && line.goes_on(next)).count();
    // Two lines of a wrapped text in three start in the middle of a sentence, with a small letter.
    (explained >= 2 && explained * 5 >= breaks * 2 && goes_on * 3 >= explained).then_some(width)
}

/// Whether a line starts with the bullet of a list item. A dash before a small letter is one inside a sentence.
fn starts_item(line: &str) -> bool {
    let rest = line.trim_start_matches(['-', '–', '—']);
    let dashed = rest.len() < line.len() && !rest.trim_start().starts_with(char::is_lowercase);
    dashed || line.starts_with(['•', '*', '·', '>'])
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
                first_word: body.chars().take_while(|c| !is_blank(*c)).count(),
                after_gap,
                continues: body.starts_with(char::is_lowercase),
                ends: body.ends_with(['.', '!', '?', '”', '"', '’', ':', ';']),
                capitals: !body.contains(char::is_lowercase),
                item: starts_item(body),
            });
            after_gap = false;
        }
        returned = line.ends_with('\r');
        start += line.len();
    }
    found
}
