//! `ascribe compare`: what a person corrected in annotations that came from a report.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ascribe::export::brat;
use ascribe::export::web_annotation::{self, Annotation, AnnotationPage};
use ascribe::{Analyzer, Article, Difference, Report, Span};
use clap::{Args, ValueEnum};
use serde::Deserialize;

use crate::console::Console;
use crate::fault::{CODES, Failure, Outcome, at};
use crate::input::{Known, read_text};
use crate::output::{Writing, has_ending};

const ABOUT: &str = "\
Every correction is a line, with the words then (-) and now (+). Annotations are brat stand-off annotation or, where the name ends
in .json, Web Annotations: a page, or a bare list.";

/// List what a person corrected in annotations that came from a report
#[derive(Args)]
#[command(after_help = format!("{ABOUT}\n\n{CODES}"))]
pub(crate) struct Arguments {
    /// The report that the annotations came from, as JSON; without it the text is analyzed again
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    writing: Writing,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The article's text, or - for standard input
    text: PathBuf,
    /// The corrected annotations
    corrected: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person
    Text,
    /// An object a line
    Json,
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let mut sink = arguments.writing.stream()?;
    let mut article = arguments.known.article(&arguments.text)?;
    let report: Report = match &arguments.report {
        Some(path) => serde_json::from_str(&read(path)?).map_err(|error| Failure::Unread(at(path, error)))?,
        None => Analyzer::new().analyze(&article),
    };
    report.validate_text(&article.text).map_err(|error| {
        let path = arguments.report.as_deref().unwrap_or(&arguments.text);
        Failure::Unread(at(path, format_args!("{error}; is it a report of this text?")))
    })?;
    article.metadata.clone_from(&report.article);
    let corrected = import(&arguments.corrected, &article)?;
    for note in &corrected.diagnostics {
        console.note(&at(&arguments.corrected, &note.message));
    }
    let found = report.differences(&corrected, &article.text);
    let mut written = String::new();
    for difference in &found {
        match arguments.format {
            Format::Json => {
                written +=
                    &serde_json::to_string(difference).map_err(|error| Failure::Unread(error.to_string()))?;
                written.push('\n');
            }
            Format::Text => show(&mut written, difference, (&report, &corrected), &article.text),
        }
    }
    match sink.write(written).and_then(|()| sink.finish()) {
        Err(Failure::Closed) | Ok(_) => {}
        Err(failure) => return Err(failure),
    }
    console.note(&format!("{} corrections", found.len()));
    Ok(if found.is_empty() { Outcome::Done } else { Outcome::Found })
}

fn read(path: &Path) -> Result<String, Failure> {
    read_text(path, u64::MAX).map_err(|error| Failure::Unread(at(path, error)))
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Annotations {
    Bare(Vec<Annotation>),
    Page(AnnotationPage),
}

fn import(path: &Path, article: &Article) -> Result<Report, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Unread(at(path, error));
    let written = read(path)?;
    if !has_ending(path, "json") {
        return brat::from_str(&written, article).map_err(|error| failed(&error));
    }
    let page = match serde_json::from_str(&written).map_err(|error| failed(&error))? {
        Annotations::Bare(items) => items.into(),
        Annotations::Page(page) => page,
    };
    web_annotation::from_value(&page, article).map_err(|error| failed(&error))
}

fn show(out: &mut String, difference: &Difference, (report, corrected): (&Report, &Report), text: &str) {
    let _ = writeln!(out, "{difference}");
    let mut print = |sign: char, spans: &[Span]| {
        let words: Vec<&str> = spans.iter().filter_map(|span| span.slice(text)).collect();
        let words = words.join(" … ").split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "    {sign} {words}");
    };
    let content =
        |report: &Report, id| report.claim(id).map(|claim| claim.content.clone()).unwrap_or_default();
    match difference {
        Difference::Content { old, new, .. }
        | Difference::Cue { old, new, .. }
        | Difference::SourceWords { old, new, .. } => {
            print('-', old);
            print('+', new);
        }
        Difference::ClaimAdded { after } => print('+', &content(corrected, *after)),
        Difference::ClaimRemoved { before } => print('-', &content(report, *before)),
        _ => {}
    }
}
