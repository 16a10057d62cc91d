//! Memory of an analysis and of what is written, at the peak, in times the text: of news, and of texts made to take the most.
//!
//! ```text
//! cargo bench --bench memory
//! ```
//!
//! Every allocation is counted, so that the figures are the same on every machine of the same word size. The bench fails where one
//! is above [`MOST`].

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use ascribe::export::{brat, flat, html, prov, schema_org, table, web_annotation};
use ascribe::{Analyzer, Article, Report};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How many times the text an analysis, a report and a writer may take.
const MOST: f64 = 100.0;

/// Length of the texts, in bytes.
const SIZE: usize = 1 << 20;

/// Texts that are one piece over and over; of the piece the number is replaced by a word.
const PIECES: [(&str, &str); 19] = [
    ("questions and answers", "Q: No?\nA: No.\n"),
    ("labels", "X said: "),
    ("unnamed sources", "Another official, who was not named, said no. "),
    ("quotations", "“Yes,” he said. "),
    ("straight quotations", "\"Yes,\" he said.\n"),
    ("quotations in paragraphs", "“Yes,” he said.\n\n"),
    ("dates", "On 3 May 2021, "),
    ("short dates", "1 May, "),
    ("nested statements", "Lee said that "),
    ("nested names", "# said that "),
    ("nested relays", "Lee told Reuters that "),
    ("relays in a row", "according to Reuters, "),
    ("speakers", "# # said it was over. "),
    ("pronouns", "He said she saw them. "),
    ("one name", "# "),
    ("names", "# #, "),
    ("one word", "a"),
    ("marks", "“‘(—...!?"),
    ("letters", "A. "),
];

/// A word of letters that differs for each number.
fn word(mut number: usize) -> String {
    let mut word = String::from("Ba");
    while number > 0 {
        word.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
        word.push('o');
        number /= 26;
    }
    word
}

/// A piece over and over.
fn fill(piece: &str) -> String {
    let mut text = String::with_capacity(SIZE + piece.len() + 32);
    let mut numbers = 0..;
    while text.len() < SIZE {
        for part in piece.split_inclusive('#') {
            match part.strip_suffix('#') {
                Some(part) => text.extend([part, &word(numbers.next().unwrap_or(0))]),
                None => text.push_str(part),
            }
        }
    }
    text
}

/// The articles in the repository, one after another, over and over.
fn news() -> String {
    let mut paths: Vec<_> = ["examples/data", "benches/data"]
        .iter()
        .filter_map(|folder| fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    let all: Vec<String> = paths.into_iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    let all = all.join("\n\n") + "\n\n";
    all.repeat(SIZE.div_ceil(all.len()))
}

/// What a piece of work makes, and how many bytes it took at the peak beyond what was there before, its result among them.
fn peak<T>(work: impl FnOnce() -> T) -> (T, usize) {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let made = work();
    (made, MEMORY.peak_usage().saturating_sub(before))
}

type Writer = fn(&Report, &str);

fn json(value: &impl serde::Serialize) {
    serde_json::to_writer(io::sink(), value).unwrap_or_default();
}

/// The writers, as a program uses them that writes to a file.
const WRITERS: [(&str, Writer); 7] = [
    ("json", |report, _| json(report)),
    ("web", |report, text| json(&web_annotation::to_stream(report, text))),
    ("prov", |report, text| json(&prov::to_stream(report, text))),
    ("schema", |report, text| json(&schema_org::to_stream(report, text))),
    ("brat", |report, text| drop(brat::to_string(report, text))),
    ("html", |report, text| drop(html::to_string(report, text))),
    ("rows", |report, text| {
        drop(table::to_rows(report, text));
        drop(flat::to_rows(report, text));
    }),
];

#[allow(clippy::cast_precision_loss)] // Sizes are far below the limit.
fn main() -> ExitCode {
    let analyzer = Analyzer::new();
    // The first analysis makes what all later ones share.
    drop(analyzer.analyze(&Article::new("It is over, she said on Monday.")));
    let mut kinds = vec![("news", news())];
    kinds.extend(PIECES.map(|(name, piece)| (name, fill(piece))));
    println!("memory at the peak, in times the text; at most {MOST}");
    print!("{:<26} {:>8} {:>8}", "", "analyze", "report");
    for (name, _) in WRITERS {
        print!(" {name:>7}");
    }
    println!();
    let mut above = Vec::new();
    let only: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    for (name, text) in kinds {
        if !only.is_empty() && !only.iter().any(|one| one == name) {
            continue;
        }
        let article = Article::new(text);
        let times = |bytes: usize| bytes as f64 / article.text.len() as f64;
        let before = MEMORY.current_usage();
        let (report, bytes) = peak(|| analyzer.analyze(&article));
        let mut figures = vec![times(bytes), times(MEMORY.current_usage().saturating_sub(before))];
        for (_, write) in WRITERS {
            figures.push(times(peak(|| write(&report, &article.text)).1));
        }
        print!("{name:<26}");
        for (width, figure) in [8, 8].into_iter().chain([7; WRITERS.len()]).zip(&figures) {
            print!(" {figure:>width$.1}");
        }
        println!();
        if figures.iter().any(|figure| *figure > MOST) {
            above.push(name);
        }
    }
    if above.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("above {MOST} times the text: {}", above.join(", "));
    ExitCode::FAILURE
}
