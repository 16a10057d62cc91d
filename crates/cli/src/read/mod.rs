//! `ascribe read`: an article for a person, who said what, the sources, what happened when.

mod ink;
mod inline;
mod page;
mod words;

use ascribe::Report;
use ascribe::export::brat;
use clap::{Args, ValueEnum};

use crate::console::Console;
use crate::fault::{CODES, Failure, Outcome};
use crate::finding;
use crate::input::Reading;
use crate::output::Writing;
use crate::run::{Work, each};
use ink::Ink;

/// Print who said what, the sources, and what happened when
#[derive(Args)]
#[command(after_help = CODES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    writing: Writing,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Print the article itself, with its sources and claims marked
    #[arg(long, conflicts_with = "format")]
    inline: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person
    Text,
    /// The report
    Json,
    /// The claims as brat stand-off annotation, offsets in code points
    Brat,
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let target = arguments.writing.target()?;
    let mut sink = arguments.writing.stream()?;
    let source = arguments.reading.open(console)?;
    let several = source.is_several();
    if several && arguments.format == Format::Brat {
        let remedy = "brat has a file for each article: ascribe annotate --format brat --out-dir FOLDER";
        return Err(Failure::usage(remedy));
    }
    let (analyzer, ink) = (finding::analyzer(), Ink { colours: console.colours() });
    let mut first = true;
    let tally = each(
        console,
        !target.is_terminal(),
        source,
        |work| Ok((work.place.clone(), arguments.render(&analyzer.analyze(&work.article), &work, ink))),
        |(place, written)| {
            if several && arguments.format == Format::Text {
                sink.write(format!("{}==> {place} <==\n", if first { "" } else { "\n\n" }))?;
            }
            first = false;
            sink.write(written)?;
            sink.flush()
        },
    )?;
    if let Some(path) = sink.finish()? {
        tally.note(console, Some(&path));
    }
    Ok(tally.outcome())
}

impl Arguments {
    fn render(&self, report: &Report, work: &Work, ink: Ink) -> String {
        let text = work.article.text.as_str();
        match self.format {
            Format::Text if self.inline => inline::article(report, text, ink),
            Format::Text => page::page(report, text, ink),
            Format::Json => serde_json::to_string_pretty(report).unwrap_or_default() + "\n",
            Format::Brat => brat::to_string(report, text),
        }
    }
}
