//! `ascribe grade`: how far bare phrases let a reader know a source.

use std::io::BufRead;

use ascribe::anonymity::{explain, grade};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::console::Console;
use crate::fault::{CODES, Failure, Outcome, words};
use crate::output::{Sink, Writing};

const ABOUT: &str = "\
Each phrase is printed with its level and its axes, separated by tabs:
  ascribe grade \"a senior administration official\" critics
  ascribe grade --format json - < phrases.txt";

/// Grade phrases by how far they let a reader know the source
#[derive(Args)]
#[command(after_help = format!("{ABOUT}\n\n{CODES}"))]
pub(crate) struct Arguments {
    #[command(flatten)]
    writing: Writing,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Show the words with their classes, the facts, and the rule that gave the level
    #[arg(long, conflicts_with = "format")]
    explain: bool,
    /// Phrases, or - for standard input with one a line
    #[arg(required = true, value_name = "PHRASE")]
    phrases: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Separated by tabs
    Text,
    /// An object a line
    Json,
}

pub(crate) fn run(arguments: &Arguments, _console: &Console) -> Result<Outcome, Failure> {
    let mut sink = arguments.writing.stream()?;
    for phrase in &arguments.phrases {
        if phrase == "-" {
            for line in std::io::stdin().lock().lines() {
                let line = line.map_err(|error| Failure::Unread(format!("-: {}", words(&error))))?;
                arguments.print(&mut sink, &line)?;
            }
        } else {
            arguments.print(&mut sink, phrase)?;
        }
    }
    sink.finish()?;
    Ok(Outcome::Done)
}

impl Arguments {
    fn print(&self, sink: &mut Sink, phrase: &str) -> Result<(), Failure> {
        if self.explain {
            return sink.write(format!("{phrase}\n{}\n\n", explain(phrase)));
        }
        let grade = grade(phrase);
        let line = match self.format {
            Format::Json => json!({ "phrase": phrase, "level": grade.level, "axes": grade.axes }).to_string(),
            Format::Text => {
                let axes = grade.axes.in_words(phrase).into_iter();
                let axes: Vec<String> = axes.map(|(axis, words)| format!("\t{axis}={words}")).collect();
                format!("{phrase}\t{}{}", grade.level, axes.concat())
            }
        };
        sink.write(line + "\n")
    }
}
