//! What a table knows of the articles.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use ascribe::Metadata;

/// Reads a table whose first line names the columns, separated by tabs, with `filename` and `publication_date` among
/// them. `publisher` or `outlet`, `author`, `title` and `url` are used where they are there, others are passed over.
///
/// # Errors
///
/// Where the file cannot be read, a column is missing, or a date is none; the message names the line.
pub(crate) fn read(path: &Path) -> Result<HashMap<String, Metadata>, String> {
    let table =
        fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    parse(&table).map_err(|error| format!("{}: {error}", path.display()))
}

fn parse(table: &str) -> Result<HashMap<String, Metadata>, String> {
    let mut lines = table.lines();
    let heads: Vec<&str> =
        lines.next().unwrap_or_default().trim_start_matches('\u{feff}').split('\t').collect();
    let column = |name: &str| heads.iter().position(|head| head.trim() == name);
    let needed = |name: &str| column(name).ok_or_else(|| format!("there is no column {name}"));
    let (filename, date) = (needed("filename")?, needed("publication_date")?);
    let outlet = column("outlet").or(column("publisher"));
    let (author, title, url) = (column("author"), column("title"), column("url"));
    let mut articles = HashMap::new();
    for (number, line) in (2..).zip(lines) {
        if line.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let cell = |at: Option<usize>| {
            let cell = cells.get(at?).copied()?;
            (!cell.is_empty() && cell != "None").then(|| cell.to_owned())
        };
        let name = cell(Some(filename)).ok_or_else(|| format!("line {number} names no file"))?;
        let mut about = Metadata::default();
        if let Some(date) = cell(Some(date)) {
            about.published = Some(date.parse().map_err(|error| format!("line {number}: {error}"))?);
        }
        about.outlet = cell(outlet);
        about.byline.extend(cell(author));
        about.headline = cell(title);
        about.url = cell(url);
        articles.insert(name.strip_suffix(".txt").map_or(name.clone(), str::to_owned), about);
    }
    Ok(articles)
}
