//! The grammar of word tables.
//!
//! A table is a text of lines. An empty line and a line that starts with `#` say nothing. Any other line is
//! `label: entry, entry, …`; a label can have arguments behind it (`cue verb cq statement: say, add`).

use super::class::{CLASSES, WordClass};

/// A line of a table that is not empty and no comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    /// The number of the line, from 1.
    pub(crate) number: usize,
    pub(crate) label: &'t str,
    /// What stands between the label and the colon; empty for most labels.
    pub(crate) argument: &'t str,
    /// What stands behind the colon.
    rest: &'t str,
}

impl<'t> Line<'t> {
    /// The entries, without the blanks around them.
    pub(crate) fn entries(self) -> impl Iterator<Item = &'t str> {
        let mut rest = Some(self.rest);
        // Entries are short, so that a search that is fast in long texts is slow here.
        let split = std::iter::from_fn(move || {
            let text = rest.take()?;
            let Some(comma) = text.bytes().position(|byte| byte == b',') else { return Some(text) };
            rest = text.get(comma + 1..);
            text.get(..comma)
        });
        split.map(trimmed).filter(|entry| !entry.is_empty())
    }
}

/// Words without the blanks around them.
fn trimmed(words: &str) -> &str {
    let words = words.trim_ascii();
    // Other blanks than those of ASCII are looked for where there may be some.
    let plain = |edge: Option<&u8>| edge.is_none_or(u8::is_ascii_graphic);
    let bytes = words.as_bytes();
    if plain(bytes.first()) && plain(bytes.last()) { words } else { words.trim() }
}

/// The lines of a table; the number of a line that is none of the grammar's.
pub(crate) fn lines(table: &str) -> impl Iterator<Item = Result<Line<'_>, usize>> {
    let numbered = table.lines().map(str::trim).zip(1..);
    numbered.filter(|(line, _)| !line.is_empty() && !line.starts_with('#')).map(|(line, number)| {
        let (label, rest) = line.split_once(':').ok_or(number)?;
        let (label, argument) = label.trim().split_once(' ').unwrap_or((label.trim(), ""));
        Ok(Line { number, label, argument: argument.trim(), rest: rest.trim() })
    })
}

/// Labels of lines beside those that [`WordClass`](super::WordClass) names.
pub(super) const LABELS: &[&str] = &[
    "cue",
    "cue_with",
    "verb_of",
    "holiday",
    "role_of_title",
    "same_role",
    "country",
    "nationality",
    "seat",
    "set",
    "explicit",
    "partial",
    "called",
    "boilerplate",
    "boilerplate_beside",
    "substantive",
    "substantive_beside",
    "basis_familiar",
    "basis_briefed",
    "basis_document",
    "basis_participant",
    "basis_eyewitness",
    "basis_direct",
    "basis_proximity",
    "basis_told",
    "pseudonym",
];

/// Whether each line of an embedded table has a known label and an entry. Evaluated at compile time: a table with a
/// fault does not build.
pub(super) const fn is_well_formed(table: &str) -> bool {
    let mut rest = table.as_bytes();
    while !rest.is_empty() {
        let (line, behind) = rest.split_at(length_before(rest, b'\n'));
        if !is_line(line) {
            return false;
        }
        rest = match behind {
            [_, next @ ..] => next,
            [] => behind,
        };
    }
    true
}

const fn is_line(line: &[u8]) -> bool {
    if matches!(line, [] | [b'#', ..]) {
        return true;
    }
    let (head, entries) = line.split_at(length_before(line, b':'));
    let (label, _) = head.split_at(length_before(head, b' '));
    // One blank, and an entry behind it.
    is_label(label) && matches!(entries, [b':', b' ', first, ..] if *first != b' ')
}

/// How many bytes stand before the first `mark`; all, where there is none.
const fn length_before(bytes: &[u8], mark: u8) -> usize {
    let (mut length, mut rest) = (0, bytes);
    while let [byte, others @ ..] = rest {
        if *byte == mark {
            break;
        }
        length += 1;
        rest = others;
    }
    length
}

const fn is_label(written: &[u8]) -> bool {
    let mut labels = LABELS;
    while let [label, others @ ..] = labels {
        if is_same(written, label.as_bytes()) {
            return true;
        }
        labels = others;
    }
    let mut classes: &[(WordClass, &str)] = CLASSES;
    while let [(_, label), others @ ..] = classes {
        if is_same(written, label.as_bytes()) {
            return true;
        }
        classes = others;
    }
    false
}

const fn is_same(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([a, rest @ ..], [b, others @ ..]) = (one, other) {
        if *a != *b {
            return false;
        }
        (one, other) = (rest, others);
    }
    one.is_empty() && other.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_labels_arguments_and_entries() {
        let table = "# a comment\n\nrole: sommelier,  head waiter ,\ncue verb cq statement: opine\n";
        let read: Vec<_> = lines(table).collect::<Result<_, _>>().unwrap_or_default();
        assert_eq!(read.len(), 2);
        assert_eq!((read[0].number, read[0].label, read[0].argument), (3, "role", ""));
        assert_eq!(read[0].entries().collect::<Vec<_>>(), ["sommelier", "head waiter"]);
        assert_eq!((read[1].label, read[1].argument), ("cue", "verb cq statement"));
        assert_eq!(lines("role: waiter\nwaiter").nth(1), Some(Err(2)));
    }

    #[test]
    fn faults_are_seen_at_compile_time() {
        assert!(is_well_formed("# words\n\nrole: a, b\nset auth: c\n"));
        for fault in ["role a, b", "roles: a", "role:", "role: ", " role: a", "role:a"] {
            assert!(!is_well_formed(fault), "{fault}");
        }
    }
}
