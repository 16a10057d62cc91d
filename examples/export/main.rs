//! Analyzes articles and writes what was found in a format that others read.
//!
//! ```text
//! cargo run --release --example export -- --format brat|json|jsonl|schema|web-annotation|json-ld|prov|csv --out DIR \
//!     [--metadata FILE.tsv] [--published DATE] FILE...
//! ```
//!
//! Each `NAME.txt` becomes, in DIR:
//!
//! | format | files |
//! | --- | --- |
//! | `brat` | `NAME.ann` and `NAME.txt`; once, `annotation.conf`, `visual.conf` and `tools.conf` |
//! | `json` | `NAME.json`, the report |
//! | `jsonl` | `reports.jsonl`, a report a line, each with the article's `name` |
//! | `schema` | `report.schema.json`, without any article |
//! | `web-annotation` | `NAME.annotations.json` |
//! | `json-ld` | `NAME.jsonld`, schema.org's terms, escaped so that it may stand in a web page's `<script>` |
//! | `prov` | `NAME.prov.jsonld` |
//! | `csv` | `NAME.claims.csv`, `NAME.sources.csv`, `NAME.events.csv`; with `--spreadsheet` no cell is a formula |

#[allow(dead_code)] // another program reads lines as well
#[path = "../annotate/inputs.rs"]
mod inputs;
#[path = "../annotate/metadata.rs"]
mod metadata;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ascribe::export::table::Table;
use ascribe::export::{brat, json_ld, json_schema, prov, schema_org, table, web_annotation};
use ascribe::{Analyzer, Article, Published, Report};
use clap::{Parser, ValueEnum};
use serde::Serialize;

/// Analyzes articles and writes what was found in a format that others read.
#[derive(Parser)]
#[command(name = "export")]
struct Arguments {
    /// What to write
    #[arg(long, value_enum)]
    format: Format,
    /// The folder to write to; it is made if there is none
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// A table of what is known of the articles: columns `filename`, `publication_date` and others, separated by tabs
    #[arg(long, value_name = "FILE.tsv")]
    metadata: Option<PathBuf>,
    /// When those were published that the table does not know
    #[arg(long, value_name = "DATE")]
    published: Option<Published>,
    /// Put an apostrophe before cells that a spreadsheet would take for a formula (csv only)
    #[arg(long)]
    spreadsheet: bool,
    /// Text files, and folders whose .txt files are taken
    paths: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Brat,
    Json,
    Jsonl,
    Schema,
    WebAnnotation,
    JsonLd,
    Prov,
    Csv,
}

/// A line of `reports.jsonl`.
#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    #[serde(flatten)]
    report: &'a Report,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("export: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let out = arguments.out.as_path();
    fs::create_dir_all(out).map_err(|error| format!("cannot make {}: {error}", out.display()))?;
    if arguments.format == Format::Schema {
        return write(out, "report.schema.json", json_schema::REPORT);
    }
    let known = arguments.metadata.as_deref().map(metadata::read).transpose()?.unwrap_or_default();
    let (inputs, unread) = inputs::collect(&arguments.paths)?;
    if let Some(error) = unread.first() {
        return Err(error.clone());
    }
    let analyzer = Analyzer::new();
    let mut lines = String::new();
    let mut most_sources = 0;
    for input in &inputs {
        let text = fs::read(&input.path).map_err(|error| format!("{}: {error}", input.path.display()))?;
        let text = String::from_utf8(text).map_err(|_| format!("{}: not UTF-8", input.path.display()))?;
        let mut about = known.get(&input.name).cloned().unwrap_or_default();
        about.published = about.published.or(arguments.published);
        let article = Article::new(text).with_metadata(about);
        let report = analyzer.analyze(&article);
        most_sources = most_sources.max(report.sources.len());
        if arguments.format == Format::Jsonl {
            lines += &json(&Line { name: &input.name, report: &report })?;
            lines.push('\n');
        } else {
            one(arguments, &input.name, &report, &article.text)?;
        }
    }
    match arguments.format {
        Format::Jsonl => write(out, "reports.jsonl", &lines),
        // As many again, for sources that a person adds.
        Format::Brat => brat::settings(most_sources * 2 + 10)
            .into_iter()
            .try_for_each(|(name, settings)| write(out, name, &settings)),
        _ => Ok(()),
    }
}

/// Writes the files of one article.
fn one(arguments: &Arguments, name: &str, report: &Report, text: &str) -> Result<(), String> {
    let out = arguments.out.as_path();
    let put = |end: &str, written: &str| write(out, &format!("{name}.{end}"), written);
    match arguments.format {
        Format::Brat => {
            put("txt", text)?;
            put("ann", &brat::to_string(report, text))
        }
        Format::Json => put("json", &json(report)?),
        Format::WebAnnotation => put("annotations.json", &json(&web_annotation::to_value(report, text))?),
        Format::JsonLd => {
            put("jsonld", &json_ld::escape_for_script(&json(&schema_org::to_value(report, text))?))
        }
        Format::Prov => put("prov.jsonld", &json(&prov::to_value(report, text))?),
        Format::Csv => {
            let tables = table::to_rows(report, text);
            let tables = [
                ("claims.csv", tables.claims),
                ("sources.csv", tables.sources),
                ("events.csv", tables.events),
            ];
            tables.into_iter().try_for_each(|(end, table)| {
                put(end, &csv(&if arguments.spreadsheet { table.guarded() } else { table })?)
            })
        }
        // These are written once, not for each article.
        Format::Jsonl | Format::Schema => Ok(()),
    }
}

fn json(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}

fn csv(table: &Table) -> Result<String, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = std::iter::once(table.header.to_vec());
    let rows = table.rows.iter().map(|row| row.iter().map(String::as_str).collect());
    header
        .chain(rows)
        .try_for_each(|row: Vec<&str>| writer.write_record(row))
        .map_err(|error| error.to_string())?;
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

fn write(out: &Path, name: &str, written: &str) -> Result<(), String> {
    let path = out.join(name);
    fs::write(&path, written).map_err(|error| format!("cannot write {}: {error}", path.display()))
}
