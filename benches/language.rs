//! The language layer beside a plain split into words, on whole articles.
//!
//! `cargo bench --bench language`. At the end it prints what each stage takes for a token, and how many times the split
//! into words by `unicode-segmentation` the layer takes. The texts are written for this project (benches/data), and
//! PolNeAR's development articles where they lie beside the repository (../shared/polnear/dev).

#![allow(
    clippy::cast_precision_loss,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::indexing_slicing
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use ascribe::text::Document;
use ascribe::text::syntax::LanguageModel;
use criterion::{Criterion, Throughput};
use unicode_segmentation::UnicodeSegmentation;

/// A stage: its name, and how to run it on a text; it gives something that hangs on all of its work.
type Stage = (&'static str, fn(&str) -> usize);

/// From the plain split, with blanks and marks or without, to the whole layer; of the last three each contains the one
/// before it.
const STAGES: [Stage; 5] = [
    ("split_word_bounds", |text| text.split_word_bounds().map(str::len).max().unwrap_or(0)),
    ("unicode_words", |text| text.unicode_words().map(str::len).sum()),
    ("segmentation", |text| Document::segment(text).tokens().len()),
    ("segmentation, tags, lemmas", |text| Document::tag(text, LanguageModel::embedded()).tokens().len()),
    ("whole layer", |text| Document::parse(text, LanguageModel::embedded()).tokens().len()),
];

fn texts(folder: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| path.extension().is_some_and(|end| end == "txt"));
    texts.filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// For each text the fastest of several runs, summed: what it takes where nothing else runs, as far as that can be had.
fn fastest(texts: &[String], stage: fn(&str) -> usize) -> Duration {
    const RUNS: usize = 15;
    let run = |text: &String| {
        let start = Instant::now();
        black_box(stage(black_box(text)));
        start.elapsed()
    };
    texts.iter().filter_map(|text| (0..RUNS).map(|_| run(text)).min()).sum()
}

fn main() {
    let root = env!("CARGO_MANIFEST_DIR");
    let corpora = [
        ("own articles", texts(&format!("{root}/benches/data"))),
        ("PolNeAR dev", texts(&format!("{root}/../shared/polnear/dev/text"))),
    ];
    black_box(LanguageModel::embedded());
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    for (name, texts) in corpora.iter().filter(|(_, texts)| !texts.is_empty()) {
        let mut group = criterion.benchmark_group(*name);
        group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
        for (stage, run) in STAGES {
            group.bench_function(stage, |bencher| {
                bencher.iter(|| texts.iter().map(|text| run(black_box(text))).sum::<usize>());
            });
        }
        group.finish();
    }
    criterion.final_summary();
    let load = || {
        let bytes = LanguageModel::embedded().to_bytes();
        let start = Instant::now();
        black_box(LanguageModel::from_bytes(&bytes)).map(|_| start.elapsed()).unwrap_or_default()
    };
    println!(
        "weights loaded in {:.1} ms",
        (0..5).map(|_| load()).min().unwrap_or_default().as_secs_f64() * 1e3
    );
    for (name, texts) in corpora.iter().filter(|(_, texts)| !texts.is_empty()) {
        let tokens: usize = texts.iter().map(|text| Document::segment(text).tokens().len()).sum();
        println!("{name}: {} articles, {tokens} tokens", texts.len());
        let plain = fastest(texts, STAGES[1].1).as_secs_f64();
        for (stage, run) in STAGES {
            let time = fastest(texts, run).as_secs_f64();
            println!(
                "  {stage:27} {:6.3} µs a token, {:5.2} times unicode_words",
                1e6 * time / tokens as f64,
                time / plain
            );
        }
    }
}
