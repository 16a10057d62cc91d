//! `ascribe times`: what expressions of time mean.

use ascribe::time::{self, Reference};
use ascribe::{Article, Published, TimeExpression};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::console::Console;
use crate::fault::{CODES, Failure, Outcome};
use crate::input::Reading;
use crate::output::{Folder, Target, Writing};
use crate::run::each;

const ABOUT: &str = "\
A line for each expression, with the days that it means; a folder gets NAME.json for each article, with all that is known of them:
  ascribe times --published 2021-12-30 --phrase \"two weeks ago\" --phrase \"from 2014 to 2016\"
  ascribe times --metadata articles.tsv --out readings/ articles/";

/// Print what expressions of time mean
#[derive(Args)]
#[command(after_help = format!("{ABOUT}\n\n{CODES}"))]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    writing: Writing,
    /// What to write; json in a folder
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Words to read in place of articles; may be given several times
    #[arg(long, value_name = "TEXT", conflicts_with = "paths")]
    phrase: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each expression
    Text,
    /// An object for each article
    Json,
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let target = arguments.writing.target()?;
    if let Target::Folder(folder) = &target {
        return arguments.files(&Folder::open(folder, arguments.writing.force)?, console);
    }
    let mut sink = arguments.writing.stream()?;
    if !arguments.phrase.is_empty() {
        let facts = arguments.reading.facts()?;
        for phrase in &arguments.phrase {
            sink.write(arguments.render(&facts.article(phrase.as_str())))?;
        }
        sink.finish()?;
        return Ok(Outcome::Done);
    }
    let source = arguments.reading.open(console)?;
    let work = |work: crate::run::Work| Ok(arguments.render(&work.article));
    let tally = each(console, !target.is_terminal(), source, work, |lines| sink.write(lines))?;
    if let Some(path) = sink.finish()? {
        tally.note(console, Some(&path));
    }
    Ok(tally.outcome())
}

fn expressions(article: &Article) -> Vec<TimeExpression> {
    let published = article.metadata.published.map(Published::date);
    time::expressions(&article.text, &Reference::new(published))
}

impl Arguments {
    fn render(&self, article: &Article) -> String {
        let found = expressions(article);
        if self.format == Some(Format::Json) {
            return json!({ "times": found }).to_string() + "\n";
        }
        let line = |one: &TimeExpression| {
            let words = one.span.slice(&article.text).unwrap_or_default().split_whitespace();
            format!("{:<28} {}\n", words.collect::<Vec<_>>().join(" "), one.reading)
        };
        found.iter().map(line).collect()
    }

    fn files(&self, folder: &Folder, console: &Console) -> Result<Outcome, Failure> {
        if self.format == Some(Format::Text) {
            return Err(Failure::usage("--format text is for a file or standard output; a folder gets json"));
        }
        let source = self.reading.open(console)?;
        source.check_names()?;
        folder.may_write(source.names().map(|name| format!("{name}.json")))?;
        let work = |work: crate::run::Work| {
            let json = serde_json::to_string_pretty(&json!({ "times": expressions(&work.article) }));
            folder.put(&format!("{}.json", work.file_name), json.map_err(|error| error.to_string())?)
        };
        let tally = each(console, true, source, work, Ok)?;
        tally.note(console, Some(folder.path()));
        Ok(tally.outcome())
    }
}
