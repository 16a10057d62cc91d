//! `ascribe evaluate`: how much of a corpus the analyzer gets right.

/// Writes a line.
macro_rules! put {
    ($sink:expr, $($part:tt)*) => {
        $sink.write(format!($($part)*) + "\n")?
    };
}

mod corpus;
mod invariance;
mod news;
mod pronouns;
mod renamed;
mod same;
mod standoff;
mod tokens;

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use crate::fault::{CODES, Failure, Outcome};
use crate::finding::{self, Finding};
use crate::output::{Sink, Writing};
use corpus::Corpus;

const ABOUT: &str = "\
What is scored follows from what is in the folders:
  NAME.txt, NAME.json        annotated news, as in corpus/ of the repository: whole claims and each part of them
  NAME.txt, NAME*.ann        brat stand-off annotation, as PolNeAR has it, in one folder or two: sources, cues and contents of the
                             outermost attributions. Of several annotators NAME_ANNOTATOR.ann the first counts
  FILE.conllu                GUM's coreference: how often a pronoun that speaks is linked to the right person

  ascribe evaluate corpus/learn
  ascribe evaluate --by kind corpus/drill
  ascribe evaluate --reports REPORTS corpus/learn
  ascribe evaluate TEXTS ATTRIBUTIONS

Figures for annotated news, in percent. A printed claim is held against the marked attribution with the most words of content in common,
one to one. \"content 0.8\": the words that both contents have are at least 0.8 of the words that either has. Marks and a \"that\" at the
start do not count. What the author says (level `author`) is left out.";

/// Score the analyzer on an annotated corpus
#[derive(Args)]
#[command(after_help = about())]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Arguments {
    /// Folders of texts and annotation, or a file with coreference; see below
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Write the figures as JSON
    #[arg(long, conflicts_with = "errors")]
    json: bool,
    /// Show what is wrong, and what was missed
    #[arg(long)]
    errors: bool,
    #[command(flatten)]
    finding: Finding,
    #[command(flatten)]
    writing: Writing,
    /// Some figures for each group of articles as well, the largest first
    #[arg(
        long,
        value_enum,
        value_name = "WHAT",
        help_heading = "For annotated news",
        conflicts_with = "errors"
    )]
    by: Option<news::By>,
    /// Score the reports in this folder, NAME.json, in place of the analyzer's: those of another version or another system
    #[arg(long, value_name = "FOLDER", help_heading = "For annotated news", conflicts_with_all = ["least", "attitudes", "recall"])]
    reports: Option<PathBuf>,
    /// Score one part of the articles, K of N parts by their names: those that weights trained `--without` it have not seen
    #[arg(long, value_name = "K/N", help_heading = "For annotated news")]
    part: Option<news::Part>,
    /// Read the annotation, say whether it fits form and text, and score nothing
    #[arg(long, help_heading = "For annotated news", conflicts_with_all = ["json", "errors", "by", "reports", "part"])]
    check: bool,
    /// Make statements from the annotation, true ones and altered ones, verify them, and say how many verdicts are right
    #[arg(long, help_heading = "For annotated news", conflicts_with_all = ["by", "reports", "check"])]
    verify: bool,
    /// Set the texts (.txt) of the folders otherwise, and print the share of claims that stay the same: wrapped, with entities, other
    /// marks or another case
    #[arg(long, conflicts_with_all = ["errors", "by", "reports", "part", "check"])]
    invariance: bool,
    /// Give whoever each text (.txt) of the folders cites most a name of twelve cultures in turn, and print the share of claims that stay
    /// the same: words, who says them, level
    #[arg(long, conflicts_with_all = ["errors", "by", "reports", "part", "check", "invariance"])]
    renamed: bool,
    #[command(flatten)]
    standoff: standoff::Asked,
}

/// The end of the help text.
fn about() -> String {
    let mut about = ABOUT.to_owned();
    for (name, meaning) in news::MEASURES {
        let _ = write!(about, "\n  {name:19}{meaning}");
    }
    about + "\n\n" + CODES
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    if arguments.reports.is_some() && finding::has_engine() {
        return Err(Failure::usage("--model is not for --reports, which another analyzer made"));
    }
    if arguments.invariance || arguments.renamed {
        let analyzer = finding::analyzer_with(arguments.finding.options()?);
        let mut sink = arguments.writing.stream()?;
        let run = if arguments.renamed { renamed::run } else { invariance::run };
        run(&mut sink, &arguments.paths, &analyzer, arguments.json)?;
        sink.finish()?;
        return Ok(Outcome::Done);
    }
    let corpus = Corpus::open(&arguments.paths)?;
    arguments.fits(&corpus)?;
    let mut sink = arguments.writing.stream()?;
    arguments.score(&mut sink, &corpus)?;
    sink.finish()?;
    Ok(Outcome::Done)
}

impl Arguments {
    /// An error where an option is for another form of annotation.
    fn fits(&self, corpus: &Corpus) -> Result<(), Failure> {
        let news = [
            ("--by", self.by.is_some()),
            ("--reports", self.reports.is_some()),
            ("--check", self.check),
            ("--part", self.part.is_some()),
            ("--verify", self.verify),
        ];
        let news = news.into_iter().find(|(_, given)| *given).map(|(name, _)| name);
        let both = [("--json", self.json), ("--errors", self.errors)];
        let both = both.into_iter().find(|(_, given)| *given).map(|(name, _)| name);
        let both = both.or(self.finding.given());
        let (wrong, form) = match corpus {
            Corpus::News(_) => (self.standoff.given(), "annotated news"),
            Corpus::Standoff { .. } => (news, "stand-off annotation"),
            Corpus::Pronouns(_) => (news.or(self.standoff.given()).or(both), "coreference"),
        };
        wrong.map_or(Ok(()), |option| {
            Err(Failure::usage(format!("{option} is not for {form}, which this is")))
        })
    }

    fn score(&self, sink: &mut Sink, corpus: &Corpus) -> Result<(), Failure> {
        let options = self.finding.options()?;
        match corpus {
            Corpus::News(folders) if self.check => news::check(sink, folders),
            Corpus::News(folders) if self.verify => {
                let analyzer = finding::analyzer_with(options);
                let wanted = news::verify::Wanted { json: self.json, errors: self.errors, part: self.part };
                news::verify::run(sink, folders, &analyzer, &wanted)
            }
            Corpus::News(folders) => {
                let analyzer = finding::analyzer_with(options);
                let reports = match &self.reports {
                    Some(folder) => news::Reports::Folder(folder),
                    None => news::Reports::Analyzer(&analyzer),
                };
                let wanted =
                    news::Wanted { json: self.json, by: self.by, errors: self.errors, part: self.part };
                news::run(sink, folders, &reports, &wanted)
            }
            Corpus::Standoff { texts, gold } => {
                let wanted =
                    standoff::Wanted { json: self.json, errors: self.errors, force: self.writing.force };
                let setting = standoff::Setting { model: finding::engine(), options };
                standoff::run(sink, (texts, gold), &setting, &self.standoff, &wanted)
            }
            Corpus::Pronouns(file) => pronouns::run(sink, file),
        }
    }
}
