//! The engine of the command, and options that say what counts as a claim.

use std::path::Path;
use std::sync::OnceLock;

use ascribe::{Analyzer, AttributionModel, Confidence, Options, Shared};
use clap::Args;

use crate::fault::{Failure, at};

/// The engine of the file that `--model` names.
static ENGINE: OnceLock<Shared<AttributionModel>> = OnceLock::new();

/// Takes the engine of a file, for as long as the command runs. A larger one reads an article on so many threads.
pub(crate) fn use_engine(path: &Path, threads: usize) -> Result<(), Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::reading(path, &error))?;
    let engine = ascribe_transformer::from_bytes_with_threads(&bytes, threads);
    let engine = engine.map_err(|error| Failure::Unread(at(path, error)))?;
    // It is set once, by `main`.
    ENGINE.get_or_init(|| engine.into());
    Ok(())
}

/// Whether `--model` is given.
pub(crate) fn has_engine() -> bool {
    ENGINE.get().is_some()
}

/// The engine of the command.
pub(crate) fn engine() -> Shared<AttributionModel> {
    ENGINE.get().cloned().unwrap_or_else(|| AttributionModel::embedded().into())
}

/// Default options without a limit of bytes: `--longest` is the one of the command.
fn unlimited() -> Options {
    let mut options = Options::default();
    options.max_bytes = None;
    options
}

/// The analyzer of commands that have no options of what counts as a claim.
pub(crate) fn analyzer() -> Analyzer {
    analyzer_with(unlimited())
}

/// An analyzer with these options.
pub(crate) fn analyzer_with(options: Options) -> Analyzer {
    Analyzer::new().with_engine(engine()).with_options(options)
}

#[derive(Args)]
pub(crate) struct Finding {
    /// Leave out what is less sure than this, from 0 to 1
    #[arg(long, value_name = "NUMBER", help_heading = "What counts as a claim")]
    least: Option<f32>,
    /// Count attitudes without a statement as well: wishes, beliefs, feelings
    #[arg(long, help_heading = "What counts as a claim")]
    attitudes: bool,
    /// Name nobody on less than this, from 0 to 1, where a reading that names nobody rivals
    #[arg(long, value_name = "NUMBER", help_heading = "What counts as a claim")]
    least_identity: Option<f32>,
    /// Find more claims, of which fewer are right: this is added to the log-odds of each cue. Below 0 the other way round
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true, help_heading = "What counts as a claim")]
    recall: Option<f32>,
}

impl Finding {
    pub(crate) fn options(&self) -> Result<Options, Failure> {
        let mut options = unlimited();
        if let Some(least) = self.least {
            options.least_confidence =
                Confidence::new(least).map_err(|error| Failure::usage(format!("--least: {error}")))?;
        }
        if let Some(least) = self.least_identity {
            options.least_identity = Confidence::new(least)
                .map_err(|error| Failure::usage(format!("--least-identity: {error}")))?;
        }
        if let Some(recall) = self.recall {
            if !recall.is_finite() {
                return Err(Failure::usage(format!("--recall: {recall} is not a finite number")));
            }
            options.recall = recall;
        }
        options.attitudes = self.attitudes;
        Ok(options)
    }

    /// The name of an option that is given.
    pub(crate) fn given(&self) -> Option<&'static str> {
        let all = [
            ("--least", self.least.is_some()),
            ("--attitudes", self.attitudes),
            ("--least-identity", self.least_identity.is_some()),
            ("--recall", self.recall.is_some()),
        ];
        all.into_iter().find(|(_, given)| *given).map(|(name, _)| name)
    }
}
