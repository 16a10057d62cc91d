//! What is said on standard error, and whether there are colours.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options of every command.
#[derive(Args)]
pub(crate) struct Console {
    /// Print errors alone: no notes, no summary, no progress
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Whether to colour what is for a person
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,
    /// Read articles with the weights of this file, and not with those inside
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    Always,
    Never,
}

impl Console {
    /// Whether to colour standard output.
    pub(crate) fn colours(&self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                io::stdout().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        }
    }

    /// Something worth knowing that is no error.
    pub(crate) fn note(&self, message: &str) {
        if !self.quiet {
            say(message);
        }
    }
}

/// A line on standard error. Where that is closed or full there is nobody to tell.
pub(crate) fn say(message: &str) {
    let _ = writeln!(io::stderr(), "ascribe: {message}");
}
