//! Analyzes folders of text and JSON Lines, on all cores, and writes for each article what was found.
//!
//! ```text
//! cargo run --release --example annotate -- --out DIR [--format json|brat] [--flat] [--metadata FILE.tsv] PATH...
//! cargo run --release --example annotate -- --out REPORTS.jsonl.zst [--resume] ARTICLES.jsonl.zst...
//! cargo run --release --example annotate -- --out - - < ARTICLES.jsonl > REPORTS.jsonl
//! cargo run --release --example annotate -- --out DIR --attributions DIR PATH...
//! ```
//!
//! # Folders
//!
//! `NAME.txt` becomes `DIR/NAME.ann` (brat stand-off annotation) or `DIR/NAME.json` (the whole report). Names of files
//! are held in memory; for millions of articles JSON Lines are better.
//!
//! # JSON Lines
//!
//! A line is an article: `{"id": "a1", "text": "…", "published": "2024-03-18", "outlet": "…"}`. `text` is needed; `byline`
//! (a name or a list of names), `dateline`, `headline` or `title`, and `url` are used as well, other fields are ignored.
//! `id` is a string or a number; a line without one is called `NAME:LINE`. Input that is packed with zstd is unpacked.
//!
//! Where `--out` ends in `.jsonl` or `.ndjson`, or is `-`, every article, of a line or of a text file, becomes one line, in the
//! order of the input: `{"id": "a1", "report": {…}}`, or `{"id": "a1", "error": "…"}` where it cannot be read. With `.zst` at
//! the end lines are packed, in frames of a megabyte.
//!
//! # What can be relied on
//!
//! - Nothing is lost in silence: what cannot be read or written, is not UTF-8 or no article is reported on standard error
//!   with its file and line, and counted. The exit code is then 1; it is 2 where the run could not start or go on.
//! - A report that is there is whole. `--resume` goes on where a killed run stopped: it leaves out articles whose file is
//!   there already, or lines that are, after comparing their ids with those of the input, and cuts off a line that was
//!   written by half. The output is then the same, byte for byte, as that of a run that was not killed.
//! - Memory does not grow with the number of articles: at most eight for each thread are on their way, none longer than
//!   `--longest`.
//!
//! # Attributions from elsewhere
//!
//! With `--attributions` nothing is looked for: sources, cues and contents come from `NAME.ann` of that folder, or from
//! the first `NAME_*.ann`, and what is added is who each source is and how identifiable. So the work of another
//! extractor, of a language model or of a person is resolved and graded, and can be scored. A file of attributions that
//! holds none gives a report without claims; one that is missing is an error.

mod given;
mod inputs;
mod lines;
mod metadata;
mod pipeline;
mod progress;
mod records;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use ascribe::export::brat;
use ascribe::{Analyzer, Metadata, Report};
use clap::{Parser, ValueEnum};

use given::Folder;
use inputs::Input;
use lines::{Done, Output};
use progress::Progress;
use records::{Record, Records};

/// Analyzes folders of text and JSON Lines, and writes for each article who said what.
#[derive(Parser)]
#[command(name = "annotate")]
struct Arguments {
    /// A folder to write to, which is made if there is none; a file whose name ends in .jsonl or .jsonl.zst; - for
    /// standard output (JSON Lines)
    #[arg(long, value_name = "DIR|FILE|-", allow_hyphen_values = true)]
    out: PathBuf,
    /// What to write into a folder; brat if left out
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Leave out attributions that stand in the content of another (brat only)
    #[arg(long)]
    flat: bool,
    /// Go on where a run that was killed stopped
    #[arg(long)]
    resume: bool,
    /// A table of what is known of text files: columns `filename`, `publication_date` and others, separated by tabs
    #[arg(long, value_name = "FILE.tsv")]
    metadata: Option<PathBuf>,
    /// Take the attributions from NAME.ann or NAME_*.ann of this folder (brat, offsets in code points), and find none
    #[arg(long, value_name = "DIR")]
    attributions: Option<PathBuf>,
    /// How many threads to use; all cores if left out
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// The longest line or text file that is read; longer ones are reported
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20)]
    longest: u64,
    /// Text files, folders whose .txt files are taken, those in folders within them too, JSON Lines (.jsonl, .ndjson,
    /// plain or with .zst), - for standard input (JSON Lines)
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// DIR/NAME.json, the whole report
    Json,
    /// DIR/NAME.ann, the claims, offsets in code points
    Brat,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Brat => "ann",
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("annotate: {error}");
            ExitCode::from(2)
        }
    }
}

/// What every thread works with.
struct Setup<'a> {
    analyzer: Analyzer<'a>,
    known: HashMap<String, Metadata>,
    given: Option<Folder>,
    longest: u64,
    /// The folder to write to; none where lines are written.
    folder: Option<(&'a Path, Format, bool)>,
}

/// What became of an article.
struct Outcome {
    /// The line to write, if lines are written.
    line: Option<Vec<u8>>,
    error: Option<String>,
    read: u64,
}

/// Works through all inputs; gives how many articles failed.
fn run(arguments: &Arguments) -> Result<u64, String> {
    let lines = lines::is_named_so(&arguments.out);
    let format = arguments.format.unwrap_or(Format::Brat);
    if lines && (arguments.format.is_some() || arguments.flat) {
        return Err("--format and --flat are for folders: lines are whole reports".to_owned());
    }
    if arguments.flat && format == Format::Json {
        return Err("--flat is for brat: JSON keeps the nesting".to_owned());
    }
    let known = arguments.metadata.as_deref().map(metadata::read).transpose()?.unwrap_or_default();
    let given = arguments.attributions.as_deref().map(Folder::open).transpose()?;
    let (mut inputs, unread) = inputs::collect(&arguments.paths)?;
    for error in &unread {
        eprintln!("annotate: {error}");
    }
    let mut done = Done { failed: unread.len() as u64, ..Done::default() };
    if !lines {
        if let Some(input) = inputs.iter().find(|input| input.lines) {
            let path = input.path.display();
            return Err(format!(
                "{path}: JSON Lines become JSON Lines: --out FILE.jsonl, or - for standard output"
            ));
        }
        prepare(&arguments.out)
            .map_err(|error| format!("cannot write to {}: {error}", arguments.out.display()))?;
        if arguments.resume {
            let all = inputs.len();
            inputs.retain(|input| !target(&arguments.out, format, &input.name).exists());
            done.records = (all - inputs.len()) as u64;
        }
    }
    let total = bytes(&inputs);
    let mut records = Records::new(inputs, arguments.longest);
    let output = match (lines, arguments.resume) {
        (false, _) => None,
        (true, false) => Some(Output::create(&arguments.out)?),
        (true, true) => {
            let (output, before) = Output::resume(&arguments.out, &mut records)?;
            done = Done { failed: done.failed + before.failed, ..before };
            Some(output)
        }
    };
    let folder = (!lines).then_some((arguments.out.as_path(), format, arguments.flat));
    let setup = Setup { analyzer: Analyzer::new(), known, given, longest: arguments.longest, folder };
    let cores = arguments.threads.or_else(|| thread::available_parallelism().ok().map(Into::into));
    work(&setup, cores.unwrap_or(1).max(1), (total, records), output, &done)
}

/// How many bytes there are to read, if that can be known.
fn bytes(inputs: &[Input]) -> Option<u64> {
    if inputs.iter().any(Input::is_standard_input) {
        return None;
    }
    Some(inputs.iter().filter_map(|input| fs::metadata(&input.path).ok()).map(|about| about.len()).sum())
}

/// Makes the folder, and tries whether it can be written to, rather than fail for every article.
fn prepare(out: &Path) -> std::io::Result<()> {
    fs::create_dir_all(out)?;
    let trial = out.join(".annotate.part");
    fs::write(&trial, "")?;
    fs::remove_file(&trial)
}

/// Gives how many articles failed, in this run and in those before it.
fn work(
    setup: &Setup<'_>,
    threads: usize,
    (total, records): (Option<u64>, Records),
    mut output: Option<Output>,
    done: &Done,
) -> Result<u64, String> {
    let mut progress = Progress::start(total, done.read);
    let (mut taken, mut failed) = (0, 0);
    let fault = |error: std::io::Error| format!("cannot write: {error}");
    let mut worked = pipeline::in_order(
        records,
        threads,
        |record| outcome(setup, record),
        |outcome| {
            if let (Some(output), Some(line)) = (&mut output, &outcome.line) {
                output.write(line).map_err(fault)?;
            }
            if let Some(error) = &outcome.error {
                failed += 1;
                progress.print(&format!("annotate: {error}"));
            }
            taken += 1;
            progress.step(outcome.read);
            Ok(())
        },
    );
    if let Some(output) = &mut output {
        worked = worked.and(output.finish().map_err(fault));
    }
    let before = if done.records > 0 {
        format!(", after {} that were there already", done.records)
    } else {
        String::new()
    };
    let failed_in_all = failed + done.failed;
    let failures =
        if failed_in_all > 0 { format!("; {failed_in_all} could not be analyzed") } else { String::new() };
    eprintln!("{} articles written {}{before}{failures}", taken - failed, progress.finish());
    worked.map(|()| failed_in_all)
}

fn outcome(setup: &Setup<'_>, record: Record) -> Outcome {
    let (id, place, read) = (record.id(), record.place.clone(), record.read);
    let result = annotate(setup, &id, record).map_err(|error| format!("{place}: {error}"));
    let line = setup.folder.is_none().then(|| lines::line(&id, result.as_ref().map_err(String::as_str)));
    Outcome { line, error: result.err(), read }
}

/// The report of an article, which is written here if each has a file of its own.
fn annotate(setup: &Setup<'_>, id: &str, record: Record) -> Result<Report, String> {
    let article = record.article(setup.longest, |name| setup.known.get(name).cloned().unwrap_or_default())?;
    let report = match &setup.given {
        Some(folder) => setup.analyzer.resolve(&article, &folder.read(id, &article.text)?),
        None => setup.analyzer.analyze(&article),
    };
    if let Some((folder, format, flat)) = setup.folder {
        let written = match format {
            Format::Json => {
                serde_json::to_string(&report).map(|json| json + "\n").map_err(|error| error.to_string())?
            }
            Format::Brat => {
                brat::to_string_with(&report, &article.text, brat::WriteOptions::default().with_flat(flat))
            }
        };
        let target = target(folder, format, id);
        replace(&target, &written).map_err(|error| format!("cannot write {}: {error}", target.display()))?;
    }
    Ok(report)
}

fn target(folder: &Path, format: Format, name: &str) -> PathBuf {
    folder.join(format!("{name}.{}", format.extension()))
}

/// Writes a file so that whoever looks sees the old one or the whole new one, also when the run is broken off.
fn replace(target: &Path, written: &str) -> std::io::Result<()> {
    let mut part = target.as_os_str().to_owned();
    part.push(".part");
    fs::write(&part, written).and_then(|()| fs::rename(&part, target)).inspect_err(|_| {
        let _ = fs::remove_file(&part);
    })
}
