//! Statements about annotated news verified: how many verdicts are right.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ascribe::Analyzer;
use ascribe::verify::{Agreement, Match, Verdict};
use serde_json::json;

use super::cases::{Case, Denying, Kind, cases};
use super::gold::{self, Annotated};
use super::part::{Part, crc32};
use crate::fault::Failure;
use crate::output::Sink;
use crate::pipeline;

/// Maximum number of statements.
const MOST: usize = 2000;

#[derive(Default)]
struct Counts {
    all: usize,
    words: usize,
    /// Statements of which the speaker can be judged: the words are there, and somebody said them.
    asked: usize,
    /// Whether the speaker agrees was decided.
    decided: usize,
    speaker: usize,
    supported: usize,
}

impl Counts {
    fn add(&mut self, case: &Case, verdict: &Verdict) {
        self.all += 1;
        self.words += usize::from(words_are_right(case.kind, verdict));
        self.supported += usize::from(verdict.supported);
        if !case.kind.is_there() || !verdict.words.are_there() || case.kind == Kind::Denial {
            return;
        }
        self.asked += 1;
        let decided = verdict.speaker.verdict != Agreement::Unclear;
        self.decided += usize::from(decided);
        let agrees = verdict.speaker.verdict == Agreement::Agrees;
        self.speaker += usize::from(decided && agrees == (case.kind != Kind::Swapped));
    }

    fn merge(&mut self, other: &Counts) {
        self.all += other.all;
        self.words += other.words;
        self.asked += other.asked;
        self.decided += other.decided;
        self.speaker += other.speaker;
        self.supported += other.supported;
    }
}

/// Whether the words are where they are, and what was altered is told.
fn words_are_right(kind: Kind, verdict: &Verdict) -> bool {
    let words = &verdict.words;
    if kind.is_there() {
        return words.are_there() && kind.marks().is_none_or(|marks| words.marks == Some(marks));
    }
    let told = kind.change().is_none_or(|kind| words.changes.iter().any(|change| change.kind == kind));
    if kind == Kind::Splice { !words.are_there() } else { words.matched == Match::Altered && told }
}

/// What is printed.
pub(crate) struct Wanted {
    pub(crate) json: bool,
    pub(crate) errors: bool,
    pub(crate) part: Option<Part>,
}

/// Makes statements from annotated news, verifies them and prints how many verdicts are right.
pub(crate) fn run(
    sink: &mut Sink,
    folders: &[PathBuf],
    analyzer: &Analyzer,
    wanted: &Wanted,
) -> Result<(), Failure> {
    let mut articles = gold::read(folders)?;
    let denying = Denying::of(&articles);
    articles.retain(|article| wanted.part.is_none_or(|part| part.has(&article.name)));
    let mut chosen: Vec<Vec<Case>> = articles.iter().map(|article| cases(article, &denying)).collect();
    choose(&articles, &mut chosen);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut counts: BTreeMap<Kind, Counts> = BTreeMap::new();
    pipeline::in_order(
        articles.into_iter().zip(chosen).filter(|(_, cases)| !cases.is_empty()).map(Ok),
        threads,
        |(article, cases)| {
            let statements: Vec<_> = cases.iter().map(|case| case.statement.clone()).collect();
            let verdicts = analyzer.verify(&article.article(), &statements);
            (article, cases, verdicts)
        },
        |(article, cases, verdicts): (Annotated, Vec<Case>, Vec<Verdict>)| {
            for (case, verdict) in cases.iter().zip(&verdicts) {
                let count = counts.entry(case.kind).or_default();
                let mut own = Counts::default();
                own.add(case, verdict);
                if wanted.errors
                    && (verdict.supported != is_supported(case.kind)
                        || own.words < 1
                        || own.speaker < own.asked)
                {
                    sink.write(line(&article, case, verdict))?;
                }
                count.merge(&own);
            }
            Ok(())
        },
    )?;
    if wanted.errors { Ok(()) } else { print(sink, &counts, wanted.json) }
}

/// Keeps as many statements as are wanted: as many of each kind as there are, up to an equal share, in an order that has nothing to do
/// with the text.
fn choose(articles: &[Annotated], cases: &mut [Vec<Case>]) {
    let mut order: BTreeMap<Kind, Vec<(u32, usize, usize)>> = BTreeMap::new();
    for (of, (article, cases)) in articles.iter().zip(cases.iter()).enumerate() {
        for (at, case) in cases.iter().enumerate() {
            let sum = crc32(format!("{} {at}", article.name).as_bytes());
            order.entry(case.kind).or_default().push((sum, of, at));
        }
    }
    let mut left = MOST;
    let mut kinds: Vec<_> = order.into_values().collect();
    kinds.sort_by_key(Vec::len);
    let mut keep: Vec<Vec<bool>> = cases.iter().map(|cases| vec![false; cases.len()]).collect();
    let count = kinds.len();
    for (done, mut one) in kinds.into_iter().enumerate() {
        one.sort_unstable();
        one.truncate(left / (count - done));
        left -= one.len();
        for (_, of, at) in one {
            if let Some(slot) = keep.get_mut(of).and_then(|slots| slots.get_mut(at)) {
                *slot = true;
            }
        }
    }
    for (cases, keep) in cases.iter_mut().zip(keep) {
        let mut keep = keep.into_iter();
        cases.retain(|_| keep.next().unwrap_or(false));
    }
}

fn line(article: &Annotated, case: &Case, verdict: &Verdict) -> String {
    let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let because: Vec<String> = verdict.because.iter().map(ToString::to_string).collect();
    format!(
        "{} {} | {} | {} | {} {} {:.2} {} | {}\n",
        article.name,
        case.kind.as_str(),
        case.statement.speaker,
        one_line(&case.statement.words),
        verdict.words.matched,
        verdict.speaker.verdict,
        verdict.speaker.confidence.get(),
        verdict.speaker.label.as_deref().unwrap_or("-"),
        because.join("; "),
    )
}

#[allow(clippy::cast_precision_loss, reason = "counts of statements are small")]
fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { 100.0 * part as f64 / all as f64 }
}

fn print(sink: &mut Sink, counts: &BTreeMap<Kind, Counts>, as_json: bool) -> Result<(), Failure> {
    let mut total = Counts::default();
    for one in counts.values() {
        total.merge(one);
    }
    let supported = |wanted: bool| {
        let of = counts.iter().filter(|(kind, _)| wanted == is_supported(**kind));
        let sums = of.fold((0, 0), |(part, all), (_, one)| (part + one.supported, all + one.all));
        share(sums.0, sums.1)
    };
    let passed: usize = [Kind::Negation, Kind::Number]
        .iter()
        .filter_map(|kind| counts.get(kind))
        .map(|one| one.supported)
        .sum();
    let figures = [
        ("words right", share(total.words, total.all)),
        ("speaker right where told", share(total.speaker, total.decided)),
        ("speaker not told", share(total.asked - total.decided, total.asked)),
        ("supported of the true", supported(true)),
        ("supported of the false", supported(false)),
    ];
    if as_json {
        let mut object = serde_json::Map::new();
        object.insert("statements".to_owned(), json!(total.all));
        object.extend(
            figures.iter().map(|(name, share)| ((*name).to_owned(), json!((share * 10.0).round() / 10.0))),
        );
        object.insert("altered negations and numbers passed".to_owned(), json!(passed));
        let object = serde_json::Value::Object(object);
        put!(sink, "{object}");
        return Ok(());
    }
    put!(sink, "{} statements; percent", total.all);
    put!(sink, "{:<22}{:>7}{:>8}{:>9}{:>10}{:>11}", "", "count", "words", "speaker", "not told", "supported");
    for kind in Kind::ALL {
        let Some(one) = counts.get(&kind) else { continue };
        let (speaker, untold) = if one.asked == 0 {
            ("-".to_owned(), "-".to_owned())
        } else {
            let untold = share(one.asked - one.decided, one.asked);
            (format!("{:.1}", share(one.speaker, one.decided)), format!("{untold:.1}"))
        };
        put!(
            sink,
            "{:<22}{:>7}{:>8.1}{speaker:>9}{untold:>10}{:>11.1}",
            kind.as_str(),
            one.all,
            share(one.words, one.all),
            share(one.supported, one.all)
        );
    }
    for (name, share) in figures {
        put!(sink, "{name:<26}{share:>6.1}");
    }
    put!(sink, "altered negations and numbers passed {passed}");
    Ok(())
}

/// Whether a statement of this kind is to be supported.
fn is_supported(kind: Kind) -> bool {
    matches!(kind, Kind::True | Kind::Typography | Kind::Paraphrase)
}
