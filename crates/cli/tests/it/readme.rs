//! READMEs show what the command prints.

use std::fmt::Write as _;
use std::fs;
use std::sync::{Mutex, PoisonError};

use crate::support::{code, printed, root, run};

/// Holds the words between `<!-- name -->` and `<!-- /name -->` in a file against what they must be; with `BLESS` it writes them.
fn shows(file: &str, name: &str, expected: &str) {
    // Two tests may write to one file.
    static WRITING: Mutex<()> = Mutex::new(());
    let _held = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let path = root().join(file);
    let text = fs::read_to_string(&path).unwrap();
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&start).unwrap();
    let (shown, after) = rest.split_once(&end).unwrap();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, [before, &start, expected, &end, after].concat()).unwrap();
        return;
    }
    assert!(
        shown == expected,
        "{file}: the command prints something else; `BLESS=1 cargo test -p ascribe-cli --test it readme` writes it:\n{expected}"
    );
}

fn block(text: &str) -> String {
    format!("```text\n{text}```\n")
}

#[test]
fn the_readme_shows_what_the_command_prints() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let line = "ascribe read --published 2016-11-15 --outlet \"Global Voice\" corpus/learn/dev7-17.txt";
    assert!(readme.contains(&format!("```sh\n{line}\n```\n")), "the README no longer says: {line}");
    let article = root().join("corpus/learn/dev7-17.txt");
    let known = ["--published", "2016-11-15", "--outlet", "Global Voice"];
    let output = run(&[&["read"], &known[..], &[article.to_str().unwrap()]].concat());
    code(&output, 0);
    shows("README.md", "article", &block(&printed(&output)));
}

#[test]
fn the_page_is_no_wider_than_a_hundred_columns() {
    let article = root().join("examples/data/putin-biden-call.txt");
    let output = run(&["read", "--published", "2021-12-30", article.to_str().unwrap()]);
    code(&output, 0);
    for line in printed(&output).lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
}

#[test]
fn the_figures_are_those_that_evaluate_prints() {
    for name in ["learn", "drill", "more"] {
        let corpus = root().join("corpus");
        let (folder, weights) = (corpus.join(name), corpus.join("quarter.bin"));
        let paths = [&weights, &folder].map(|path| path.to_str().unwrap());
        let output = run(&["evaluate", "--model", paths[0], "--part", "0/4", paths[1]]);
        code(&output, 0);
        shows("corpus/README.md", name, &block(&printed(&output)));
        if name == "learn" {
            shows("README.md", "figures", &table(&printed(&output)));
        }
    }
}

#[test]
fn the_figures_of_the_larger_model_are_those_that_evaluate_prints() {
    let (weights, folder) =
        (root().join("crates/transformer/weights/news-en.bin"), root().join("corpus/learn"));
    let paths = [&weights, &folder].map(|path| path.to_str().unwrap());
    let output = run(&["evaluate", "--model", paths[0], "--part", "0/10", paths[1]]);
    code(&output, 0);
    shows("crates/transformer/README.md", "large", &block(&printed(&output)));
}

/// The figures of the README, beside those at which two annotators agree, which corpus/README.md has.
fn table(printed: &str) -> String {
    const ROWS: [(&str, usize, &str, &str); 11] = [
        ("found", 0, "attributions that are found", "94.3 (F1)"),
        ("whole", 2, "claims wholly right: words, source, level and relay; F1", "86.6"),
        ("nested", 0, "nested attributions that are wholly right", "88.0"),
        ("level right", 0, "level right, of the found", "98.1"),
        ("identity B3", 0, "which sources are one; B-cubed F1, of the found", "99.5"),
        ("force right", 0, "force right, of the found", "84.6"),
        ("relay right", 0, "relays that are right, of the found that have one", "81 (F1)"),
        ("terms", 2, "unnamed on purpose, of the found unnamed; F1", ""),
        ("names", 2, "names of persons, organizations and places; F1", ""),
        ("times found", 0, "expressions of time that are found", ""),
        ("times value", 0, "their days right, of the found", ""),
    ];
    let mut out = "| in percent | `ascribe` | a second annotator |\n| --- | ---: | ---: |\n".to_owned();
    for (name, at, meaning, person) in ROWS {
        let line =
            printed.lines().find(|line| line.get(..20).is_some_and(|head| head.trim() == name)).unwrap();
        let figures: Vec<&str> = line[20..].split_whitespace().collect();
        writeln!(out, "| {meaning} | {} | {person} |", figures[at]).unwrap();
    }
    out
}

#[test]
fn the_citation_names_this_version() {
    let citation = fs::read_to_string(root().join("CITATION.cff")).unwrap();
    let version = format!("version: {}", env!("CARGO_PKG_VERSION"));
    assert!(citation.lines().any(|line| line == version), "CITATION.cff lacks `{version}`");
}

/// What the README says of PolNeAR stands in the model card, which says how it was measured.
#[test]
fn other_figures_are_those_of_the_model_card() {
    let read = |file: &str| fs::read_to_string(root().join(file)).unwrap();
    let (readme, card) = (read("README.md"), read("crates/model-en/README.md"));
    let large = read("crates/transformer/README.md");
    let (_, rest) = readme.split_once("<!-- polnear -->\n").unwrap();
    let (rows, _) = rest.split_once("<!-- /polnear -->").unwrap();
    let mut seen = 0;
    for row in rows.lines().skip(2) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let of = |card: &str| -> Vec<String> {
            let line = card.lines().find(|line| line.starts_with(&format!("| {} |", cells[0]))).unwrap();
            line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
        };
        assert_eq!(cells[1], of(&card)[3], "{row}");
        assert_eq!(cells[2], of(&large)[2], "{row}");
        seen += 1;
    }
    assert_eq!(seen, 5);
}
