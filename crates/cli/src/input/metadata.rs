//! A table of what is known of articles.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use ascribe::Metadata;

use super::Input;
use crate::fault::{Failure, at};

/// Rows by the name of their file, without `.txt`.
#[derive(Default)]
pub(crate) struct Table {
    path: PathBuf,
    rows: HashMap<String, Metadata>,
    /// What is odd about the table itself.
    odd: Vec<String>,
}

impl Table {
    /// Reads a table whose first line names the columns, separated by tabs, with `filename` and `publication_date` among
    /// them. `publisher` or `outlet`, `author`, `title` and `url` are used where they are there, others are passed over.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, a column is missing, or a date is none; the message names the line.
    pub(crate) fn read(path: &Path) -> Result<Table, Failure> {
        let table = fs::read_to_string(path).map_err(|error| Failure::reading(path, &error))?;
        let mut read = Table { path: path.to_owned(), ..Table::default() };
        read.parse(&table).map_err(Failure::Unread)?;
        Ok(read)
    }

    fn parse(&mut self, table: &str) -> Result<(), String> {
        let path = self.path.clone();
        let mut lines = table.lines();
        let heads: Vec<&str> =
            lines.next().unwrap_or_default().trim_start_matches('\u{feff}').split('\t').collect();
        let column = |name: &str| heads.iter().position(|head| head.trim() == name);
        let needed = |name: &str| {
            let missing = format!("the first line names no column `{name}`; columns are separated by tabs");
            column(name).ok_or_else(|| at(&path, missing))
        };
        let (filename, date) = (needed("filename")?, needed("publication_date")?);
        let outlet = column("outlet").or(column("publisher"));
        let (author, title, url) = (column("author"), column("title"), column("url"));
        let mut first: HashMap<String, usize> = HashMap::new();
        for (number, line) in (2..).zip(lines) {
            if line.trim().is_empty() {
                continue;
            }
            let place = |what: &str| format!("{}:{number}: {what}", path.display());
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            let cell = |at: Option<usize>| {
                let cell = cells.get(at?).copied()?;
                (!cell.is_empty() && cell != "None").then(|| cell.to_owned())
            };
            let name = cell(Some(filename)).ok_or_else(|| place("the row names no file"))?;
            let name = name.strip_suffix(".txt").map_or(name.clone(), str::to_owned);
            let mut about = Metadata::default();
            if let Some(date) = cell(Some(date)) {
                about.published =
                    Some(date.parse().map_err(|error| place(&format!("{error}; write 2024-03-18")))?);
            }
            about.outlet = cell(outlet);
            about.byline.extend(cell(author));
            about.headline = cell(title);
            about.url = cell(url);
            if let Some(before) = first.insert(name.clone(), number) {
                self.odd.push(place(&format!("`{name}` again, as in line {before}; this row counts")));
            }
            self.rows.insert(name, about);
        }
        Ok(())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Metadata> {
        self.rows.get(name)
    }

    /// What does not fit between the table and the text files.
    pub(crate) fn notes(&self, inputs: &[Input]) -> Vec<String> {
        if self.path.as_os_str().is_empty() {
            return Vec::new();
        }
        let names: HashSet<&str> =
            inputs.iter().filter(|input| !input.lines).map(|input| input.name.as_str()).collect();
        let mut without_row: Vec<&str> =
            names.iter().copied().filter(|name| self.get(name).is_none()).collect();
        let dated = |name: &&str| self.get(name).is_some_and(|about| about.published.is_none());
        let mut without_date: Vec<&str> = names.iter().copied().filter(dated).collect();
        let mut unknown: Vec<&str> =
            self.rows.keys().map(String::as_str).filter(|name| !names.contains(name)).collect();
        let mut notes = self.odd.clone();
        for (list, what) in [
            (&mut without_row, "articles without a row"),
            (&mut without_date, "rows without a date of publication"),
            (&mut unknown, "rows about files that are not read"),
        ] {
            list.sort_unstable();
            if let Some(first) = list.first() {
                notes.push(at(&self.path, format_args!("{what}: {}, such as `{first}`", list.len())));
            }
        }
        notes
    }
}
