//! `ascribe evaluate`: how well attributions are found, on a corpus with marked sources, cues and contents.

// Programs for corpora index them and count in floating point, as statistics do.
#![allow(
    clippy::cast_precision_loss,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::indexing_slicing,
    clippy::string_slice
)]

/// Writes a line.
macro_rules! put {
    ($sink:expr, $($part:tt)*) => {
        $sink.write(format!($($part)*) + "\n")?
    };
}

mod corpus;
mod labels;
mod passes;
mod print;
mod pronouns;
mod rename;
mod score;

use std::path::PathBuf;

use ascribe::export::brat;
use ascribe::text::{Document, syntax::LanguageModel};
use ascribe::{Analyzer, AttributionModel, Confidence, Given, Options};
use clap::Args;

use crate::fault::{CODES, Failure, Outcome, at};
use crate::output::{Folder, Sink, Writing};
use corpus::{Marked, attributed, standoff};
use score::{Attributed, Scored, Table};

const ABOUT: &str = "\
--text holds NAME.txt, --gold NAME_ANNOTATOR.ann (brat stand-off), of which the first annotator counts. Of the report only the
outermost attributions count.";

/// Score attributions on a corpus with marked sources, cues and contents
#[derive(Args)]
#[command(after_help = format!("{ABOUT}\n\n{CODES}"))]
#[allow(clippy::struct_excessive_bools)] // Each is an option of the command line.
pub(crate) struct Arguments {
    /// The folder of texts
    #[arg(long, value_name = "FOLDER", required_unless_present = "pronouns")]
    text: Option<PathBuf>,
    /// The folder of marked attributions
    #[arg(long, value_name = "FOLDER", required_unless_present = "pronouns")]
    gold: Option<PathBuf>,
    /// A table with columns `filename` and `publication_date`, separated by tabs
    #[arg(long, value_name = "FILE.tsv")]
    metadata: Option<PathBuf>,
    /// Replace names by others of the same shape
    #[arg(long)]
    rename: bool,
    /// Write what was found to this folder as stand-off annotation
    #[arg(long, value_name = "FOLDER")]
    write: Option<PathBuf>,
    /// Measure the trained engine alone
    #[arg(long)]
    engine: bool,
    /// Other weights of the engine
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Leave out what is less sure than this, from 0 to 1
    #[arg(long, value_name = "NUMBER")]
    least: Option<f32>,
    /// Count attributions inside others as well, for gold that marks them
    #[arg(long)]
    nested: bool,
    /// Tell what each pass over the engine's attributions is worth: the scores with all passes, less those without it
    #[arg(long)]
    passes: bool,
    /// Show what is wrong, and what was missed
    #[arg(long)]
    errors: bool,
    /// Levels and actors of attributions, by article and by the first code point of their content: tell how sure the analyzer is of
    /// these where the attributions are given, and how often right
    #[arg(long, value_name = "FILE.json")]
    labels: Option<PathBuf>,
    /// Tell how often a pronoun that speaks is linked to the right person, on a corpus with GUM's coreference
    #[arg(long, value_name = "FILE.conllu", conflicts_with_all = ["text", "gold"])]
    pronouns: Option<PathBuf>,
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut sink = arguments.writing.stream()?;
    arguments.score(&mut sink)?;
    sink.finish()?;
    Ok(Outcome::Done)
}

impl Arguments {
    fn score(&self, sink: &mut Sink) -> Result<(), Failure> {
        if let Some(corpus) = &self.pronouns {
            return pronouns::run(sink, corpus);
        }
        let (Some(text), Some(gold)) = (&self.text, &self.gold) else {
            return Err(Failure::usage("--text and --gold are needed"));
        };
        let mut options = Options::default();
        if let Some(least) = self.least {
            options.least_confidence =
                Confidence::new(least).map_err(|error| Failure::usage(format!("--least: {error}")))?;
        }
        let loaded = self.load()?;
        let model = loaded.as_ref().unwrap_or_else(|| AttributionModel::embedded());
        let articles = corpus::read(text, gold, self.metadata.as_deref(), self.rename)?;
        if let Some(path) = &self.labels {
            return labels::run(sink, path, &articles);
        }
        let analyzer = Analyzer::new().with_engine(model).with_options(options);
        if self.passes {
            return passes::run(sink, &analyzer, options, &articles, self.nested);
        }
        let folder = self.write.as_deref().map(|path| Folder::open(path, self.writing.force)).transpose()?;
        let mut table = Table::default();
        for article in &articles {
            let text = article.text.as_str();
            let (found, standoff) = if self.engine {
                let document = Document::parse(text, LanguageModel::embedded());
                let found = model.find(&document, options.least_confidence);
                let one = |one: &Given| {
                    Attributed::new([&one.source, &one.cue, &one.content], one.confidence.get())
                };
                let found: Vec<Attributed> = found.iter().map(one).collect();
                let standoff = standoff(&found, text);
                (found, standoff)
            } else {
                let report = analyzer.analyze(&article.article());
                let options = brat::WriteOptions::default().with_flat(!self.nested);
                (attributed(&report, self.nested), brat::to_string_with(&report, text, options))
            };
            if let Some(folder) = &folder {
                folder.put(&format!("{}.ann", article.name), standoff).map_err(Failure::Unread)?;
            }
            let scored = Scored::new(text);
            let keep = |all: Vec<Attributed>| -> (Vec<Attributed>, Vec<score::Words>) {
                all.into_iter().filter_map(|one| scored.words(&one).map(|words| (one, words))).unzip()
            };
            let ((marked, gold), (found, words)) = (keep(article.gold.clone()), keep(found));
            let (wrong, missed) = table.add(&gold, &words);
            if self.errors {
                let missed = missed.iter().map(|at| ("  missed", &marked[*at]));
                show(
                    sink,
                    article,
                    missed.chain(wrong.iter().map(|at| ("  wrong ", &found[*at]))).collect(),
                )?;
            }
        }
        print::print(sink, &table)
    }

    fn load(&self) -> Result<Option<AttributionModel>, Failure> {
        let Some(path) = &self.model else { return Ok(None) };
        let bytes = std::fs::read(path).map_err(|error| Failure::reading(path, &error))?;
        AttributionModel::from_bytes(&bytes).map(Some).map_err(|error| Failure::Unread(at(path, error)))
    }
}

/// Shows what is wrong in an article and what was missed, in the order of the text.
fn show(sink: &mut Sink, article: &Marked, mut lines: Vec<(&str, &Attributed)>) -> Result<(), Failure> {
    put!(sink, "{}", article.name);
    lines.sort_by_key(|(_, one)| one.cue.first().or(one.content.first()).map_or(0, |span| span.0));
    for (sign, one) in lines {
        let part = |spans: &[(usize, usize)]| {
            spans.iter().map(|span| &article.text[span.0..span.1]).collect::<Vec<_>>().join(" … ")
        };
        put!(
            sink,
            "{sign} {:.2} [{}] <{}> {}",
            one.confidence,
            part(&one.source),
            part(&one.cue),
            part(&one.content)
        );
    }
    Ok(())
}
