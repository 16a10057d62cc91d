//! Prints what expressions of time mean, or writes them for many texts.
//!
//! ```text
//! cargo run --release --example times -- --reference 2021-12-30 "They met two weeks ago." "from 2014 to 2016"
//! cargo run --release --example times -- --metadata texts/metadata.tsv --out readings texts/*.txt
//! ```
//!
//! The first form prints a line for each expression of each phrase. The second writes `readings/NAME.json` for each text,
//! whose date of publication stands in the table's columns `filename` (with or without ".txt") and `publication_date`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ascribe::time::{self, Reference};

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Failure> {
    let (mut published, mut metadata, mut out, mut rest) =
        (None, HashMap::new(), None::<PathBuf>, Vec::new());
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--reference" => published = Some(value()?.parse().map_err(|_| "write the date as 2021-12-30")?),
            "--metadata" => metadata = dates(Path::new(&value()?))?,
            "--out" => out = Some(value()?.into()),
            _ => rest.push(word),
        }
    }
    let Some(out) = out else {
        for phrase in &rest {
            for time in time::expressions(phrase, &Reference::new(published)) {
                println!("{:<28} {}", time.span.slice(phrase).unwrap_or_default(), time.reading);
            }
        }
        return Ok(());
    };
    std::fs::create_dir_all(&out)?;
    for path in rest.iter().map(Path::new) {
        let name = path.file_stem().and_then(|name| name.to_str()).ok_or("a text without a name")?;
        let text = std::fs::read_to_string(path)?;
        let times = time::expressions(&text, &Reference::new(metadata.get(name).copied()));
        let json = serde_json::json!({ "times": times });
        std::fs::write(out.join(format!("{name}.json")), serde_json::to_string_pretty(&json)?)?;
    }
    Ok(())
}

/// The dates of publication of a table, by the names of the texts.
fn dates(path: &Path) -> Result<HashMap<String, chrono::NaiveDate>, Failure> {
    let table = std::fs::read_to_string(path)?;
    let mut lines = table.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let head = lines.next().ok_or("an empty table")?;
    let column = |name: &str| head.iter().position(|found| *found == name).ok_or(format!("no column {name}"));
    let (name, date) = (column("filename")?, column("publication_date")?);
    let mut dates = HashMap::new();
    for line in lines {
        if let (Some(name), Some(Ok(date))) = (line.get(name), line.get(date).map(|date| date.parse())) {
            dates.insert(name.trim_end_matches(".txt").to_owned(), date);
        }
    }
    Ok(dates)
}
