//! How sure levels and identities are, and how often right, where the attributions are given.

use std::collections::BTreeMap;
use std::path::Path;

use ascribe::export::brat;
use ascribe::{Analyzer, Confidence, Level, SourceId};

use super::corpus::Marked;
use crate::evaluate::corpus::open;
use crate::fault::{Failure, at};
use crate::finding;
use crate::output::Sink;

/// The labels of a corpus: `{article: {first code point of the content: [level, actor]}}`.
type Labels = BTreeMap<String, BTreeMap<String, (String, String)>>;

/// What is right of how many.
#[derive(Default)]
struct Count(usize, usize);

/// By hundredths of confidence.
#[derive(Default)]
struct Reliability {
    identity: BTreeMap<u8, Count>,
    level: BTreeMap<u8, Count>,
}

/// A labelled line, and what the analyzer says of it.
struct Line<'l> {
    actor: &'l str,
    source: Option<SourceId>,
    identity: Confidence,
}

/// Prints both for the articles that have labels.
pub(crate) fn run(sink: &mut Sink, path: &Path, articles: &[Marked]) -> Result<(), Failure> {
    let labels: Labels =
        serde_json::from_str(&open(path)?).map_err(|error| Failure::Unread(at(path, error)))?;
    let (analyzer, mut reliability) = (finding::analyzer(), Reliability::default());
    for article in articles {
        if let Some(labels) = labels.get(&article.name) {
            reliability.add(&analyzer, article, labels);
        }
    }
    sink.write(reliability.to_string())
}

impl Reliability {
    /// Counts the lines of one article.
    fn add(&mut self, analyzer: &Analyzer, article: &Marked, labels: &BTreeMap<String, (String, String)>) {
        let text = article.text.as_str();
        let report = analyzer.resolve(&article.article(), &brat::given_from_str(&article.standoff, text));
        let mut lines: Vec<Line<'_>> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for claim in &report.claims {
            let Some(start) = claim.content.first().map(|span| span.start()) else { continue };
            let key = text[..start].chars().count().to_string();
            let Some((level, actor)) = labels.get(&key).filter(|(level, _)| level != "author") else {
                continue;
            };
            let Some(link) = claim.speaker().filter(|_| seen.insert(key)) else { continue };
            let source = link.source.and_then(|id| report.source(id));
            let (own, sure) = source
                .map_or((Level::Unattributed, None), |source| (source.level, Some(source.level_confidence)));
            if let Some(sure) = sure {
                let count = self.level.entry(hundredths(sure)).or_default();
                count.1 += 1;
                count.0 += usize::from(own.as_str() == level);
            }
            if level != "unattributed" {
                lines.push(Line { actor, source: link.source, identity: link.identity });
            }
        }
        // Right is who has most lines of the actor that most of its own lines have.
        for line in &lines {
            let Some(source) = line.source else { continue };
            let of_source =
                lines.iter().filter(|other| other.source == Some(source)).map(|other| other.actor);
            let of_actor = lines.iter().filter(|other| other.actor == line.actor).map(|other| other.source);
            let right = most(of_source) == Some(line.actor) && most(of_actor) == Some(Some(source));
            let count = self.identity.entry(hundredths(line.identity)).or_default();
            count.1 += 1;
            count.0 += usize::from(right);
        }
    }
}

/// What comes up most often; the least of equals.
fn most<T: Ord + Copy>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    counts.into_iter().max_by_key(|(one, count)| (*count, std::cmp::Reverse(*one))).map(|(one, _)| one)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn hundredths(confidence: Confidence) -> u8 {
    (confidence.get() * 100.0).round() as u8
}

impl std::fmt::Display for Reliability {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (name, counts) in [("identity", &self.identity), ("level", &self.level)] {
            writeln!(f, "{name}: how sure, and how often right")?;
            for (sure, Count(right, all)) in counts {
                let share = 100.0 * *right as f64 / *all as f64;
                writeln!(f, "{:4.2}        {share:6.1} % of {all}", f64::from(*sure) / 100.0)?;
            }
        }
        Ok(())
    }
}
