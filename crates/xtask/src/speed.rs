//! Time that the attribution engine takes, beside splitting the same texts into words.

use std::hint::black_box;
use std::time::Instant;

use ascribe::text::{Document, syntax::LanguageModel};
use ascribe::{AttributionModel, Confidence};
use unicode_segmentation::UnicodeSegmentation;

/// Prints microseconds a token for the `.txt` files of a folder.
pub(crate) fn run(folder: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{folder}: {error}");
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|end| end == "txt") {
            texts.push(
                std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?,
            );
        }
    }
    let model = AttributionModel::embedded();
    let documents: Vec<Document<'_>> =
        texts.iter().map(|text| Document::parse(text, LanguageModel::embedded())).collect();
    let tokens: usize = documents.iter().map(|document| document.tokens().len()).sum();
    let words = best(|| texts.iter().map(|text| text.unicode_words().count()).sum());
    let engine = best(|| documents.iter().map(|document| model.find(document, Confidence::ZERO).len()).sum());
    #[allow(clippy::cast_precision_loss)] // No folder holds so many tokens.
    let each = |seconds: f64| 1e6 * seconds / tokens.max(1) as f64;
    println!(
        "engine {:.2} us a token, words {:.2} us a token: {:.1} times",
        each(engine),
        each(words),
        engine / words
    );
    Ok(())
}

/// The shortest of ten runs, in seconds.
fn best(work: impl Fn() -> usize) -> f64 {
    let time = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64()
    };
    (0..10).map(time).fold(f64::INFINITY, f64::min)
}
