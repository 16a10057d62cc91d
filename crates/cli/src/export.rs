//! `ascribe export`: what was found, in formats that others read.

use ascribe::export::table::Table;
use ascribe::export::{brat, flat, json_ld, json_schema, prov, schema_org, table, web_annotation};
use ascribe::{Analyzer, Article, Report};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::console::Console;
use crate::fault::{CODES, Failure, Outcome};
use crate::finding;
use crate::input::Reading;
use crate::output::{Folder, Sink, Target, Writing};
use crate::run::{Work, each, one};
use crate::table::{csv, csv_row};

const ABOUT: &str = "\
Each NAME.txt becomes, in a folder:
  brat            NAME.ann and NAME.txt; once, annotation.conf, visual.conf and tools.conf
  json            NAME.json, the report
  jsonl           reports.jsonl, a report a line, each with the article's `name`
  flat            claims.jsonl, a claim a line with all that is known of it in words, each with the article's `name`
  flat-csv        claims.csv, the same columns as a table, with the article's name first
  schema          report.schema.json, without any article
  web-annotation  NAME.annotations.json
  json-ld         NAME.jsonld, schema.org's terms, escaped so that it may stand in a web page's <script>
  prov            NAME.prov.jsonld
  csv             NAME.claims.csv, NAME.sources.csv, NAME.events.csv

Into a file or standard output goes what is one file: of one article, jsonl, flat and schema.";

/// Write what was found in a format that others read
#[derive(Args)]
#[command(after_help = format!("{ABOUT}\n\n{CODES}"))]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    writing: Writing,
    /// What to write
    #[arg(long, value_enum)]
    format: Format,
    /// Put an apostrophe before cells that a spreadsheet would take for a formula (csv and flat-csv only)
    #[arg(long)]
    spreadsheet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Brat,
    Json,
    Jsonl,
    Flat,
    FlatCsv,
    Schema,
    WebAnnotation,
    JsonLd,
    Prov,
    Csv,
}

impl Format {
    /// What is added to an article's name for each of its files.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Brat => &["txt", "ann"],
            Format::Json => &["json"],
            // One file of all articles.
            Format::Jsonl | Format::Flat | Format::FlatCsv | Format::Schema => &[],
            Format::WebAnnotation => &["annotations.json"],
            Format::JsonLd => &["jsonld"],
            Format::Prov => &["prov.jsonld"],
            Format::Csv => &["claims.csv", "sources.csv", "events.csv"],
        }
    }
}

/// A line of `reports.jsonl` or `claims.jsonl`.
#[derive(Serialize)]
struct Line<'a, T> {
    name: &'a str,
    #[serde(flatten)]
    row: &'a T,
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let target = arguments.writing.target()?;
    if arguments.spreadsheet && !matches!(arguments.format, Format::Csv | Format::FlatCsv) {
        return Err(Failure::usage("--spreadsheet is for --format csv and flat-csv"));
    }
    match (arguments.format, &target) {
        (Format::Schema, _) => {
            let mut sink = arguments.whole(&target, "report.schema.json")?;
            sink.write(json_schema::REPORT)?;
            sink.finish()?;
            Ok(Outcome::Done)
        }
        (Format::Jsonl | Format::Flat | Format::FlatCsv, _) => arguments.lines(&target, console),
        (_, Target::Folder(folder)) => {
            arguments.files(&Folder::open(folder, arguments.writing.force)?, console)
        }
        _ => arguments.one(&target, console),
    }
}

impl Arguments {
    /// A file of this name where a folder was given, and else what was given.
    fn whole(&self, target: &Target, name: &str) -> Result<Sink, Failure> {
        let force = self.writing.force;
        match target {
            Target::Folder(folder) => {
                Sink::open(&Target::File(Folder::open(folder, force)?.path().join(name)), force)
            }
            other => Sink::open(other, force),
        }
    }

    fn lines(&self, target: &Target, console: &Console) -> Result<Outcome, Failure> {
        let name = match self.format {
            Format::Flat => "claims.jsonl",
            Format::FlatCsv => "claims.csv",
            _ => "reports.jsonl",
        };
        let mut sink = self.whole(target, name)?;
        let source = self.reading.open(console)?;
        let analyzer = finding::analyzer();
        if self.format == Format::FlatCsv {
            let nothing = Article::default();
            let header = flat::to_rows(&Report::new(&nothing), &nothing.text).header;
            let header = csv_row(std::iter::once(&"name").chain(header)).map_err(Failure::Unread)?;
            sink.write(header)?;
        }
        let line = |work: Work| self.line(&analyzer, &work);
        let tally = each(console, !target.is_terminal(), source, line, |line| sink.write(line))?;
        if let Some(path) = sink.finish()? {
            tally.note(console, Some(&path));
        }
        Ok(tally.outcome())
    }

    /// The lines of one article in the one file of all.
    fn line(&self, analyzer: &Analyzer, work: &Work) -> Result<String, String> {
        let (name, text) = (work.id.as_str(), &work.article.text);
        let report = analyzer.analyze(&work.article);
        match self.format {
            Format::Flat => {
                report.flat(text).iter().map(|row| Ok(json(&Line { name, row })? + "\n")).collect()
            }
            Format::FlatCsv => {
                let mut table = flat::to_rows(&report, text);
                table.rows.iter_mut().for_each(|row| row.insert(0, name.to_owned()));
                self.guarded(table).rows.iter().map(csv_row).collect()
            }
            _ => Ok(json(&Line { name, row: &report })? + "\n"),
        }
    }

    fn guarded(&self, table: Table) -> Table {
        if self.spreadsheet { table.guarded() } else { table }
    }

    fn files(&self, folder: &Folder, console: &Console) -> Result<Outcome, Failure> {
        let source = self.reading.open(console)?;
        source.check_names()?;
        let endings = self.format.endings();
        let names =
            source.names().flat_map(|name| endings.iter().map(move |ending| format!("{name}.{ending}")));
        folder.may_write(names)?;
        let analyzer = finding::analyzer();
        let mut most_sources = 0;
        let tally = each(
            console,
            true,
            source,
            |work| {
                let report = analyzer.analyze(&work.article);
                let files = self.render(&report, &work.article.text)?;
                for (ending, written) in endings.iter().zip(files) {
                    folder.put(&format!("{}.{ending}", work.file_name), written)?;
                }
                Ok(report.sources.len())
            },
            |sources| {
                most_sources = most_sources.max(sources);
                Ok(())
            },
        )?;
        if self.format == Format::Brat {
            // As many again, for sources that a person adds.
            for (name, settings) in brat::settings(most_sources * 2 + 10) {
                folder.put(name, &settings).map_err(Failure::Unread)?;
            }
        }
        tally.note(console, Some(folder.path()));
        Ok(tally.outcome())
    }

    fn one(&self, target: &Target, console: &Console) -> Result<Outcome, Failure> {
        let files = self.format.endings().len();
        if files > 1 {
            return Err(Failure::usage(format!(
                "this format has {files} files for each article, and needs a folder: --out DIR/ or --out-dir DIR"
            )));
        }
        let mut sink = Sink::open(target, self.writing.force)?;
        let source = self.reading.open(console)?;
        let several = "several articles need a folder: --out DIR/ or --out-dir DIR";
        let analyzer = finding::analyzer();
        let (written, tally) = one(console, source, several, |work| {
            self.render(&analyzer.analyze(&work.article), &work.article.text)
        })?;
        for file in written.into_iter().flatten() {
            sink.write(file + "\n")?;
        }
        if tally.done > 0
            && let Some(path) = sink.finish()?
        {
            tally.note(console, Some(&path));
        }
        Ok(tally.outcome())
    }

    /// The files of one article, in the order of their endings.
    fn render(&self, report: &Report, text: &str) -> Result<Vec<String>, String> {
        Ok(match self.format {
            Format::Brat => vec![text.to_owned(), brat::to_string(report, text)],
            Format::Json => vec![json(report)?],
            Format::Jsonl | Format::Flat | Format::FlatCsv | Format::Schema => Vec::new(),
            Format::WebAnnotation => vec![json(&web_annotation::to_stream(report, text))?],
            Format::JsonLd => vec![json_ld::escape_for_script(&json(&schema_org::to_stream(report, text))?)],
            Format::Prov => vec![json(&prov::to_stream(report, text))?],
            Format::Csv => {
                let tables = table::to_rows(report, text);
                let tables = [tables.claims, tables.sources, tables.events];
                tables.into_iter().map(|table| csv(&self.guarded(table))).collect::<Result<_, _>>()?
            }
        })
    }
}

fn json(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}
