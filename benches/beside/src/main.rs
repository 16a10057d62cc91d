//! How fast the library analyzes, beside an earlier commit of it: both in one process, in turns, on one thread.
//!
//! ```text
//! cargo run -p xtask -- beside COMMIT [FOLDER...]
//! ```

#![allow(clippy::cast_precision_loss)] // Of bytes and seconds.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// Turns of each.
const TURNS: usize = 21;

fn main() -> Result<(), String> {
    let mut texts = Vec::new();
    for folder in std::env::args().skip(1) {
        let failed = |error: std::io::Error| format!("{folder}: {error}");
        for entry in Path::new(&folder).read_dir().map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|end| end == "txt") {
                texts.push(std::fs::read_to_string(path).map_err(failed)?);
            }
        }
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    if bytes == 0 {
        return Err("no text".to_owned());
    }
    let (now, before) = (now::Analyzer::new(), before::Analyzer::new());
    let articles: Vec<_> = texts.iter().map(now::Article::new).collect();
    let earlier: Vec<_> = texts.iter().map(before::Article::new).collect();
    let mut turns: Vec<[f64; 2]> = Vec::new();
    for _ in 0..TURNS {
        let after = seconds(|| articles.iter().map(|article| now.analyze(article).claims.len()).sum());
        let first = seconds(|| earlier.iter().map(|article| before.analyze(article).claims.len()).sum());
        turns.push([after, first]);
    }
    let middle = |of: &dyn Fn(&[f64; 2]) -> f64| {
        let mut all: Vec<f64> = turns.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all.get(TURNS / 2).copied().unwrap_or(f64::NAN)
    };
    let rate = |seconds: f64| bytes as f64 / seconds / 1e6;
    println!(
        "{bytes} bytes: now {:.3} MB/s, before {:.3} MB/s, {:.2} times its rate (medians of {TURNS} turns)",
        rate(middle(&|[now, _]| *now)),
        rate(middle(&|[_, before]| *before)),
        middle(&|[now, before]| before / now),
    );
    Ok(())
}

fn seconds(work: impl Fn() -> usize) -> f64 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_secs_f64()
}
