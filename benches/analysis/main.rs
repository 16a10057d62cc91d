//! The whole analysis, and beside it, on the same text and in the same run, the splitting of that text into words by
//! unicode-segmentation: a yardstick that makes figures of different machines comparable.
//!
//! Then time and memory by the length of the text, of news and of the worst input of each stage.
//!
//! ```text
//! cargo bench --bench analysis
//! cargo bench --bench analysis -- growth [KIND...]
//! ```

#![allow(clippy::indexing_slicing, clippy::cast_lossless)]

mod growth;
mod worst;

use std::fs;
use std::hint::black_box;
use std::path::Path;

use ascribe::{Analyzer, Article, Report};
use criterion::{Criterion, Throughput, criterion_group};
use unicode_segmentation::UnicodeSegmentation;

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

fn whole(criterion: &mut Criterion) {
    let articles = articles();
    let analyzer = Analyzer::new();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let mut group = criterion.benchmark_group("analysis");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("words by unicode-segmentation", |bencher| {
        bencher.iter(|| {
            articles.iter().map(|article| black_box(&article.text).unicode_words().count()).sum::<usize>()
        });
    });
    group.bench_function("analyze", |bencher| {
        bencher.iter(|| {
            articles.iter().map(|article| analyzer.analyze(black_box(article)).claims.len()).sum::<usize>()
        });
    });
    let reports: Vec<Report> = articles.iter().map(|article| analyzer.analyze(article)).collect();
    group.bench_function("write JSON", |bencher| {
        bencher.iter(|| {
            black_box(&reports)
                .iter()
                .map(|report| serde_json::to_string(report).map_or(0, |s| s.len()))
                .sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, whole);

fn main() {
    let news: String = articles().iter().flat_map(|article| [article.text.as_str(), "\n\n"]).collect();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--peak", kind, size] => return growth::peak(&news, kind, size),
        // Whether it runs at all, asked by `cargo test --benches`.
        [.., "--test"] | ["--test", ..] => return benches(),
        _ => {}
    }
    let growth = arguments.iter().position(|argument| argument == "growth");
    if growth.is_none() {
        benches();
        Criterion::default().configure_from_args().final_summary();
    }
    let only: Vec<String> = growth
        .map(|at| arguments.into_iter().skip(at + 1).filter(|argument| argument != "--bench").collect())
        .unwrap_or_default();
    growth::time(&news, &only);
    growth::memory(&only);
}
