//! Tables that a command prints, between two marks of a document, wherever that document is.

use std::path::{Path, PathBuf};

use super::Done;
use super::files::{at, ending, read, write};

/// Holds the table that stands between `<!-- NAME -->` and `<!-- /NAME -->` in the README or the guide against what is printed
/// now; `bless` puts that there instead.
pub(super) fn check(name: &str, printed: &str, bless: bool) -> Done {
    let mut documents = vec![PathBuf::from("README.md")];
    for end in [".md", ".rs"] {
        documents.extend(ending("src/guide", end)?);
    }
    let mut found = Vec::new();
    for document in documents {
        let text = read(&document)?;
        if let Some(table) = Table::find(&text, name) {
            found.push(document.clone());
            if bless {
                write(&document, table.with(printed))?;
            } else if table.shown() != printed {
                return Err(differs(&document, &table.shown(), printed));
            }
        }
    }
    match found.as_slice() {
        [_] => Ok(()),
        [] => Err(format!("no document has the mark <!-- {name} -->")),
        [_, again, ..] => Err(at(again, format_args!("has the mark <!-- {name} --> as well"))),
    }
}

fn differs(document: &Path, shown: &str, printed: &str) -> String {
    let (shown, printed): (Vec<&str>, Vec<&str>) = (shown.lines().collect(), printed.lines().collect());
    let mut what = at(document, "shows another table than the command prints; BLESS=1 writes it anew\n");
    for line in shown.iter().filter(|line| !printed.contains(line)) {
        what.extend(["- ", line, "\n"]);
    }
    for line in printed.iter().filter(|line| !shown.contains(line)) {
        what.extend(["+ ", line, "\n"]);
    }
    what
}

/// Lines between two marks. In comments of Rust each line starts as the first mark's does.
struct Table<'a> {
    before: &'a str,
    start: &'a str,
    lines: &'a str,
    after: &'a str,
}

impl<'a> Table<'a> {
    fn find(text: &'a str, name: &str) -> Option<Self> {
        let line_of = |text: &'a str, mark: &str| {
            let mut at = 0;
            text.split_inclusive('\n').find_map(|line| {
                let start = at;
                at += line.len();
                let before = line.trim_end().strip_suffix(mark)?;
                before.chars().all(|c| "/!> ".contains(c)).then_some((start, at, before))
            })
        };
        let (_, from, start) = line_of(text, &format!("<!-- {name} -->"))?;
        let (before, rest) = text.split_at_checked(from)?;
        let (to, ..) = line_of(rest, &format!("<!-- /{name} -->"))?;
        let (lines, after) = rest.split_at_checked(to)?;
        Some(Table { before, start, lines, after })
    }

    fn shown(&self) -> String {
        let bare = |line: &str| {
            let line = line
                .strip_prefix(self.start)
                .or_else(|| line.strip_prefix(self.start.trim_end()))
                .unwrap_or(line);
            line.to_owned() + "\n"
        };
        self.lines.lines().map(bare).collect()
    }

    fn with(&self, printed: &str) -> String {
        let mut text = self.before.to_owned();
        for line in printed.lines() {
            text += format!("{}{line}", self.start).trim_end();
            text.push('\n');
        }
        text + self.after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "of 84 articles\n\n| rule | ap |\n";

    #[test]
    fn a_table_is_found_and_written_in_every_kind_of_document() {
        for (start, empty) in [("", ""), ("//! ", "//!")] {
            let document = |table: &str| {
                format!(
                    "{start}Text.\n{start}<!-- counts -->\n{table}{start}<!-- /counts -->\n{start}More.\n"
                )
            };
            let shown = document(&format!("{start}of 84 articles\n{empty}\n{start}| rule | ap |\n"));
            let table = Table::find(&shown, "counts").unwrap();
            assert_eq!(table.shown(), PRINTED);
            assert_eq!(table.with(PRINTED), shown);
            let old = document(&format!("{start}of 3 articles\n"));
            let table = Table::find(&old, "counts").unwrap();
            assert_eq!(table.shown(), "of 3 articles\n");
            assert_eq!(table.with(PRINTED), shown);
        }
    }

    #[test]
    fn marks_inside_a_sentence_are_none() {
        assert!(
            Table::find("It stands between `<!-- counts -->` and\n<!-- /counts -->\n", "counts").is_none()
        );
        assert!(Table::find("<!-- counts -->\nnever closed\n", "counts").is_none());
        assert!(Table::find("", "counts").is_none());
    }

    #[test]
    fn what_differs_is_named() {
        let error = differs("README.md".as_ref(), "a\nb\n", "a\nc\n");
        assert!(error.contains("BLESS=1") && error.ends_with("\n- b\n+ c\n"), "{error}");
    }
}
