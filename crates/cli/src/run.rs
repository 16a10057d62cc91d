//! Work on every article of the inputs, on all cores, in order.

use std::fs;
use std::path::Path;

use ascribe::Article;

use crate::console::Console;
use crate::fault::{Failure, Outcome};
use crate::input::{Record, Records, Source};
use crate::pipeline;
use crate::progress::Progress;

/// An article to work on.
pub(crate) struct Work {
    /// What it is called: the `id` of its line, or its file's name without `.txt`.
    pub(crate) id: String,
    /// What a file is called that is made of it, without its ending.
    pub(crate) file_name: String,
    /// Where it stands, for messages: `articles.jsonl:17`.
    pub(crate) place: String,
    /// Whether it is a line of JSON Lines, and no file of its own.
    pub(crate) line: bool,
    pub(crate) article: Article,
}

/// What a run did.
pub(crate) struct Tally {
    pub(crate) done: u64,
    pub(crate) failed: u64,
    /// "in 12.3 s, 250.1 a second".
    rate: String,
}

impl Tally {
    pub(crate) fn outcome(&self) -> Outcome {
        Outcome::of(self.failed)
    }

    /// Says what was done, and where it is.
    pub(crate) fn note(&self, console: &Console, place: Option<&Path>) {
        let articles = if self.done == 1 { "article" } else { "articles" };
        let place = place.map(|place| format!(" to {}", place.display())).unwrap_or_default();
        let failures = if self.failed > 0 {
            format!("; {} could not be read or written", self.failed)
        } else {
            String::new()
        };
        console.note(&format!("{} {articles} written{place} {}{failures}", self.done, self.rate));
    }
}

/// How far an earlier run came.
#[derive(Clone, Copy, Default)]
pub(crate) struct Start {
    pub(crate) failed: u64,
    /// Bytes of the inputs that it read.
    pub(crate) read: u64,
}

/// Works on every article of a source, and hands what comes of it on in the order of the inputs.
pub(crate) fn each<R: Send>(
    console: &Console,
    shown: bool,
    mut source: Source,
    work: impl Fn(Work) -> Result<R, String> + Sync,
    mut take: impl FnMut(R) -> Result<(), Failure>,
) -> Result<Tally, Failure> {
    let inputs = std::mem::take(&mut source.inputs);
    let total = bytes(&inputs);
    let records = Records::new(inputs, source.facts.longest());
    each_record(console, shown, &source, (total, records, Start::default()), work, |_, worked| {
        worked.map_or(Ok(()), &mut take)
    })
}

/// Works on the one article of a source; nothing comes of one that cannot be read.
///
/// # Errors
///
/// `several` where there are several, and what [`each`] gives.
pub(crate) fn one<R: Send>(
    console: &Console,
    source: Source,
    several: &str,
    work: impl Fn(Work) -> Result<R, String> + Sync,
) -> Result<(Option<R>, Tally), Failure> {
    if source.inputs.len() > 1 {
        return Err(Failure::usage(several));
    }
    let mut one = None;
    let tally = each(console, false, source, work, |worked| match one.replace(worked) {
        None => Ok(()),
        Some(_) => Err(Failure::usage(several)),
    })?;
    Ok((one, tally))
}

/// As [`each`], of records that were begun with. What failed is handed on as well, with its id.
pub(crate) fn each_record<R: Send>(
    console: &Console,
    shown: bool,
    source: &Source,
    (total, records, start): (Option<u64>, Records, Start),
    work: impl Fn(Work) -> Result<R, String> + Sync,
    mut take: impl FnMut(&str, Result<R, &str>) -> Result<(), Failure>,
) -> Result<Tally, Failure> {
    let mut progress = Progress::start(total, start.read, shown && !console.quiet);
    let (mut done, mut failed) = (0, source.failed + start.failed);
    let worked = pipeline::in_order(
        records,
        source.threads,
        |record: Record| {
            let (id, read, place) = (record.id(), record.read, record.place.clone());
            let (file_name, line) = (record.file_name(), record.is_line());
            let worked = record
                .article(&source.facts)
                .and_then(|article| {
                    work(Work { id: id.clone(), file_name, place: place.clone(), line, article })
                })
                .map_err(|error| format!("{place}: {error}"));
            (id, read, worked)
        },
        |(id, read, worked)| {
            match worked {
                Ok(worked) => {
                    done += 1;
                    take(&id, Ok(worked))?;
                }
                Err(error) => {
                    failed += 1;
                    progress.print(&error);
                    take(&id, Err(&error))?;
                }
            }
            progress.step(read);
            Ok(())
        },
    );
    let rate = progress.finish();
    worked?;
    Ok(Tally { done, failed, rate })
}

/// How many bytes there are to read, if that can be known.
pub(crate) fn bytes(inputs: &[crate::input::Input]) -> Option<u64> {
    let sizes = inputs.iter().map(|input| fs::metadata(&input.path).ok().filter(fs::Metadata::is_file));
    sizes.map(|about| about.map(|about| about.len())).sum()
}
