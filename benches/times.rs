//! What finding the expressions of time, and the events with the force of claims, adds to the time of the whole analysis:
//! each as a share of it, measured in turns within one run, so that the figures of different machines can be compared.
//!
//! `cargo bench --bench times`

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use ascribe::time::{Reference, expressions};
use ascribe::{Analyzer, Article, Options};

/// So often each is measured. The median counts.
const ROUNDS: usize = 25;

/// The articles in the repository.
fn articles() -> Vec<Article> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = ["examples/data", "benches/data"]
        .iter()
        .filter_map(|folder| fs::read_dir(root.join(folder)).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    let read =
        |path| Some(Article::new(fs::read_to_string(path).ok()?).with_published("2021-12-30".parse().ok()?));
    paths.into_iter().filter_map(read).collect()
}

fn measure(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn main() {
    let articles = articles();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let mut options = Options::default();
    options.events = false;
    let (whole, eventless) = (Analyzer::new(), Analyzer::new().with_options(options));
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        let analyze = |analyzer: &Analyzer| {
            articles.iter().map(|article| analyzer.analyze(black_box(article)).events.len()).sum()
        };
        let find = || {
            let reference =
                |article: &Article| Reference::new(article.metadata.published.map(ascribe::Published::date));
            articles
                .iter()
                .map(|article| expressions(black_box(&article.text), &reference(article)).len())
                .sum()
        };
        let [all, without_events, times_alone] = &mut times;
        all.push(measure(|| analyze(&whole)));
        without_events.push(measure(|| analyze(&eventless)));
        times_alone.push(measure(find));
    }
    let [all, without_events, times_alone] = times.map(median);
    let share = |part: Duration| 100.0 * part.as_secs_f64() / all.as_secs_f64();
    #[allow(clippy::cast_precision_loss)]
    let speed = bytes as f64 / 1e3 / all.as_secs_f64();
    println!("{} articles, {bytes} bytes: {speed:.0} KB/s", articles.len());
    println!("share of times {:.1} % of the whole analysis", share(times_alone));
    println!("share of events {:.1} % of the whole analysis", share(all.saturating_sub(without_events)));
}
