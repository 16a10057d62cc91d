//! Annotated news scored: whole claims, and each part of them.

mod cases;
mod days;
mod gold;
mod names;
mod pairs;
mod part;
mod place;
mod print;
mod score;
mod scores;
pub(crate) mod verify;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ascribe::{Analyzer, Claim, Level, Report};
use clap::ValueEnum;
use serde_json::Value;

use crate::evaluate::corpus::open;
use crate::fault::{Failure, at};
use crate::output::Sink;
use crate::pipeline;
use gold::{Annotated, Marked};
pub(crate) use part::Part;
pub(crate) use print::MEASURES;
use score::Fault;
use scores::Scores;

/// What articles are grouped by.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// The beat that the annotation names
    Beat,
    /// The country that the annotation names
    Country,
    /// The part of the file's name before its first hyphen: in corpus/drill the kind of difficulty
    Kind,
}

/// Where the reports come from.
pub(crate) enum Reports<'a> {
    Analyzer(&'a Analyzer),
    /// NAME.json for each article.
    Folder(&'a Path),
}

impl Reports<'_> {
    fn of(&self, article: &Annotated) -> Result<Report, Failure> {
        let folder = match self {
            Reports::Analyzer(analyzer) => return Ok(analyzer.analyze(&article.article())),
            Reports::Folder(folder) => folder,
        };
        let path = folder.join(format!("{}.json", article.name));
        let report: Report =
            serde_json::from_str(&open(&path)?).map_err(|error| Failure::Unread(at(&path, error)))?;
        report.validate_text(&article.text).map_err(|error| Failure::Unread(at(&path, error)))?;
        Ok(report)
    }
}

/// What is printed.
pub(crate) struct Wanted {
    pub(crate) json: bool,
    pub(crate) by: Option<By>,
    pub(crate) errors: bool,
    /// Only these articles.
    pub(crate) part: Option<Part>,
}

/// Reads the annotation, and says what there is of it.
pub(crate) fn check(sink: &mut Sink, folders: &[PathBuf]) -> Result<(), Failure> {
    let articles = gold::read(folders)?;
    let all = || articles.iter().flat_map(|article| &article.attributions);
    let words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
    put!(sink, "{} articles, {words} words", articles.len());
    put!(
        sink,
        "{} attributions, {} of them nested, {} passed on by another",
        all().count(),
        all().filter(|one| one.nested).count(),
        all().filter(|one| one.relay.is_some()).count()
    );
    let times: usize = articles.iter().map(|article| article.times.len()).sum();
    put!(sink, "{times} expressions of time");
    Ok(())
}

/// Scores the reports of the articles.
pub(crate) fn run(
    sink: &mut Sink,
    folders: &[PathBuf],
    reports: &Reports<'_>,
    wanted: &Wanted,
) -> Result<(), Failure> {
    let mut articles = gold::read(folders)?;
    articles.retain(|article| wanted.part.is_none_or(|part| part.has(&article.name)));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (mut total, mut groups) = (Scores::default(), BTreeMap::<String, Scores>::new());
    pipeline::in_order(
        articles.into_iter().map(Ok),
        threads,
        |article| {
            let report = reports.of(&article);
            (article, report)
        },
        |(article, report): (Annotated, Result<Report, Failure>)| {
            let report = report?;
            let mut told = Vec::new();
            score::count(&mut total, &article, &report, |fault, marked, claim| {
                if wanted.errors {
                    told.push(line(&article, &report, fault, marked, claim));
                }
            });
            if let Some(by) = wanted.by {
                let group = groups.entry(group(&article, by)).or_default();
                score::count(group, &article, &report, |_, _, _| {});
            }
            told.into_iter().try_for_each(|line| sink.write(line))
        },
    )?;
    if wanted.json {
        let mut json = total.to_json();
        if wanted.by.is_some() {
            let groups = groups.into_iter().map(|(name, scores)| (name, Value::Object(scores.to_json())));
            json.insert("groups".to_owned(), groups.collect());
        }
        let json = Value::Object(json);
        put!(sink, "{json}");
        return Ok(());
    }
    if wanted.errors {
        return Ok(());
    }
    print::total(sink, &total)?;
    if wanted.by.is_some() {
        print::groups(sink, &groups)?;
    }
    Ok(())
}

fn group(article: &Annotated, by: By) -> String {
    match by {
        By::Beat => article.beat.clone(),
        By::Country => article.country.clone(),
        By::Kind => article.name.split('-').next().unwrap_or_default().to_owned(),
    }
}

/// A marked attribution that is not wholly right: `NAME gate | source | cue | content | what is printed`. A wrong level is told with the
/// right one.
fn line(
    article: &Annotated,
    report: &Report,
    fault: Fault,
    marked: &Marked,
    claim: Option<&Claim>,
) -> String {
    let part = |spans: &[std::ops::Range<usize>]| {
        let parts: Vec<&str> = spans.iter().filter_map(|span| article.text.get(span.clone())).collect();
        parts.join(" … ").replace('\n', " ")
    };
    let printed = |spans: &[ascribe::Span]| {
        let ranges: Vec<_> = spans.iter().map(|span| span.start()..span.end()).collect();
        part(&ranges)
    };
    let printed = match (claim, claim.and_then(Claim::speaker)) {
        (Some(claim), Some(speaker)) => {
            format!(" | printed: {} | {}", printed(&speaker.source_spans), printed(&claim.content))
        }
        _ => String::new(),
    };
    let gate = match fault {
        Fault::Missed => "missed",
        Fault::Content => "content",
        Fault::Source => "source",
        Fault::Level => {
            let source = claim.and_then(Claim::speaker).and_then(|speaker| speaker.source);
            let level = source.and_then(|id| report.source(id)).map_or(Level::Unattributed, |one| one.level);
            &format!("level {level} for {}", marked.level.unwrap_or(Level::Unattributed))
        }
        Fault::Relay => "relay",
    };
    let marked = [&marked.source, &marked.cue, &marked.content].map(|spans| part(spans)).join(" | ");
    format!("{} {gate} | {marked}{printed}\n", article.name)
}
