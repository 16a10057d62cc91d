//! Writes who said what as a page to look at, and a table of many articles.
//!
//! ```text
//! cargo run --release --example report -- [--metadata FILE.tsv] [--out FILE] ARTICLE.txt...
//! ```
//!
//! One article becomes one page, `FILE` or standard output; the sample article if none is named. Several, or a folder,
//! become the folder `FILE` with `index.html`, a table that sorts, and a page for each article in `pages/`. A file that
//! cannot be read or written, or is not UTF-8, is reported and skipped, and the exit code is then 1; it is 2 where the run
//! could not start.

#[allow(dead_code)] // another program reads lines as well
#[path = "../annotate/inputs.rs"]
mod inputs;
#[path = "../annotate/metadata.rs"]
mod metadata;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use ascribe::export::html::{self, IndexRow, PageOptions, Summary};
use ascribe::{Analyzer, Article, Metadata, Published};
use clap::Parser;

use inputs::Input;

/// The article that the crate was specified on.
const SAMPLE: &str = include_str!("../data/putin-biden-call.txt");
const SAMPLE_PUBLISHED: &str = "2021-12-30";

/// Writes who said what in an article as an HTML page, and a table of many articles.
#[derive(Parser)]
#[command(name = "report")]
struct Arguments {
    /// The page to write, or the folder where there are several articles; standard output if left out
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// A table of what is known of the articles: columns `filename`, `publication_date` and others, separated by tabs
    #[arg(long, value_name = "FILE.tsv")]
    metadata: Option<PathBuf>,
    /// When the one article was published, as 2021-12-30 or 2021-12-30T09:15:00-05:00
    #[arg(long, value_name = "DATE")]
    published: Option<Published>,
    /// Text files, and folders whose .txt files are taken; the sample article if left out
    paths: Vec<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("report: {error}");
            ExitCode::from(2)
        }
    }
}

/// Writes what was asked for; gives how many articles failed.
fn run(arguments: &Arguments) -> Result<usize, String> {
    let known = arguments.metadata.as_deref().map(metadata::read).transpose()?.unwrap_or_default();
    if arguments.paths.is_empty() {
        let published = SAMPLE_PUBLISHED.parse().map_err(|error| format!("{error}"))?;
        return one(arguments, &Article::new(SAMPLE).with_published(published));
    }
    let (inputs, unread) = inputs::collect(&arguments.paths)?;
    if let ([input], [], false) = (&*inputs, &*unread, arguments.paths.iter().any(|path| path.is_dir())) {
        return one(arguments, &read(input, &known)?);
    }
    if arguments.published.is_some() {
        return Err("--published is for one article; the dates of several come from --metadata".to_owned());
    }
    let folder = arguments.out.as_deref().ok_or("several articles need a folder: --out FOLDER")?;
    for error in &unread {
        eprintln!("report: {error}");
    }
    let failed = many(folder, &inputs, &known)? + unread.len();
    let all = inputs.len() + unread.len();
    eprintln!("{} of {all} articles written to {}", all - failed, folder.join("index.html").display());
    Ok(failed)
}

fn one(arguments: &Arguments, article: &Article) -> Result<usize, String> {
    let mut article = article.clone();
    article.metadata.published = arguments.published.or(article.metadata.published);
    let report = Analyzer::new().analyze(&article);
    let page = html::to_string(&report, &article.text);
    match &arguments.out {
        Some(path) => write(path, &page)?,
        None => match std::io::stdout().lock().write_all(page.as_bytes()) {
            // Whoever reads may stop early, as `head` does.
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                return Err(format!("cannot write: {error}"));
            }
            _ => {}
        },
    }
    Ok(0)
}

/// Every thread takes the next article until none is left. The table keeps the order of the names.
fn many(folder: &Path, inputs: &[Input], known: &HashMap<String, Metadata>) -> Result<usize, String> {
    let pages = folder.join("pages");
    fs::create_dir_all(&pages).map_err(|error| format!("cannot write to {}: {error}", pages.display()))?;
    let analyzer = Analyzer::new();
    let next = AtomicUsize::new(0);
    let rows: Mutex<Vec<(usize, IndexRow)>> = Mutex::new(Vec::new());
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores.min(inputs.len()) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(input) = inputs.get(at) else { break };
                    match page(&analyzer, &pages, input, known) {
                        Ok(row) => rows.lock().unwrap_or_else(PoisonError::into_inner).push((at, row)),
                        Err(error) => eprintln!("report: {error}"),
                    }
                }
            });
        }
    });
    let mut rows = rows.into_inner().unwrap_or_else(PoisonError::into_inner);
    rows.sort_by_key(|(at, _)| *at);
    let rows: Vec<IndexRow> = rows.into_iter().map(|(_, row)| row).collect();
    write(&folder.join("index.html"), &html::index_to_string(&rows))?;
    Ok(inputs.len() - rows.len())
}

fn page(
    analyzer: &Analyzer<'_>,
    pages: &Path,
    input: &Input,
    known: &HashMap<String, Metadata>,
) -> Result<IndexRow, String> {
    let article = read(input, known)?;
    let report = analyzer.analyze(&article);
    let summary = Summary::new(&report, &article.text);
    let page =
        html::to_string_with(&report, &article.text, PageOptions::default().with_index("../index.html"));
    write(&pages.join(format!("{}.html", input.name)), &page)?;
    let title = summary.headline.clone().filter(|line| !line.trim().is_empty());
    let address = format!("pages/{}.html", encoded(&input.name));
    Ok(IndexRow::new(title.unwrap_or_else(|| input.name.clone()), address, summary))
}

fn read(input: &Input, known: &HashMap<String, Metadata>) -> Result<Article, String> {
    let place = |error: &dyn std::fmt::Display| format!("{}: {error}", input.path.display());
    let bytes = fs::read(&input.path).map_err(|error| place(&error))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| place(&format_args!("not UTF-8: {}", error.utf8_error())))?;
    Ok(Article::new(text).with_metadata(known.get(&input.name).cloned().unwrap_or_default()))
}

fn write(path: &Path, page: &str) -> Result<(), String> {
    fs::write(path, page).map_err(|error| format!("cannot write {}: {error}", path.display()))
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
