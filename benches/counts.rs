//! Instructions and allocations of each stage, counted by valgrind's callgrind: what must not creep, on a machine that others
//! use as well.
//!
//! ```text
//! cargo bench --bench counts
//! cargo bench --bench counts -- --bless
//! ```
//!
//! The first holds the counts against `counts.txt` and fails where one has risen by more than [`MOST`] per cent, and
//! not by chance; the second writes that file. Counts depend on the compiler, which the file names: with another they are printed, and nothing fails.
//! Nor does anything where there is no valgrind.
//!
//! Some stages cannot be called alone. They are what a call takes less what the calls for the earlier stages took, so
//! that the rows below the yardstick add up to the whole.

#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use ascribe::text::Document;
use ascribe::text::syntax::LanguageModel;
use ascribe::time::{Reference, expressions};
use ascribe::{Analyzer, Article, AttributionModel, Given, Options, Published, Report};
use unicode_segmentation::UnicodeSegmentation;

/// By how many per cent a count may rise.
const MOST: f64 = 5.0;

/// A rise by less than this part of the whole analysis is none: so much can the rows of two runs of one program differ, most
/// of all those that are what is left of several calls, since hashes are seeded anew, and with them the heap is another.
/// The whole differs by a third of that.
const NOISE: f64 = 0.003;

/// Calls whose instructions are counted, each for both groups of texts.
const CALLS: [(&str, Call); 9] = [
    ("words", |_, article| article.text.unicode_words().map(str::len).sum()),
    ("segment", |_, article| Document::segment(&article.text).tokens().len()),
    ("tag", |_, article| Document::tag(&article.text, LanguageModel::embedded()).tokens().len()),
    ("parse", |_, article| Document::parse(&article.text, LanguageModel::embedded()).tokens().len()),
    ("engine", |known, _| {
        let least = Options::default().least_confidence;
        AttributionModel::embedded().find(&known.document, least).len()
    }),
    ("times", |_, article| {
        let reference = Reference::new(article.metadata.published.map(Published::date));
        expressions(&article.text, &reference).len()
    }),
    ("resolve", |known, article| known.eventless.resolve(article, &known.given).claims.len()),
    ("analyze but for events", |known, article| known.eventless.analyze(article).claims.len()),
    ("analyze", |known, article| known.analyzer.analyze(article).claims.len()),
];

/// Rows of the table: the call for it, and the calls whose counts are taken off.
const ROWS: [(&str, &str, &[&str]); 8] = [
    ("words by unicode-segmentation", "words", &[]),
    ("segmentation and quotations", "segment", &[]),
    ("tags and lemmas", "tag", &["segment"]),
    ("parse", "parse", &["tag"]),
    ("engine", "engine", &[]),
    ("force, actors, sources, grades", "resolve", &["parse", "times"]),
    ("times", "times", &[]),
    ("events", "analyze", &["analyze but for events"]),
];

/// Of the names in the table.
const WIDTH: usize = 32;

const WHOLE: &str = "whole analysis";
const LOAD: &str = "first analyzer, in thousands";

type Call = fn(&Known<'_>, &Article) -> usize;

/// What earlier stages found in an article.
struct Known<'a> {
    analyzer: Analyzer,
    eventless: Analyzer,
    document: Document<'a>,
    given: Vec<Given>,
}

impl<'a> Known<'a> {
    fn new(article: &'a Article) -> Self {
        let mut options = Options::default();
        options.events = false;
        let analyzer = Analyzer::new();
        let document = Document::parse(&article.text, LanguageModel::embedded());
        let given = given(&analyzer.analyze(article));
        Known { analyzer, eventless: Analyzer::new().with_options(options), document, given }
    }
}

/// The attributions of a report, as another extractor would bring them.
fn given(report: &Report) -> Vec<Given> {
    let one = |claim: &ascribe::Claim| {
        let (first, more) = claim.content.split_first()?;
        let mut given = Given::new(*first);
        given.content.extend(more);
        if let Some(speaker) = claim.attributions.first() {
            given.source.clone_from(&speaker.source_spans);
            given.cue.clone_from(&speaker.cue);
        }
        Some(given)
    };
    report.claims.iter().filter_map(one).collect()
}

/// The sample of the examples, and the news texts written for benches.
fn groups() -> [(&'static str, Vec<Article>); 2] {
    ["examples/data", "benches/data"].map(|folder| {
        let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).into_iter().flatten();
        let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
        paths.sort();
        let read = |path| {
            Some(Article::new(fs::read_to_string(path).ok()?).with_published("2021-12-30".parse().ok()?))
        };
        (folder, paths.into_iter().filter_map(read).collect())
    })
}

/// The one function in which instructions are counted; callgrind knows it by its name. It must not end in a jump to the
/// work, since callgrind would not see it end.
#[inline(never)]
fn counted_stage(work: &mut dyn FnMut() -> usize) -> usize {
    let found = work();
    *black_box(&found)
}

/// Runs everything once, and prints of each call its group, its name and by how many units its count is divided.
fn run() {
    // Words and weights are read once in a process.
    counted_stage(&mut || {
        black_box(Analyzer::new());
        1
    });
    println!("load\tload\t1000");
    for (folder, articles) in groups() {
        let known: Vec<Known<'_>> = articles.iter().map(Known::new).collect();
        let tokens: usize = known.iter().map(|known| known.document.tokens().len()).sum();
        // Calls of the allocator since the last count would be taken for those of the next.
        let first = known.iter().zip(&articles).take(1);
        counted_stage(&mut || {
            first.clone().map(|(known, article)| known.analyzer.analyze(article).claims.len()).sum()
        });
        println!("{folder}\twhat was before\t1");
        for (name, call) in CALLS {
            let both = || known.iter().zip(&articles);
            counted_stage(&mut || both().map(|(known, article)| call(known, black_box(article))).sum());
            println!("{folder}\t{name}\t{tokens}");
        }
    }
}

/// Of one group's calls: instructions, allocations and instructions of the allocator for each unit.
type Counts = BTreeMap<String, [f64; 3]>;

/// The counts of each group, from this program under callgrind, which writes a file whenever the counted function ends.
fn count() -> Result<BTreeMap<String, Counts>, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("counts");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let out = folder.join("out");
    let output = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--toggle-collect=counts::counted_stage",
            "--dump-after=counts::counted_stage",
        ])
        // Names in full, since a number would stand for a name that another file gives.
        .arg("--compress-strings=no")
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(program)
        .arg("--run")
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let mut groups: BTreeMap<String, Counts> = BTreeMap::new();
    for (index, line) in String::from_utf8_lossy(&output.stdout).lines().enumerate() {
        let part = fs::read_to_string(format!("{}.{}", out.display(), index + 1)).unwrap_or_default();
        let [group, name, units] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("not a call: {line}"));
        };
        let (Some(instructions), Ok(units)) = (instructions(&part), units.parse::<f64>()) else {
            return Err(format!("nothing was counted of {name}"));
        };
        let [calls, cost] = allocations(&part);
        let counts = [instructions, calls, cost].map(|count| count / units);
        groups.entry(group.to_owned()).or_default().insert(name.to_owned(), counts);
    }
    Ok(groups)
}

/// How many instructions a file of callgrind's holds.
fn instructions(part: &str) -> Option<f64> {
    part.lines().find_map(|line| line.strip_prefix("totals: ")?.trim().parse().ok())
}

/// How often memory was asked for, and how many instructions that took, with giving it back.
fn allocations(part: &str) -> [f64; 2] {
    let number = |text: Option<&str>| text.and_then(|text| text.parse().ok()).unwrap_or(0.0);
    let mut lines = part.lines();
    let (mut calls, mut cost) = (0.0, 0.0);
    while let Some(line) = lines.next() {
        let asks = matches!(line, "cfn=malloc" | "cfn=calloc" | "cfn=realloc");
        if !asks && line != "cfn=free" {
            continue;
        }
        // "calls=COUNT POSITION", and in the next line where from, and what the calls took.
        let count = lines.next().and_then(|line| line.strip_prefix("calls=")?.split(' ').next());
        calls += if asks { number(count) } else { 0.0 };
        cost += number(lines.next().and_then(|line| line.split(' ').nth(1)));
    }
    [calls, cost]
}

/// A row of the table: its name, and its counts.
type Row = (String, Vec<f64>);

fn rows(groups: &BTreeMap<String, Counts>) -> Vec<Row> {
    let per_unit = |group: &str, name: &str, what: usize| {
        let counts = groups.get(group).and_then(|counts| counts.get(name));
        counts.and_then(|counts| counts.get(what).copied()).unwrap_or(f64::NAN)
    };
    let columns = [("examples/data", 0), ("benches/data", 0), ("examples/data", 1), ("benches/data", 1)];
    let row = |(row, call, without): (&str, &str, &[&str])| {
        let count = |(group, what)| {
            let less: f64 = without.iter().map(|name| per_unit(group, name, what)).sum();
            per_unit(group, call, what) - less
        };
        (row.to_owned(), columns.map(count).to_vec())
    };
    let mut rows: Vec<Row> = ROWS.into_iter().map(row).collect();
    rows.push(row((WHOLE, "analyze", &[])));
    rows.push((
        "of that in the allocator".to_owned(),
        ["examples/data", "benches/data"].map(|group| per_unit(group, "analyze", 2)).to_vec(),
    ));
    rows.push((LOAD.to_owned(), vec![per_unit("load", "load", 0)]));
    rows
}

/// The table as it is kept.
fn written(compiler: &str, rows: &[Row]) -> String {
    let mut text = format!(
        "# For each token: instructions in examples/data, in benches/data; allocations in examples/data, in benches/data.\n\
         # Written by: cargo bench --bench counts -- --bless\n{compiler}\n"
    );
    for (name, counts) in rows {
        let _ = write!(text, "{name:<WIDTH$}");
        for count in counts {
            let _ = write!(text, " {count:>10.2}");
        }
        text.push('\n');
    }
    text
}

/// The compiler and the rows of a table that was kept.
fn read(text: &str) -> (String, Vec<Row>) {
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let compiler = lines.next().unwrap_or_default().to_owned();
    let row = |line: &str| {
        let (name, counts) = line.split_at_checked(WIDTH)?;
        Some((
            name.trim().to_owned(),
            counts.split_whitespace().filter_map(|count| count.parse().ok()).collect(),
        ))
    };
    (compiler, lines.filter_map(row).collect())
}

fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output();
    let version = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    format!("{}, {}", version.unwrap_or_default(), std::env::consts::ARCH)
}

fn main() -> ExitCode {
    let asked = |option: &str| std::env::args().any(|argument| argument == option);
    // The first is this program under callgrind, the second `cargo test --benches`.
    if asked("--run") || asked("--test") {
        run();
        return ExitCode::SUCCESS;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("there is no valgrind: nothing is counted");
        return ExitCode::SUCCESS;
    }
    let rows = match count() {
        Ok(groups) => rows(&groups),
        Err(why) => {
            eprintln!("nothing can be counted: {why}");
            return ExitCode::FAILURE;
        }
    };
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/counts.txt");
    let table = written(&compiler(), &rows);
    if asked("--bless") {
        print!("{table}");
        return if fs::write(kept, table).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let (before, kept) = read(&fs::read_to_string(kept).unwrap_or_default());
    let find = |rows: &[Row], name: &str, index: usize| {
        rows.iter().find(|(kept, _)| kept == name).and_then(|(_, counts)| counts.get(index).copied())
    };
    let mut risen = Vec::new();
    println!(
        "for each token: instructions in examples/data, in benches/data; allocations in examples/data, in benches/data; \
         in brackets, per cent more than in benches/counts.txt"
    );
    for (name, counts) in &rows {
        print!("{name:<WIDTH$}");
        for (index, count) in counts.iter().enumerate() {
            let old = find(&kept, name, index);
            let more = old.map_or(f64::INFINITY, |old| 100.0 * (count - old) / old.max(0.01));
            print!(" {count:>10.2} ({more:+.1} %)");
            let noise = if name == LOAD { 0.0 } else { NOISE * find(&rows, WHOLE, index).unwrap_or(0.0) };
            if more > MOST && old.is_none_or(|old| count - old > noise) {
                risen.push(name.as_str());
            }
        }
        println!();
    }
    if before != compiler() {
        println!("counted with {}, kept with {before}: nothing is compared", compiler());
        return ExitCode::SUCCESS;
    }
    if risen.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!(
        "risen by more than {MOST} %: {}. If it must be so: cargo bench --bench counts -- --bless",
        risen.join(", ")
    );
    ExitCode::FAILURE
}
