//! The command and the examples, as the README says.

use std::fs;

use super::command::{ascribe, build_ascribe, built, program, tool};
use super::figures::at_most;
use super::files::{Work, copy, read, says};
use super::{ARTICLE, Done};

/// Each is a few lines of the public API.
const EXAMPLES: [&str; 10] =
    ["article", "audit", "by_hand", "chunks", "export", "grade", "monitor", "own_words", "service", "verify"];

pub(super) fn run(work: &Work) -> Done {
    let line = format!("cargo run --release -p ascribe-cli -- read {ARTICLE}");
    says("README.md", &line, true)?;
    tool(&line).run()?;
    build_ascribe()?;
    let one = work.path("article.ann");
    ascribe("annotate --published 2021-12-30 --format brat --out").arg(&one).arg(ARTICLE).run()?;
    let folder = work.folder("in")?;
    copy("examples/data", ".txt", &folder)?;
    let metadata = folder.join("metadata.tsv");
    fs::write(&metadata, "filename\tpublication_date\nputin-biden-call\t2021-12-30\n")
        .map_err(|error| error.to_string())?;
    let out = work.path("out");
    ascribe("annotate --format brat --out-dir")
        .arg(&out)
        .arg("--metadata")
        .arg(&metadata)
        .arg(&folder)
        .run()?;
    if read(out.join("putin-biden-call.ann"))? != read(&one)? {
        return Err("one article and a folder differ".to_owned());
    }
    tool("cargo build --examples").run()?;
    for example in EXAMPLES {
        program(&built("debug", "examples").join(example)).printed()?;
        let source = format!("examples/{example}.rs");
        #[allow(clippy::cast_precision_loss)] // No file has so many lines.
        let lines = read(&source)?.lines().count() as f64;
        at_most(&format!("lines of {source}"), lines, 60.0)?;
    }
    Ok(())
}
