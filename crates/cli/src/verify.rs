//! `ascribe verify`: whether somebody said what a program says they said.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ascribe::Report;
use ascribe::verify::{self, Statement, Verdict};
use clap::{Args, ValueEnum};

use crate::console::Console;
use crate::fault::{CODES, Failure, Outcome, at};
use crate::finding;
use crate::input::{Known, read_text};
use crate::output::Writing;

const ABOUT: &str = "\
STATEMENTS.json is a list of what is to be checked, and the verdicts come in its order:
  [{\"speaker\": \"Ann Lee\", \"words\": \"We will not sell the bridge\", \"quoted\": true}]

Supported means: the words are in the text (verbatim, but for typography, or joined from parts), inside quotation marks if `quoted`; the
speaker is the one of the text, by identity; and the claim is not one that the speaker denies. A paraphrase (\"quoted\": false) that is not
in the text gets claims of that speaker that share its words, as candidates.";

/// Check whether an article's people said what a program says they said
#[derive(Args)]
#[command(after_help = format!("{ABOUT}\n\n{CODES}"))]
pub(crate) struct Arguments {
    /// A report of the article, as JSON; without it the text is analyzed
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
    #[arg(value_name = "ARTICLE.txt")]
    text: PathBuf,
    /// The statements
    #[arg(value_name = "STATEMENTS.json")]
    statements: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table
    Text,
    /// A list of verdicts
    Json,
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let mut sink = arguments.writing.stream()?;
    let article = arguments.known.article(&arguments.text)?;
    let statements: Vec<Statement> = json(&arguments.statements)?;
    let report: Report = match &arguments.report {
        Some(path) => json(path)?,
        None => finding::analyzer().analyze(&article),
    };
    report.validate_text(&article.text).map_err(|error| {
        let path = arguments.report.as_deref().unwrap_or(&arguments.text);
        Failure::Unread(at(path, format_args!("{error}; is it a report of this text?")))
    })?;
    let verdicts = verify::check(&report, &article.text, &statements);
    let written = match arguments.format {
        Format::Text => table(&report, &article.text, &statements, &verdicts),
        Format::Json => {
            serde_json::to_string_pretty(&verdicts).map_err(|error| Failure::Unread(error.to_string()))?
                + "\n"
        }
    };
    match sink.write(written).and_then(|()| sink.finish()) {
        Err(Failure::Closed) | Ok(_) => {}
        Err(failure) => return Err(failure),
    }
    let unsupported = verdicts.iter().filter(|verdict| !verdict.supported).count();
    console.note(&format!("{unsupported} of {} not supported", verdicts.len()));
    Ok(if unsupported == 0 { Outcome::Done } else { Outcome::Found })
}

fn json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let written = read_text(path, u64::MAX).map_err(|error| Failure::Unread(at(path, error)))?;
    serde_json::from_str(&written).map_err(|error| Failure::Unread(at(path, error)))
}

/// A line a statement, with what speaks against it below.
fn table(report: &Report, text: &str, statements: &[Statement], verdicts: &[Verdict]) -> String {
    let mut out = String::new();
    for (statement, verdict) in statements.iter().zip(verdicts) {
        let supported = if verdict.supported { "yes" } else { "no" };
        let marks = verdict.words.marks.map_or("-", verify::Marks::as_str);
        let who = verdict.speaker.label.as_deref().unwrap_or("-");
        let _ = writeln!(
            out,
            "{supported:<4}{:<9} {marks:<8} {:<8} {:<24} {}: {}",
            verdict.words.matched,
            verdict.speaker.verdict,
            shortened(who, 24),
            one_line(&statement.speaker),
            shortened(&one_line(&statement.words), 90),
        );
        for reason in &verdict.because {
            let _ = writeln!(out, "    {reason}");
        }
        for change in &verdict.words.changes {
            let written = one_line(change.span.slice(text).unwrap_or_default());
            let _ = writeln!(out, "    {}: \"{}\" for \"{written}\"", change.kind, one_line(&change.said));
        }
        for candidate in &verdict.candidates {
            let content = report.claim(candidate.claim).map_or(&[][..], |claim| claim.content.as_slice());
            let words: Vec<&str> = content.iter().filter_map(|span| span.slice(text)).collect();
            let words = shortened(&one_line(&words.join(" … ")), 90);
            let _ = writeln!(out, "    {:>3.0} % {words}", candidate.shared * 100.0);
        }
    }
    out
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most so many characters.
fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    words.chars().take(most - 1).chain(['…']).collect()
}
