//! How fast the larger model is on one core, beside the weights inside the library. Run with `cargo bench -p ascribe-transformer`.

#![allow(clippy::unwrap_used, clippy::cast_precision_loss, missing_docs)]

use std::fs;
use std::path::Path;
use std::time::Instant;

use ascribe::{Analyzer, Article};

/// Articles that are read.
const ARTICLES: usize = 48;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = fs::read_dir(root.join("../../corpus/learn"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    let articles: Vec<Article> =
        paths.iter().take(ARTICLES).map(|path| Article::new(fs::read_to_string(path).unwrap())).collect();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let started = Instant::now();
    let weights = fs::read(root.join("weights/news-en.bin")).unwrap();
    let large = Analyzer::new().with_engine(ascribe_transformer::from_bytes(&weights).unwrap());
    println!("weights: {:.1} MB, read in {} ms", weights.len() as f64 / 1e6, started.elapsed().as_millis());
    let rate = |analyzer: &Analyzer| {
        let read = || articles.iter().map(|article| analyzer.analyze(article).claims.len()).sum::<usize>();
        read();
        // The best of three: what else the machine does takes time away, and gives none.
        let best = (0..3).map(|_| {
            let started = Instant::now();
            read();
            started.elapsed().as_secs_f64()
        });
        bytes as f64 / 1e3 / best.fold(f64::INFINITY, f64::min)
    };
    let (large, small) = (rate(&large), rate(&Analyzer::new()));
    println!("one core, {ARTICLES} articles of corpus/learn:");
    println!("  weights inside   {small:6.0} KB/s");
    println!("  larger model     {large:6.1} KB/s, a {:.0}th", small / large);
}
