//! `ascribe audit`: articles held against a house's rules, for a desk or an editor's CI.

mod baseline;
mod config;
mod place;
mod sarif;
mod settings;
mod write;

use std::path::{Path, PathBuf};

use ascribe::audit::{Finding, House, Severity, audit};
use clap::{Args, ValueEnum};
use serde::Deserialize;

use crate::console::Console;
use crate::fault::{CODES, Failure, Outcome};
use crate::finding;
use crate::input::Reading;
use crate::output::{Sink, Target, Writing};
use crate::run::each;
use baseline::{Baseline, Entry, Known};
use settings::Choice;

/// Hold articles against a house's rules on sources
#[derive(Args)]
#[command(after_help = CODES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    writing: Writing,
    #[command(flatten)]
    choice: Choice,
    /// Write all findings to a file for `--baseline`, in place of printing them, and exit with 0
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "count", "format", "out", "out_dir"])]
    write_baseline: Option<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write how often each rule fires and in how many articles, in place of the findings; of every built-in house if --house is
    /// left out
    #[arg(long)]
    count: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// An array of articles with their findings; spans count bytes
    Json,
    /// SARIF 2.1.0; offsets and columns count code points
    Sarif,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
enum FailOn {
    Note,
    Warning,
    Error,
    /// Exit with 0 whatever is found
    Never,
}

impl FailOn {
    fn reached_by(self, severity: Severity) -> bool {
        match self {
            FailOn::Note => true,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Error => severity >= Severity::Error,
            FailOn::Never => false,
        }
    }
}

/// An article, and what was found in it.
#[derive(Default)]
struct Audited {
    place: String,
    text: String,
    /// By the `id` of the house.
    findings: Vec<(String, Vec<Finding>)>,
    /// What of them was known, and is not among them.
    known: Known,
    /// All of them, for a baseline that is to be written.
    entries: Vec<Entry>,
}

impl Audited {
    /// What was found by the rules of a house.
    fn of(&self, house: &House) -> &[Finding] {
        let own = self.findings.iter().find(|(id, _)| *id == house.id);
        own.map(|(_, findings)| findings.as_slice()).unwrap_or_default()
    }
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let settings = arguments.choice.settle()?;
    let houses = settings.houses(arguments.count)?;
    let written = arguments.write_baseline.as_deref().map(Baseline::new);
    if arguments.format == Format::Sarif && houses.len() > 1 {
        return Err(Failure::usage("--format sarif has room for one house"));
    }
    let target = arguments.write_baseline.as_ref().map(|path| Target::File(path.clone()));
    let mut sink = match &target {
        Some(target) => Sink::open(target, arguments.writing.force)?,
        None => arguments.writing.stream()?,
    };
    let known = match &settings.baseline {
        Some(path) if written.is_none() => Some(Baseline::read(path)?),
        _ => None,
    };
    let ignored = |path: &Path| settings.ignores(path);
    let source = arguments.reading.open_but(console, settings.metadata.as_deref(), ignored)?;
    let analyzer = finding::analyzer();
    let mut audited: Vec<Audited> = Vec::new();
    let tally = each(
        console,
        true,
        source,
        |work| {
            let report = analyzer.analyze(&work.article);
            let mut one = Audited::default();
            for house in &houses {
                let mut findings = audit(&report, &work.article.text, house);
                if let Some(baseline) = &written {
                    one.entries
                        .extend(findings.iter().map(|finding| baseline.entry(&work, &report, finding)));
                }
                if let Some(baseline) = &known {
                    one.known += baseline.sift(&work, &report, house, &mut findings);
                }
                one.findings.push((house.id.clone(), findings));
            }
            (one.place, one.text) = (work.place, work.article.text);
            Ok(one)
        },
        |one| {
            audited.push(one);
            Ok(())
        },
    )?;
    if let Some(baseline) = written {
        write_baseline(baseline, audited, sink, console)?;
        return Ok(tally.outcome());
    }
    let severe = |finding: &Finding| settings.fail_on.reached_by(finding.severity);
    let found = audited.iter().flat_map(|one| &one.findings).any(|(_, findings)| findings.iter().any(severe));
    let outcome = if tally.failed == 0 && found { Outcome::Found } else { tally.outcome() };
    // A reader who has seen enough does not make what was found unfound.
    match arguments.render(&houses, &audited).and_then(|written| {
        sink.write(written)?;
        sink.finish()
    }) {
        Ok(Some(path)) => tally.note(console, Some(&path)),
        Ok(None) | Err(Failure::Closed) => {}
        Err(failure) => return Err(failure),
    }
    if let (Some(baseline), [_]) = (known, houses.as_slice()) {
        note_known(&baseline, &audited, console);
    }
    Ok(outcome)
}

fn write_baseline(
    mut baseline: Baseline,
    audited: Vec<Audited>,
    mut sink: Sink,
    console: &Console,
) -> Result<(), Failure> {
    let articles = audited.len();
    for entry in audited.into_iter().flat_map(|one| one.entries) {
        baseline.add(entry);
    }
    sink.write(baseline.to_json().map_err(|error| Failure::Unread(error.to_string()))?)?;
    sink.finish()?;
    let path = baseline.path().display();
    console.note(&format!(
        "findings written to {path}: {}, of {articles} articles; `--baseline {path}` leaves them out",
        baseline.len()
    ));
    Ok(())
}

/// Says what is not shown, and what the baseline holds in vain.
fn note_known(baseline: &Baseline, audited: &[Audited], console: &Console) {
    let mut all = Known::default();
    for one in audited {
        all += one.known;
    }
    let path = baseline.path().display();
    console.note(&format!("{path}: known findings, which are left out: {}", all.left_out));
    if all.gone > 0 {
        console.note(&format!(
            "{path}: findings that are gone: {}; `--write-baseline {path} --force` writes it anew",
            all.gone
        ));
    }
}

impl Arguments {
    fn render(&self, houses: &[House], audited: &[Audited]) -> Result<String, Failure> {
        if self.count {
            return Ok(write::counts(houses, audited));
        }
        let [house] = houses else {
            return match self.format {
                Format::Text => Ok(write::text_of_several(houses, audited)),
                Format::Json => write::json_of_several(houses, audited).map_err(|error| unwritten(&error)),
                Format::Sarif => Ok(String::new()),
            };
        };
        match self.format {
            Format::Text => Ok(write::text(house, audited)),
            Format::Json => write::json(house, audited),
            Format::Sarif => sarif::write(house, audited),
        }
        .map_err(|error| unwritten(&error))
    }
}

fn unwritten(error: &serde_json::Error) -> Failure {
    Failure::Unread(error.to_string())
}
