//! Stand-off annotation of sources, cues and contents scored, as PolNeAR has it.

// Programs for corpora index them and count in floating point, as statistics do.
#![allow(
    clippy::cast_precision_loss,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod corpus;
mod labels;
mod passes;
mod print;
mod rename;
mod score;

use std::path::{Path, PathBuf};

use ascribe::export::brat;
use ascribe::text::{Document, syntax::LanguageModel};
use ascribe::{Analyzer, AttributionModel, Given, Options, Shared};
use clap::Args;

use crate::fault::Failure;
use crate::output::{Folder, Sink};
use corpus::{Marked, attributed, standoff};
use score::{Attributed, Scored, Table};

/// Options for stand-off annotation alone.
#[derive(Args)]
#[command(next_help_heading = "For stand-off annotation")]
#[allow(clippy::struct_excessive_bools)] // Each is an option of the command line.
pub(crate) struct Asked {
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
    /// Count attributions inside others as well, for gold that marks them
    #[arg(long)]
    nested: bool,
    /// Tell what each pass over the engine's attributions is worth: the scores with all passes, less those without it
    #[arg(long)]
    passes: bool,
    /// Levels and actors of attributions, by article and by the first code point of their content: tell how sure the analyzer is of
    /// these where the attributions are given, and how often right
    #[arg(long, value_name = "FILE.json")]
    labels: Option<PathBuf>,
}

impl Asked {
    /// The first option that was given.
    pub(crate) fn given(&self) -> Option<&'static str> {
        let given = [
            ("--metadata", self.metadata.is_some()),
            ("--rename", self.rename),
            ("--write", self.write.is_some()),
            ("--engine", self.engine),
            ("--nested", self.nested),
            ("--passes", self.passes),
            ("--labels", self.labels.is_some()),
        ];
        given.into_iter().find(|(_, given)| *given).map(|(name, _)| name)
    }
}

/// How the articles are analyzed.
pub(crate) struct Setting {
    pub(crate) model: Shared<AttributionModel>,
    pub(crate) options: Options,
}

/// What is printed and written.
pub(crate) struct Wanted {
    pub(crate) json: bool,
    pub(crate) errors: bool,
    /// Overwrite files that are there.
    pub(crate) force: bool,
}

/// Analyzes the articles, and prints the scores.
pub(crate) fn run(
    sink: &mut Sink,
    (text, gold): (&Path, &Path),
    setting: &Setting,
    asked: &Asked,
    wanted: &Wanted,
) -> Result<(), Failure> {
    let articles = corpus::read(text, gold, asked.metadata.as_deref(), asked.rename)?;
    if let Some(path) = &asked.labels {
        return labels::run(sink, path, &articles);
    }
    let analyzer = Analyzer::new().with_engine(setting.model.clone()).with_options(setting.options);
    if asked.passes {
        return passes::run(sink, &analyzer, setting.options, &articles, asked.nested);
    }
    let folder = asked.write.as_deref().map(|path| Folder::open(path, wanted.force)).transpose()?;
    let mut table = Table::default();
    for article in &articles {
        let text = article.text.as_str();
        let (found, standoff) = if asked.engine {
            let document = Document::parse(text, LanguageModel::embedded());
            let found = setting.model.find(&document, setting.options.least_confidence);
            let one =
                |one: &Given| Attributed::new([&one.source, &one.cue, &one.content], one.confidence.get());
            let found: Vec<Attributed> = found.iter().map(one).collect();
            let standoff = standoff(&found, text);
            (found, standoff)
        } else {
            let report = analyzer.analyze(&article.article());
            let options = brat::WriteOptions::default().with_flat(!asked.nested);
            (attributed(&report, asked.nested), brat::to_string_with(&report, text, options))
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
        if wanted.errors {
            let missed = missed.iter().map(|at| ("  missed", &marked[*at]));
            show(sink, article, missed.chain(wrong.iter().map(|at| ("  wrong ", &found[*at]))).collect())?;
        }
    }
    if wanted.json { print::json(sink, &table) } else { print::print(sink, &table) }
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
