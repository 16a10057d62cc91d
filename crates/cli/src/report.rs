//! `ascribe report`: pages to look at, and a table of many articles.

use std::fmt::Write as _;
use std::path::Path;

use ascribe::Analyzer;
use ascribe::export::html::{self, IndexOptions, IndexRow, PageOptions};
use clap::Args;

use crate::console::Console;
use crate::fault::{CODES, Failure, Outcome};
use crate::finding;
use crate::input::{Reading, Source};
use crate::output::{Folder, Sink, Target, Writing};
use crate::run::{Work, each, one};
use crate::table::csv;

const ABOUT: &str = "\
One article becomes one page, in the file of --out or on standard output. A folder gets index.html, a table of all articles that
sorts, index.csv, the same table for spreadsheets, and a page for each article in pages/.";

/// The table of all articles.
const INDEX: &str = "index.html";
/// The same table for spreadsheets.
const TABLE: &str = "index.csv";

/// Write pages to look at, and a table of many articles
#[derive(Args)]
#[command(after_help = format!("{ABOUT}\n\n{CODES}"))]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let target = arguments.writing.target()?;
    let force = arguments.writing.force;
    if let Target::Folder(folder) = &target {
        return many(folder, force, arguments.reading.open(console)?, console);
    }
    let source = arguments.reading.open(console)?;
    let several = "several articles need a folder: --out pages/ or --out-dir FOLDER";
    let mut sink = Sink::open(&target, force)?;
    let analyzer = finding::analyzer();
    let (page, tally) = one(console, source, several, |work| {
        Ok(html::to_string(&analyzer.analyze(&work.article), &work.article.text))
    })?;
    if let Some(page) = page {
        sink.write(page)?;
        if let Some(path) = sink.finish()? {
            tally.note(console, Some(&path));
        }
    }
    Ok(tally.outcome())
}

fn many(folder: &Path, force: bool, source: Source, console: &Console) -> Result<Outcome, Failure> {
    source.check_names()?;
    let index = Folder::open(folder, force)?;
    let pages = Folder::open(&folder.join("pages"), force)?;
    index.may_write([INDEX, TABLE].map(str::to_owned).into_iter())?;
    pages.may_write(source.names().map(|name| format!("{name}.html")))?;
    let analyzer = finding::analyzer();
    let mut rows = Vec::new();
    let tally = each(
        console,
        true,
        source,
        |work| page(&analyzer, &pages, &work),
        |row| {
            rows.push(row);
            Ok(())
        },
    )?;
    // Titles are anybody's words, and the file is for spreadsheets.
    let table = csv(&html::index_to_rows(&rows).guarded()).map_err(Failure::Unread)?;
    index.put(TABLE, table).map_err(Failure::Unread)?;
    let options = IndexOptions::default().with_table(TABLE);
    index.put(INDEX, html::index_to_string_with(&rows, options)).map_err(Failure::Unread)?;
    tally.note(console, Some(&folder.join(INDEX)));
    Ok(tally.outcome())
}

fn page(analyzer: &Analyzer, pages: &Folder, work: &Work) -> Result<IndexRow, String> {
    let (text, name) = (work.article.text.as_str(), format!("{}.html", work.file_name));
    let report = analyzer.analyze(&work.article);
    let summary = report.summary(text);
    pages.put(
        &name,
        html::to_string_with(&report, text, PageOptions::default().with_index("../index.html")),
    )?;
    let title = summary.headline.clone().filter(|line| !line.trim().is_empty());
    let address = format!("pages/{}", encoded(&name));
    Ok(IndexRow::new(title.unwrap_or_else(|| work.id.clone()), address, summary))
}

/// A file's name as a part of an address.
fn encoded(name: &str) -> String {
    let mut address = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}
