//! `ascribe annotate`: a report for each article, of folders and JSON Lines, on all cores, resumable.

mod given;
mod lines;

use std::path::{Path, PathBuf};

use ascribe::export::brat;
use ascribe::{Analyzer, Report};
use clap::{Args, ValueEnum};

use crate::console::Console;
use crate::fault::{CODES, Failure, Outcome, at};
use crate::finding::{self, Finding};
use crate::input::{Reading, Records, Source};
use crate::output::{Folder, Sink, Target, Writing, has_ending};
use crate::run::{self, Start, Work, bytes, each_record};
use lines::{Done, Output};

const ABOUT: &str = "\
Where reports go:
  a folder          NAME.json (the report) or NAME.ann (--format brat) for each article
  .jsonl, .ndjson   a line for each article, in the order of the input: {\"id\": \"a1\", \"report\": {...}}, or
  and -             {\"id\": \"a1\", \"error\": \"...\"} where it cannot be read; with .zst at the end, packed
  .json, .ann       the report of one article, or its claims

A line of JSON Lines is an article: {\"id\": \"a1\", \"text\": \"...\", \"published\": \"2024-03-18\", \"outlet\": \"...\"}. `text` is needed;
`byline` (a name or a list of names), `dateline`, `headline` or else `title`, and `url` are used as well. `id` is a string or a
number, kept as it is written; a line without one is called NAME:LINE. Other fields are ignored.

Nothing is lost in silence: what cannot be read is reported with file and line, and the exit code is 3. A report that is there
is whole. --resume gives the same bytes as a run that was not killed. Memory does not grow with the number of articles.";

/// Write a report for each article
#[derive(Args)]
#[command(after_help = format!("{ABOUT}\n\n{CODES}"))]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    writing: Writing,
    #[command(flatten)]
    finding: Finding,
    /// What to write; if left out, the ending of --out says so, and it is json in a folder and jsonl on standard output
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Leave out attributions that stand in the content of another (brat only)
    #[arg(long)]
    flat: bool,
    /// Go on where a run that was killed stopped
    #[arg(long, conflicts_with = "force")]
    resume: bool,
    /// Find no attributions, and take them from NAME.ann or NAME_*.ann of this folder (brat, offsets in code points)
    #[arg(long, value_name = "FOLDER")]
    attributions: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The whole report
    Json,
    /// A line for each article: its id, and its report
    Jsonl,
    /// The claims as brat stand-off annotation, offsets in code points
    Brat,
}

/// What every thread works with.
struct Setup {
    analyzer: Analyzer,
    given: Option<given::Folder>,
    flat: bool,
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let target = arguments.writing.target()?;
    let format = arguments.format(&target)?;
    if arguments.flat && format != Format::Brat {
        return Err(Failure::usage("--flat is for --format brat: reports keep the nesting"));
    }
    let given = arguments.attributions.as_deref().map(given::Folder::open).transpose()?;
    let analyzer = finding::analyzer_with(arguments.finding.options()?);
    let setup = Setup { analyzer, given, flat: arguments.flat };
    let source = arguments.reading.open(console)?;
    match (&target, format) {
        (Target::Folder(folder), _) => arguments.files(folder, format, &setup, source, console),
        (_, Format::Jsonl) => arguments.lines(&target, &setup, source, console),
        _ => arguments.one(&target, format, &setup, source, console),
    }
}

impl Arguments {
    /// What to write where, by option or else by ending.
    fn format(&self, target: &Target) -> Result<Format, Failure> {
        let by_ending = match target {
            Target::Folder(_) => Some(Format::Json),
            Target::Standard => Some(Format::Jsonl),
            Target::File(path) => {
                let inner = if has_ending(path, "zst") { path.with_extension("") } else { path.clone() };
                let lines = ["jsonl", "ndjson"].iter().any(|ending| has_ending(&inner, ending));
                match (lines, has_ending(path, "json"), has_ending(path, "ann")) {
                    (true, ..) => Some(Format::Jsonl),
                    (_, true, _) => Some(Format::Json),
                    (.., true) => Some(Format::Brat),
                    _ => None,
                }
            }
        };
        let format = self.format.or(by_ending).unwrap_or(Format::Jsonl);
        match target {
            Target::Folder(_) if format == Format::Jsonl => Err(Failure::usage(
                "--format jsonl needs a file, such as --out reports.jsonl, or standard output",
            )),
            Target::File(path) if by_ending.is_some_and(|other| other != format) => Err(Failure::usage(at(
                path,
                "--format and the ending of the file say different things; leave one out",
            ))),
            _ => Ok(format),
        }
    }

    /// A file for each article.
    fn files(
        &self,
        folder: &Path,
        format: Format,
        setup: &Setup,
        source: Source,
        console: &Console,
    ) -> Result<Outcome, Failure> {
        source.check_names()?;
        let ending = if format == Format::Brat { "ann" } else { "json" };
        // What is whole is left alone; whatever else has the name of a report may go.
        let folder = Folder::open(folder, self.writing.force || self.resume)?;
        folder.may_write(source.names().map(|name| format!("{name}.{ending}"))).map_err(|failure| {
            match failure {
                Failure::Usage(what) => Failure::Usage(format!("{what}, --resume leaves them and goes on")),
                other => other,
            }
        })?;
        let work = |work: Work| {
            let name = format!("{}.{ending}", work.file_name);
            if self.resume && folder.has(&name) {
                return Ok(true);
            }
            folder.put(&name, setup.write(format, &work)?).map(|()| false)
        };
        let mut before = 0;
        let tally = run::each(console, true, source, work, |there| {
            before += u64::from(there);
            Ok(())
        })?;
        if before > 0 {
            console.note(&format!("{before} of them were there already"));
        }
        tally.note(console, Some(folder.path()));
        Ok(tally.outcome())
    }

    /// A line for each article.
    fn lines(
        &self,
        target: &Target,
        setup: &Setup,
        mut source: Source,
        console: &Console,
    ) -> Result<Outcome, Failure> {
        let inputs = std::mem::take(&mut source.inputs);
        let total = bytes(&inputs);
        let mut records = Records::new(inputs, source.facts.longest());
        let (mut output, done) = match target {
            Target::File(path) if self.resume => Output::resume(path, &mut records)?,
            Target::File(path) => (Output::create(path, self.writing.force)?, Done::default()),
            _ if self.resume => {
                return Err(Failure::usage("--resume needs a file to go on with: --out FILE.jsonl"));
            }
            _ => (Output::Standard, Done::default()),
        };
        let start = Start { failed: done.failed, read: done.read };
        let worked = each_record(
            console,
            !target.is_terminal(),
            &source,
            (total, records, start),
            |work| setup.report(&work),
            |id, report| output.write(&lines::line(id, report.as_ref().map_err(|error| *error))),
        );
        // What was done is kept, however the run ends.
        let finished = output.finish();
        let tally = worked?;
        finished?;
        if done.records > 0 {
            console.note(&format!("{} lines were there already", done.records));
        }
        let path = if let Target::File(path) = target { Some(path.as_path()) } else { None };
        tally.note(console, path);
        Ok(tally.outcome())
    }

    /// The one article.
    fn one(
        &self,
        target: &Target,
        format: Format,
        setup: &Setup,
        source: Source,
        console: &Console,
    ) -> Result<Outcome, Failure> {
        if self.resume {
            return Err(Failure::usage("--resume is for folders and JSON Lines"));
        }
        let mut sink = Sink::open(target, self.writing.force)?;
        let several = "several articles need a folder, such as --out reports/, or JSON Lines";
        let (written, tally) = run::one(console, source, several, |work| setup.write(format, &work))?;
        if let Some(written) = written {
            sink.write(written)?;
            if let Some(path) = sink.finish()? {
                tally.note(console, Some(&path));
            }
        }
        Ok(tally.outcome())
    }
}

impl Setup {
    fn report(&self, work: &Work) -> Result<Report, String> {
        Ok(match &self.given {
            Some(folder) => self.analyzer.resolve(&work.article, &folder.read(&work.id, &work.article.text)?),
            None => self.analyzer.analyze(&work.article),
        })
    }

    fn write(&self, format: Format, work: &Work) -> Result<String, String> {
        let report = self.report(work)?;
        if format == Format::Brat {
            let options = brat::WriteOptions::default().with_flat(self.flat);
            return Ok(brat::to_string_with(&report, &work.article.text, options));
        }
        serde_json::to_string(&report).map(|json| json + "\n").map_err(|error| error.to_string())
    }
}
