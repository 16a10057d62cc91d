//! Holds articles against a house's rules, for a desk or an editor's CI.
//!
//! ```text
//! cargo run --release --example audit -- [--house NAME|FILE] [--format text|json|sarif] [--metadata FILE.tsv]
//!     [--fail-on note|warning|error|never] [--count] PATH...
//! ```
//!
//! The exit code is 0 where nothing was found at or above `--fail-on` (unless given, `warning`), 1 where something was, and
//! 2 where the run could not start or an article could not be read. `--count` prints how often each rule fires in place of
//! the findings. `--count` without `--house` does so for every built-in house.

#[allow(dead_code)] // another program reads lines as well
#[path = "../annotate/inputs.rs"]
mod inputs;
#[path = "../annotate/metadata.rs"]
mod metadata;
mod sarif;
mod write;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ascribe::audit::{Finding, House, Severity, audit};
use ascribe::{Analyzer, Article, Metadata, Report};
use clap::{Parser, ValueEnum};

/// Holds articles against a house's rules on sources.
#[derive(Parser)]
#[command(name = "audit")]
struct Arguments {
    /// A built-in house (`ap`, `bbc`, `guardian`, `npr`, `nyt`, `reuters`, `strict`, `washington_post`), or a .toml or .json
    /// file of rules; `strict` if left out
    #[arg(long, value_name = "NAME|FILE")]
    house: Option<String>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// A table of what is known of the articles: columns `filename`, `publication_date` and others, separated by tabs
    #[arg(long, value_name = "FILE.tsv")]
    metadata: Option<PathBuf>,
    /// From which severity on a finding makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    fail_on: FailOn,
    /// Print how often each rule fires, and in how many articles
    #[arg(long)]
    count: bool,
    /// Text files, and folders whose .txt files are taken, those in folders within them too
    #[arg(required = true)]
    paths: Vec<PathBuf>,
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
    path: PathBuf,
    text: String,
    findings: Vec<Finding>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("audit: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<u8, String> {
    let houses = match &arguments.house {
        Some(name) => vec![house(name)?],
        None if arguments.count => House::BUILT_IN.iter().filter_map(|id| House::built_in(id)).collect(),
        None => vec![house("strict")?],
    };
    let known = arguments.metadata.as_deref().map(metadata::read).transpose()?.unwrap_or_default();
    let (inputs, unread) = inputs::collect(&arguments.paths)?;
    let analyzer = Analyzer::new();
    let mut failed = unread;
    let mut articles: Vec<(PathBuf, String, Report)> = Vec::new();
    for input in &inputs {
        match read(&analyzer, &input.path, &input.name, &known) {
            Ok((text, report)) => articles.push((input.path.clone(), text, report)),
            Err(error) => failed.push(error),
        }
    }
    let mut found = false;
    let mut counts = Vec::new();
    for house in &houses {
        let audited: Vec<Audited> = articles
            .iter()
            .map(|(path, text, report)| Audited {
                path: path.clone(),
                text: text.clone(),
                findings: audit(report, text, house),
            })
            .collect();
        let all = audited.iter().flat_map(|one| &one.findings);
        found |= all.into_iter().any(|finding| arguments.fail_on.reached_by(finding.severity));
        if arguments.count {
            counts.push((house, audited));
        } else {
            let written = match arguments.format {
                Format::Text => write::text(house, &audited),
                Format::Json => write::json(house, &audited).map_err(|error| error.to_string())?,
                Format::Sarif => sarif::write(house, &audited).map_err(|error| error.to_string())?,
            };
            print!("{written}");
        }
    }
    if arguments.count {
        print!("{}", write::counts(&counts));
    }
    for error in &failed {
        eprintln!("audit: {error}");
    }
    Ok(if failed.is_empty() { u8::from(found) } else { 2 })
}

/// A built-in house by its name, or else one from a file.
fn house(name: &str) -> Result<House, String> {
    if let Some(house) = House::built_in(name) {
        return Ok(house);
    }
    let path = Path::new(name);
    if path.extension().is_none() && !path.exists() {
        return Err(format!("`{name}` is neither a file nor one of {}", House::BUILT_IN.join(", ")));
    }
    let written = fs::read_to_string(path).map_err(|error| format!("cannot read {name}: {error}"))?;
    if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json")) {
        serde_json::from_str(&written).map_err(|error| format!("{name}: invalid house rules: {error}"))
    } else {
        House::from_toml(&written).map_err(|error| format!("{name}: {error}"))
    }
}

fn read(
    analyzer: &Analyzer<'_>,
    path: &Path,
    name: &str,
    known: &HashMap<String, Metadata>,
) -> Result<(String, Report), String> {
    let place = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let bytes = fs::read(path).map_err(|error| place(&error))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| place(&format_args!("not UTF-8: {}", error.utf8_error())))?;
    let about = known.get(name).cloned().unwrap_or_default();
    let article = Article::new(text).with_metadata(about);
    let report = analyzer.analyze(&article);
    Ok((article.text, report))
}
