//! Prints who said what in an article, how identifiable each source is, and what happened when.
//!
//! `cargo run --release --example article` does it for the sample article, and
//! `cargo run --release --example article -- --published 2024-03-18 FILE.txt` for any other. `--format json` prints
//! the whole report, `--format brat` its claims as brat stand-off annotation.

mod ink;
mod page;

use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ascribe::export::brat;
use ascribe::{Analyzer, Article, Published, Report};
use clap::{Parser, ValueEnum};

use ink::Ink;

/// The article that the crate was specified on.
const SAMPLE: &str = include_str!("../data/putin-biden-call.txt");
const SAMPLE_PUBLISHED: &str = "2021-12-30";

/// Prints who said what in an article, how identifiable each source is, and what happened when.
#[derive(Parser)]
#[command(name = "article")]
struct Arguments {
    /// A text file in UTF-8, or - for standard input; the sample article if left out
    path: Option<PathBuf>,
    /// When it was published, as 2021-12-30 or 2021-12-30T09:15:00-05:00
    #[arg(long, value_name = "DATE")]
    published: Option<Published>,
    /// Who published it, where the text does not say so
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For a person
    Text,
    /// The report
    Json,
    /// The claims as brat stand-off annotation, offsets in code points
    Brat,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let article = match read(&arguments) {
        Ok(article) => article,
        Err(error) => {
            eprintln!("article: {error}");
            return ExitCode::FAILURE;
        }
    };
    let report = Analyzer::new().analyze(&article);
    match print(&render(arguments.format, &report, &article.text)) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads may stop early, as `head` does.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("article: cannot write: {error}");
            ExitCode::FAILURE
        }
    }
}

fn read(arguments: &Arguments) -> Result<Article, String> {
    let mut article = match &arguments.path {
        None => Article::new(SAMPLE).with_published(SAMPLE_PUBLISHED.parse().map_err(|e| format!("{e}"))?),
        Some(path) => Article::new(read_text(path)?),
    };
    article.metadata.published = arguments.published.or(article.metadata.published);
    article.metadata.outlet.clone_from(&arguments.outlet);
    Ok(article)
}

fn read_text(path: &Path) -> Result<String, String> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    String::from_utf8(bytes)
        .map_err(|error| format!("{} is not UTF-8: {}", path.display(), error.utf8_error()))
}

fn render(format: Format, report: &Report, text: &str) -> String {
    match format {
        Format::Text => {
            let colours =
                std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
            page::page(report, text, Ink { colours })
        }
        Format::Json => serde_json::to_string_pretty(report).unwrap_or_default() + "\n",
        Format::Brat => brat::to_string(report, text),
    }
}

fn print(written: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(written.as_bytes())?;
    out.flush()
}
