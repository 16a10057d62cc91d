//! `ascribe compare`: what a person corrected in annotations that came from a report, or what changed between two versions of an
//! article.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ascribe::export::brat;
use ascribe::export::web_annotation::{self, Annotation, AnnotationPage};
use ascribe::{Article, ClaimId, Difference, Level, Report, SourceId, Span};
use clap::{Args, ValueEnum};
use serde::Deserialize;

use crate::console::Console;
use crate::fault::{CODES, Failure, Outcome, at};
use crate::finding;
use crate::input::{Reported, read_whole};
use crate::output::{Writing, has_ending};

const ABOUT: &str = "\
Every correction is a line, with the words then (-) and now (+). Annotations are brat stand-off annotation or, where the name ends
in .json, Web Annotations: a page, or a bare list.

Where the second name ends in .txt it is a later version of the article: sources and claims that came and went, who became named or
unnamed, who is quoted differently. Words are compared, and not their case, marks and places.";

/// List what a person corrected in a report's annotations, or what changed in a later version of an article
#[derive(Args)]
#[command(after_help = format!("{ABOUT}\n\n{CODES}"))]
pub(crate) struct Arguments {
    #[command(flatten)]
    reported: Reported,
    #[command(flatten)]
    writing: Writing,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The article's text, or - for standard input
    text: PathBuf,
    /// The corrected annotations, or the later version: NAME.txt
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
    let (mut article, report) = arguments.reported.open(&arguments.text)?;
    let old = Side { report: &report, text: &article.text };
    let (found, written, what) = if has_ending(&arguments.corrected, "txt") {
        let later = arguments.reported.known.article(&arguments.corrected)?;
        let after = finding::analyzer().analyze(&later);
        let new = Side { report: &after, text: &later.text };
        let found = report.changes(old.text, &after, new.text);
        let written = render(&found, arguments.format, |out, change| tell(out, change, old, new))?;
        (found, written, "changes")
    } else {
        article.metadata.clone_from(&report.article);
        let corrected = import(&arguments.corrected, &article)?;
        for note in &corrected.diagnostics {
            console.note(&at(&arguments.corrected, &note.message));
        }
        let new = Side { report: &corrected, text: &article.text };
        let found = report.differences(&corrected, new.text);
        let written = render(&found, arguments.format, |out, difference| show(out, difference, old, new))?;
        (found, written, "corrections")
    };
    match sink.write(written).and_then(|()| sink.finish()) {
        Err(Failure::Closed) | Ok(_) => {}
        Err(failure) => return Err(failure),
    }
    console.note(&format!("{} {what}", found.len()));
    Ok(if found.is_empty() { Outcome::Done } else { Outcome::Found })
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Annotations {
    Bare(Vec<Annotation>),
    Page(AnnotationPage),
}

fn import(path: &Path, article: &Article) -> Result<Report, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Unread(at(path, error));
    let written = read_whole(path)?;
    if !has_ending(path, "json") {
        return brat::from_str(&written, article).map_err(|error| failed(&error));
    }
    let page = match serde_json::from_str(&written).map_err(|error| failed(&error))? {
        Annotations::Bare(items) => items.into(),
        Annotations::Page(page) => page,
    };
    web_annotation::from_value(&page, article).map_err(|error| failed(&error))
}

/// A report and its text.
#[derive(Clone, Copy)]
struct Side<'a> {
    report: &'a Report,
    text: &'a str,
}

impl Side<'_> {
    fn words(self, spans: &[Span]) -> String {
        Span::excerpt(spans, self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn claim(self, id: ClaimId) -> String {
        self.report.claim(id).map_or(String::new(), |claim| self.words(&claim.content))
    }

    fn name(self, id: SourceId) -> String {
        let level = self.report.source(id).map_or(Level::Unattributed, |source| source.level);
        format!("{} ({level})", self.report.name(id))
    }
}

/// What was found, in a format. `show` writes it for a person.
fn render(
    found: &[Difference],
    format: Format,
    show: impl Fn(&mut String, &Difference),
) -> Result<String, Failure> {
    let mut written = String::new();
    for difference in found {
        match format {
            Format::Json => {
                written +=
                    &serde_json::to_string(difference).map_err(|error| Failure::Unread(error.to_string()))?;
                written.push('\n');
            }
            Format::Text => show(&mut written, difference),
        }
    }
    Ok(written)
}

/// A correction, with the words of both sides.
fn show(out: &mut String, difference: &Difference, before: Side<'_>, after: Side<'_>) {
    let _ = writeln!(out, "{difference}");
    words(out, difference, before, after);
}

/// The words then and now.
fn words(out: &mut String, difference: &Difference, before: Side<'_>, after: Side<'_>) {
    let mut print = |sign: char, words: &str| {
        let _ = writeln!(out, "    {sign} {words}");
    };
    match difference {
        Difference::Content { old, new, .. }
        | Difference::Cue { old, new, .. }
        | Difference::SourceWords { old, new, .. } => {
            print('-', &before.words(old));
            print('+', &after.words(new));
        }
        Difference::ClaimAdded { after: id } => print('+', &after.claim(*id)),
        Difference::ClaimRemoved { before: id } => print('-', &before.claim(*id)),
        _ => {}
    }
}

/// A change between versions, in names.
fn tell(out: &mut String, change: &Difference, before: Side<'_>, after: Side<'_>) {
    let says = |side: Side<'_>, id| side.report.speaker_name(id).to_owned();
    let one = |side: Side<'_>, id: &Option<SourceId>| id.map_or("nobody".to_owned(), |id| side.name(id));
    let line = match change {
        Difference::SourceAdded { after: id } => format!("new source: {}", after.name(*id)),
        Difference::SourceRemoved { before: id } => format!("source gone: {}", before.name(*id)),
        Difference::Level { before: was, after: is, old, new } => {
            let what = match (old.is_unnamed(), new.is_unnamed()) {
                (true, false) => "became named",
                (false, true) => "became unnamed",
                _ => "another level",
            };
            format!("{what}: {}, now {}", before.name(*was), after.name(*is))
        }
        Difference::ClaimAdded { after: id } => format!("new claim: {}", says(after, *id)),
        Difference::ClaimRemoved { before: id } => format!("claim gone: {}", says(before, *id)),
        Difference::Content { after: id, .. } => format!("quoted differently: {}", says(after, *id)),
        Difference::Cue { after: id, .. } => format!("other cue: {}", says(after, *id)),
        Difference::SourceWords { after: id, .. } => format!("other words for: {}", says(after, *id)),
        Difference::Quotation { after: id, old, new, .. } => {
            format!("{}: {new}, not {old}: {}", says(after, *id), after.claim(*id))
        }
        Difference::Force { after: id, old, new, .. } => {
            format!("{}: {new}, not {old}: {}", says(after, *id), after.claim(*id))
        }
        Difference::Speaker { after: id, old, new, .. } => {
            format!("other speaker: {}, not {}: {}", one(after, new), one(before, old), after.claim(*id))
        }
        Difference::Relay { after: id, old, new, .. } => {
            format!("through {}, not {}: {}", one(after, new), one(before, old), after.claim(*id))
        }
        Difference::SourcesMerged { before: were, after: is } => {
            let were: Vec<String> = were.iter().map(|id| before.name(*id)).collect();
            format!("one source: {}, now {}", were.join(", "), after.name(*is))
        }
        Difference::SourceSplit { before: was, after: are } => {
            let are: Vec<String> = are.iter().map(|id| after.name(*id)).collect();
            format!("several sources: {}, now {}", before.name(*was), are.join(", "))
        }
        other => other.to_string(),
    };
    let _ = writeln!(out, "{line}");
    words(out, change, before, after);
}
