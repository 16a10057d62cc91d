//! Blanks beside one another, as behind full stops and where entities and tags stood, read as one.

use super::layer::Change;

/// A blank for each run of them. Names and roles are then written as they are elsewhere, and are found in lists. Linear.
pub(super) fn changes(text: &str) -> Vec<Change> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(plain) = text.get(at..).and_then(next) {
        let start = at + plain;
        let rest = text.get(start..).unwrap_or_default();
        at = start + rest.find(|c| !is_blank(c)).unwrap_or(rest.len());
        found.push(Change::new(start, at, " "));
    }
    found
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

/// Where the next run starts that is not one space.
fn next(text: &str) -> Option<usize> {
    let mut before = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b' ' if before => return Some(at - 1),
            b'\t' => return Some(if before { at - 1 } else { at }),
            _ => before = byte == b' ',
        }
    }
    None
}
