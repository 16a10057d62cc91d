//! Lines that a program wrapped, read as the paragraphs that they are.

use super::layer::Change;
use crate::Span;
use crate::text::segment::line_breaks;

/// A blank for each line break inside a paragraph, and an empty line for each other one; nothing for a text without wrapped
/// lines. Also the first break inside a paragraph.
pub(super) fn changes(text: &str) -> (Vec<Change>, Option<Span>) {
    let breaks = line_breaks(text);
    let Some((first, _)) = breaks.iter().find(|(_, inside)| *inside) else { return (Vec::new(), None) };
    let first = *first;
    let change = |(at, inside): (Span, bool)| {
        // A program also breaks a line at the hyphen of a compound.
        let mut before = text.get(..at.start()).unwrap_or_default().chars().rev();
        let compound = before.next() == Some('-') && before.next().is_some_and(char::is_alphanumeric);
        let to = match inside {
            true if compound => "",
            true => " ",
            false => "\n\n",
        };
        Change { at, to: to.to_owned() }
    };
    (breaks.into_iter().map(change).collect(), Some(first))
}
