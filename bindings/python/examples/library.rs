//! The library without Python, which tests and `rate.py` hold the package against.
//!
//! `library` reads an article a line, as JSON, and writes a report a line. `library FOLDER TIMES` analyzes the texts of a folder so many times.

use std::error::Error;
use std::hint::black_box;
use std::io::{Write as _, stdin, stdout};
use std::path::Path;

use ascribe::{Analyzer, Article};

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    match given.as_slice() {
        [] => reports(),
        [folder, times] => passes(Path::new(folder), times.parse()?),
        _ => Err("library takes nothing, or FOLDER TIMES".into()),
    }
}

fn reports() -> Result<(), Box<dyn Error>> {
    let (analyzer, mut out) = (Analyzer::new(), stdout().lock());
    for line in stdin().lines() {
        let article: Article = serde_json::from_str(&line?)?;
        writeln!(out, "{}", serde_json::to_string(&analyzer.analyze(&article))?)?;
    }
    Ok(())
}

fn passes(folder: &Path, times: u32) -> Result<(), Box<dyn Error>> {
    let mut articles = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "txt") {
            articles.push(Article::new(std::fs::read_to_string(path)?));
        }
    }
    let analyzer = Analyzer::new();
    black_box(analyzer.analyze(&Article::new("It rained, she said.")));
    for _ in 0..times {
        for article in &articles {
            black_box(analyzer.analyze(article));
        }
    }
    Ok(())
}
