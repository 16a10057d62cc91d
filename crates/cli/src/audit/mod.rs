//! `ascribe audit`: articles held against a house's rules, for a desk or an editor's CI.

mod sarif;
mod write;

use std::fs;
use std::path::Path;

use ascribe::Analyzer;
use ascribe::audit::{Finding, House, Severity, audit};
use clap::{Args, ValueEnum};

use crate::console::Console;
use crate::fault::{CODES, Failure, Outcome, at};
use crate::input::Reading;
use crate::output::{Writing, has_ending};
use crate::run::each;

/// Hold articles against a house's rules on sources
#[derive(Args)]
#[command(after_help = CODES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    writing: Writing,
    /// A built-in house (`ap`, `bbc`, `guardian`, `npr`, `nyt`, `reuters`, `strict`, `washington_post`), or a .toml or .json
    /// file of rules; `strict` if left out
    #[arg(long, value_name = "NAME|FILE")]
    house: Option<String>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// From which severity on a finding makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    fail_on: FailOn,
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

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
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
struct Audited {
    place: String,
    text: String,
    /// By the `id` of the house.
    findings: Vec<(String, Vec<Finding>)>,
}

impl Audited {
    /// What was found by the rules of a house.
    fn of(&self, house: &House) -> &[Finding] {
        let own = self.findings.iter().find(|(id, _)| *id == house.id);
        own.map(|(_, findings)| findings.as_slice()).unwrap_or_default()
    }
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let houses = match &arguments.house {
        Some(name) => vec![house(name)?],
        None if arguments.count => House::BUILT_IN.iter().filter_map(|id| House::built_in(id)).collect(),
        None => vec![house("strict")?],
    };
    let mut sink = arguments.writing.stream()?;
    let source = arguments.reading.open(console)?;
    let analyzer = Analyzer::new();
    let mut audited: Vec<Audited> = Vec::new();
    let tally = each(
        console,
        true,
        source,
        |work| {
            let report = analyzer.analyze(&work.article);
            let text = work.article.text;
            let findings =
                houses.iter().map(|house| (house.id.clone(), audit(&report, &text, house))).collect();
            Ok(Audited { place: work.place, text, findings })
        },
        |one| {
            audited.push(one);
            Ok(())
        },
    )?;
    let severe = |finding: &Finding| arguments.fail_on.reached_by(finding.severity);
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
    Ok(outcome)
}

impl Arguments {
    fn render(&self, houses: &[House], audited: &[Audited]) -> Result<String, Failure> {
        if self.count {
            return Ok(write::counts(houses, audited));
        }
        let mut written = String::new();
        for house in houses {
            written += &match self.format {
                Format::Text => Ok(write::text(house, audited)),
                Format::Json => write::json(house, audited),
                Format::Sarif => sarif::write(house, audited),
            }
            .map_err(|error| Failure::Unread(error.to_string()))?;
        }
        Ok(written)
    }
}

/// A built-in house by its name, or else one from a file.
fn house(name: &str) -> Result<House, Failure> {
    if let Some(house) = House::built_in(name) {
        return Ok(house);
    }
    let path = Path::new(name);
    if path.extension().is_none() && !path.exists() {
        return Err(Failure::usage(format!(
            "--house {name}: neither a file nor a built-in house; those are {}",
            House::BUILT_IN.join(", ")
        )));
    }
    let written = fs::read_to_string(path).map_err(|error| Failure::reading(path, &error))?;
    if has_ending(path, "json") {
        serde_json::from_str(&written)
            .map_err(|error| Failure::Unread(at(path, format_args!("invalid house rules: {error}"))))
    } else {
        House::from_toml(&written).map_err(|error| Failure::Unread(at(path, error)))
    }
}
