//! Analyzes files and folders of text, and writes for each what was found.
//!
//! ```text
//! cargo run --release --example annotate -- --out DIR [--format json|brat] [--flat] [--metadata FILE.tsv] PATH...
//! cargo run --release --example annotate -- --out DIR --attributions DIR PATH...
//! ```
//!
//! `NAME.txt` becomes `DIR/NAME.ann` (brat stand-off annotation) or `DIR/NAME.json` (the whole report). A file that
//! cannot be read or written, or is not UTF-8, is reported and skipped, and the exit code is then 1; it is 2 where the
//! run could not start.
//!
//! With `--attributions` nothing is looked for: sources, cues and contents come from `NAME.ann` of that folder, or from
//! the first `NAME_*.ann`, and what is added is who each source is and how identifiable. So the work of another
//! extractor, of a language model or of a person is resolved and graded, and can be scored. A file of attributions that
//! holds none gives a report without claims; one that is missing is an error.

mod given;
mod inputs;
mod metadata;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use ascribe::{Analyzer, Article, Metadata, Report, brat};
use clap::{Parser, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use given::Folder;
use inputs::Input;

/// Analyzes files and folders of text, and writes for each who said what.
#[derive(Parser)]
#[command(name = "annotate")]
struct Arguments {
    /// The folder to write to; it is made if there is none
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Brat)]
    format: Format,
    /// Leave out attributions that stand in the content of another (brat only)
    #[arg(long)]
    flat: bool,
    /// A table of what is known of the articles: columns `filename`, `publication_date` and others, separated by tabs
    #[arg(long, value_name = "FILE.tsv")]
    metadata: Option<PathBuf>,
    /// Take the attributions from NAME.ann or NAME_*.ann of this folder (brat, offsets in code points), and find none
    #[arg(long, value_name = "DIR")]
    attributions: Option<PathBuf>,
    /// How many threads to use; all cores if left out
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Text files, and folders whose .txt files are taken, those in folders within them too
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

/// Works through all inputs; gives how many failed.
fn run(arguments: &Arguments) -> Result<usize, String> {
    if arguments.flat && arguments.format == Format::Json {
        return Err("--flat is for brat: JSON keeps the nesting".to_owned());
    }
    let known = arguments.metadata.as_deref().map(metadata::read).transpose()?.unwrap_or_default();
    let given = arguments.attributions.as_deref().map(Folder::open).transpose()?;
    let (inputs, unread) = inputs::collect(&arguments.paths)?;
    prepare(&arguments.out)
        .map_err(|error| format!("cannot write to {}: {error}", arguments.out.display()))?;
    for error in &unread {
        eprintln!("annotate: {error}");
    }
    let failed = work(arguments, &inputs, &known, given.as_ref()) + unread.len();
    let all = inputs.len() + unread.len();
    eprintln!("{} of {all} articles written to {}", all - failed, arguments.out.display());
    Ok(failed)
}

/// Makes the folder, and tries whether it can be written to, rather than fail for every article.
fn prepare(out: &Path) -> std::io::Result<()> {
    fs::create_dir_all(out)?;
    let trial = out.join(".annotate.part");
    fs::write(&trial, "")?;
    fs::remove_file(&trial)
}

/// Every thread takes the next input until none is left. Gives how many failed.
fn work(
    arguments: &Arguments,
    inputs: &[Input],
    known: &HashMap<String, Metadata>,
    given: Option<&Folder>,
) -> usize {
    let analyzer = Analyzer::new();
    let (next, failed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let cores =
        arguments.threads.or_else(|| thread::available_parallelism().ok().map(Into::into)).unwrap_or(1);
    let bar = bar(inputs.len());
    thread::scope(|scope| {
        for _ in 0..cores.clamp(1, inputs.len().max(1)) {
            scope.spawn(|| {
                while let Some(input) = inputs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(error) = annotate(arguments, &analyzer, input, known, given) {
                        failed.fetch_add(1, Ordering::Relaxed);
                        bar.suspend(|| eprintln!("annotate: {error}"));
                    }
                    bar.inc(1);
                }
            });
        }
    });
    bar.finish_and_clear();
    failed.into_inner()
}

/// A bar on standard error where that is a terminal, and nothing elsewhere.
fn bar(articles: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(articles as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} articles, {per_sec}, {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn annotate(
    arguments: &Arguments,
    analyzer: &Analyzer<'_>,
    input: &Input,
    known: &HashMap<String, Metadata>,
    given: Option<&Folder>,
) -> Result<(), String> {
    let place = |error: &dyn std::fmt::Display| format!("{}: {error}", input.path.display());
    let bytes = fs::read(&input.path).map_err(|error| place(&error))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| place(&format_args!("not UTF-8: {}", error.utf8_error())))?;
    let about = known.get(&input.name).cloned().unwrap_or_default();
    let article = Article::new(text).with_metadata(about);
    let report = match given {
        Some(folder) => analyzer.resolve(&article, &folder.read(&input.name, &article.text)?),
        None => analyzer.analyze(&article),
    };
    let written = write(arguments, &report, &article.text).map_err(|error| place(&error))?;
    let target = arguments.out.join(format!("{}.{}", input.name, arguments.format.extension()));
    replace(&target, &written).map_err(|error| format!("cannot write {}: {error}", target.display()))
}

fn write(arguments: &Arguments, report: &Report, text: &str) -> Result<String, serde_json::Error> {
    match arguments.format {
        Format::Json => serde_json::to_string(report).map(|json| json + "\n"),
        Format::Brat => Ok(brat::write(report, text, brat::WriteOptions { flat: arguments.flat })),
    }
}

/// Writes a file so that whoever looks sees the old one or the whole new one, also when the run is broken off.
fn replace(target: &Path, written: &str) -> std::io::Result<()> {
    let mut part = target.as_os_str().to_owned();
    part.push(".part");
    fs::write(&part, written).and_then(|()| fs::rename(&part, target)).inspect_err(|_| {
        let _ = fs::remove_file(&part);
    })
}
