//! Lists what a person corrected in annotations that came from a report.
//!
//! ```text
//! cargo run --release --example corrections -- [--report NAME.json] [--published DATE] [--json] NAME.txt NAME.ann
//! cargo run --release --example corrections -- [--report NAME.json] [--published DATE] [--json] NAME.txt NAME.annotations.json
//! ```
//!
//! The second file is brat stand-off annotation or, where its name ends in `json`, Web Annotations: a page, or a bare list.
//! Without a report the text is analyzed again. Every correction is a line, with the words then (`-`) and now (`+`); with
//! `--json` it is an object a line. Exit code: 0 where nothing was corrected, 1 where something was, 2 where a file cannot
//! be read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ascribe::export::brat;
use ascribe::export::web_annotation::{self, Annotation, AnnotationPage};
use ascribe::{Analyzer, Article, Difference, Published, Report, Span};
use clap::Parser;
use serde::Deserialize;

/// Lists what a person corrected in annotations that came from a report.
#[derive(Parser)]
#[command(name = "corrections")]
struct Arguments {
    /// The report that the annotations came from, as JSON
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    /// When the article was published
    #[arg(long, value_name = "DATE")]
    published: Option<Published>,
    /// Print an object a line
    #[arg(long)]
    json: bool,
    /// The article's text
    text: PathBuf,
    /// The corrected annotations
    corrected: PathBuf,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("corrections: {error}");
            ExitCode::from(2)
        }
    }
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Prints the corrections and gives how many there are.
fn run(arguments: &Arguments) -> Result<usize, String> {
    let mut article = Article::new(read(&arguments.text)?);
    article.metadata.published = arguments.published;
    let place = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let report: Report = match &arguments.report {
        Some(path) => serde_json::from_str(&read(path)?).map_err(|error| place(path, &error))?,
        None => Analyzer::new().analyze(&article),
    };
    report.validate_text(&article.text).map_err(|error| error.to_string())?;
    article.metadata.clone_from(&report.article);
    let corrected = import(&arguments.corrected, &article)?;
    for note in &corrected.diagnostics {
        eprintln!("corrections: {}", note.message);
    }
    let found = report.differences(&corrected, &article.text);
    for difference in &found {
        if arguments.json {
            println!("{}", serde_json::to_string(difference).map_err(|error| error.to_string())?);
        } else {
            show(difference, &report, &corrected, &article.text);
        }
    }
    Ok(found.len())
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Annotations {
    Bare(Vec<Annotation>),
    Page(AnnotationPage),
}

fn import(path: &Path, article: &Article) -> Result<Report, String> {
    let place = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let written = read(path)?;
    if path.extension().is_none_or(|end| end != "json") {
        return brat::from_str(&written, article).map_err(|error| place(&error));
    }
    let page = match serde_json::from_str(&written).map_err(|error| place(&error))? {
        Annotations::Bare(items) => items.into(),
        Annotations::Page(page) => page,
    };
    web_annotation::from_value(&page, article).map_err(|error| place(&error))
}

fn show(difference: &Difference, report: &Report, corrected: &Report, text: &str) {
    println!("{difference}");
    let print = |sign: char, spans: &[Span]| {
        let words: Vec<&str> = spans.iter().filter_map(|span| span.slice(text)).collect();
        println!("    {sign} {}", words.join(" … ").split_whitespace().collect::<Vec<_>>().join(" "));
    };
    match difference {
        Difference::Content { old, new, .. }
        | Difference::Cue { old, new, .. }
        | Difference::SourceWords { old, new, .. } => {
            print('-', old);
            print('+', new);
        }
        Difference::ClaimAdded { after } => {
            print('+', corrected.claim(*after).map_or(&[][..], |claim| &claim.content));
        }
        Difference::ClaimRemoved { before } => {
            print('-', report.claim(*before).map_or(&[][..], |claim| &claim.content));
        }
        _ => {}
    }
}
