//! Help, versions, exit codes, and what each command does.

use std::fs;

use serde_json::Value;

use crate::support::{code, errors, folder, path, printed, root, run, texts};

const COMMANDS: [&str; 13] = [
    "read",
    "annotate",
    "report",
    "audit",
    "export",
    "compare",
    "verify",
    "grade",
    "times",
    "parse",
    "evaluate",
    "completions",
    "man",
];

#[test]
fn help_is_everywhere_and_has_the_exit_codes() {
    for command in COMMANDS {
        let help = run(&[command, "--help"]);
        code(&help, 0);
        let help = printed(&help);
        assert!(help.contains("Usage: ascribe") && help.contains("Exit codes:"), "{command}: {help}");
        assert!(help.contains("--quiet") && help.contains("--color"), "{command}: {help}");
    }
    let help = printed(&run(&["--help"]));
    assert!(COMMANDS.iter().all(|command| help.contains(command)) && help.contains("Exit codes:"), "{help}");
}

#[test]
fn options_mean_the_same_wherever_they_are() {
    for command in ["read", "annotate", "report", "audit", "export", "times", "parse"] {
        let help = printed(&run(&[command, "--help"]));
        for option in [
            "--metadata",
            "--published",
            "--outlet",
            "--byline",
            "--jsonl",
            "--longest",
            "--threads",
            "--out",
            "--out-dir",
            "--force",
        ] {
            assert!(help.contains(option), "{command} lacks {option}");
        }
    }
}

#[test]
fn versions_are_those_of_library_and_weights() {
    let version = run(&["--version"]);
    code(&version, 0);
    let version = printed(&version);
    assert!(version.starts_with("ascribe ") && version.contains("library ascribe "), "{version}");
    assert!(version.contains("weights ascribe-model-en "), "{version}");
    // The one number stands for both since the command needs this very version.
    let manifest = fs::read_to_string(root().join("crates/cli/Cargo.toml")).unwrap();
    assert!(manifest.contains(&format!("ascribe = {{ version = \"={}\"", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn completions_and_manual_pages() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(&["completions", shell]);
        code(&output, 0);
        assert!(printed(&output).contains("annotate"), "{shell}");
    }
    let man = run(&["man"]);
    code(&man, 0);
    assert!(printed(&man).contains(".TH ascribe 1"), "{}", printed(&man));
    let out = folder("man");
    code(&run(&["man", "--out-dir", out.to_str().unwrap()]), 0);
    assert!(out.join("ascribe.1").exists() && out.join("ascribe-annotate.1").exists());
}

#[test]
fn exit_codes_are_those_of_the_table() {
    let folder = texts("codes");
    let (a, b, missing) = (path(&folder, "a.txt"), path(&folder, "b.txt"), path(&folder, "missing.txt"));
    let cases: [(&[&str], i32); 12] = [
        (&["read", &a], 0),
        (&["audit", "--house", "ap", &a], 0),
        (&["audit", &b], 1),
        (&["audit", "--fail-on", "never", &b], 0),
        (&["grade"], 2),
        (&["annotate"], 2),
        (&["read", "--colour"], 2),
        (&["no-such-command"], 2),
        (&["audit", "--house", "nobody", &a], 2),
        (&["audit", "--house", "missing.toml", &a], 3),
        (&["read", &missing], 3),
        (&["audit", &a, &missing], 3),
    ];
    for (arguments, expected) in cases {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(expected), "{arguments:?}: {}", errors(&output));
    }
}

#[test]
fn read_marks_sources_and_claims_in_place() {
    let folder = texts("inline");
    let a = path(&folder, "a.txt");
    let plain = printed(&run(&["read", "--inline", &a]));
    assert!(plain.starts_with("[c0 The bridge will close on Friday], Mayor Ann Lee[s0] said.\n"), "{plain}");
    assert!(plain.contains("Ann Lee · named · c0"), "{plain}");
    assert!(!plain.contains('\x1b'));
    let colours = printed(&run(&["read", "--inline", "--color", "always", &a]));
    assert!(colours.contains("\x1b[32m") && colours.contains("\x1b[4m"), "{colours}");
    let article = root().join("examples/data/putin-biden-call.txt");
    let marked = printed(&run(&["read", "--inline", article.to_str().unwrap()]));
    for line in marked.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    // Nothing but marks and the ends of lines is added.
    let (article_part, _) = marked.split_once("\n───").unwrap();
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let mut without = String::new();
    for (number, part) in article_part.split('[').enumerate() {
        let mark = part.split_once(']').filter(|(mark, _)| mark.starts_with('s')).map(|(_, rest)| rest);
        let opened = part.strip_prefix('c').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        without += if number == 0 { part } else { mark.or(opened).unwrap_or(part) };
    }
    let text = fs::read_to_string(article).unwrap();
    let strip = |text: &str| bare(text).replace(['[', ']'], "");
    assert_eq!(strip(&without), strip(&text));
}

#[test]
fn colours_are_for_terminals_or_for_who_asks() {
    let folder = texts("colours");
    let a = path(&folder, "a.txt");
    assert!(!printed(&run(&["read", &a])).contains('\x1b'));
    assert!(printed(&run(&["read", "--color", "always", &a])).contains('\x1b'));
}

#[test]
fn formats_are_those_that_the_help_names() {
    let folder = texts("formats");
    let a = path(&folder, "a.txt");
    // `annotate` and `read` once disagreed: a report is JSON unless something else is asked for.
    let line: Value = serde_json::from_str(&printed(&run(&["annotate", &a]))).unwrap();
    assert_eq!(line["id"], "a");
    let report: Value = serde_json::from_str(&printed(&run(&["read", "--format", "json", &a]))).unwrap();
    assert_eq!(line["report"], report);
    let one = run(&["annotate", "--format", "json", &a]);
    assert_eq!(serde_json::from_slice::<Value>(&one.stdout).unwrap(), report);
    assert!(printed(&run(&["annotate", "--format", "brat", &a])).starts_with("T1\t"));
    assert!(printed(&run(&["read", "--format", "brat", &a])).starts_with("T1\t"));
    assert!(printed(&run(&["report", &a])).starts_with("<!DOCTYPE html>"));
    assert!(printed(&run(&["export", "--format", "schema"])).contains("\"$schema\""));
    code(&run(&["export", "--format", "csv", &a]), 2);
}

#[test]
fn grades_phrases_from_arguments_and_standard_input() {
    let graded = printed(&run(&["grade", "a senior administration official", "critics"]));
    assert!(graded.starts_with("a senior administration official\tdescribed"), "{graded}");
    let json: Value =
        serde_json::from_str(&printed(&run(&["grade", "--format", "json", "critics"]))).unwrap();
    assert_eq!(json["level"], "bare");
    let explained = printed(&run(&["grade", "--explain", "critics"]));
    assert!(explained.starts_with("critics\n") && explained.contains("\nbare: "), "{explained}");
}

#[test]
fn times_of_phrases_and_of_articles() {
    let two = printed(&run(&["times", "--published", "2021-12-30", "--phrase", "They met two weeks ago."]));
    assert!(two.contains("two weeks ago") && two.contains("2021-12-13/2021-12-19"), "{two}");
    let folder = texts("times");
    let out = path(&folder, "out/");
    code(&run(&["times", "--published", "2024-03-18", "--out", &out, &path(&folder, "b.txt")]), 0);
    let json: Value = serde_json::from_slice(&fs::read(folder.join("out/b.json")).unwrap()).unwrap();
    assert_eq!(json["times"].as_array().unwrap().len(), 1);
}

#[test]
fn parses_are_conllu() {
    let folder = texts("parse");
    let trees = printed(&run(&["parse", &path(&folder, "a.txt")]));
    assert!(trees.starts_with("# newdoc id = a\n# text = The bridge"), "{trees}");
    assert!(trees.contains("\n1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n"), "{trees}");
}

#[test]
fn corrections_are_differences() {
    let folder = texts("compare");
    let (a, ann) = (path(&folder, "a.txt"), path(&folder, "a.ann"));
    code(&run(&["annotate", "--out", &ann, &a]), 0);
    code(&run(&["compare", &a, &ann]), 0);
    let changed = fs::read_to_string(&ann).unwrap().replace("denial", "statement").replace("Named", "Vague");
    fs::write(&ann, changed.lines().filter(|line| !line.contains("\tCue ")).collect::<Vec<_>>().join("\n"))
        .unwrap();
    let output = run(&["compare", &a, &ann]);
    assert!(matches!(output.status.code(), Some(1 | 3)), "{}", errors(&output));
    let (b, json) = (path(&folder, "b.txt"), path(&folder, "b.json"));
    code(&run(&["annotate", "--out", &json, &b]), 0);
    // A report of another text is told apart.
    fs::write(folder.join("c.txt"), "No.\n").unwrap();
    code(&run(&["compare", "--report", &json, &path(&folder, "c.txt"), &ann]), 3);
}

#[test]
fn flat_rows_are_the_same_as_lines_and_as_a_table() {
    let folder = texts("flat");
    let (a, b) = (path(&folder, "a.txt"), path(&folder, "b.txt"));
    let lines = printed(&run(&["export", "--format", "flat", &a, &b]));
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(
        rows.iter().any(|row| row["name"] == "a") && rows.iter().any(|row| row["name"] == "b"),
        "{lines}"
    );
    let table = printed(&run(&["export", "--format", "flat-csv", "--spreadsheet", &a, &b]));
    let mut table = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(&table.headers().unwrap()[2], "words");
    let cells: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(cells.len(), rows.len());
    for (cells, row) in cells.iter().zip(&rows) {
        assert_eq!((&cells[0], &cells[2]), (row["name"].as_str().unwrap(), row["words"].as_str().unwrap()));
        assert_eq!(cells.len(), row.as_object().unwrap().len());
    }
    code(&run(&["export", "--format", "flat", "--spreadsheet", &a]), 2);
}

#[test]
fn a_later_version_is_compared_by_words() {
    let folder = folder("versions");
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).unwrap();
        path(&folder, name)
    };
    let old =
        write("old.txt", "The bridge is safe, a senior city official said. “We wait,” Mayor Ann Lee said.");
    let new = write(
        "new.txt",
        "The bridge is safe, engineer Tom Hale said. “We wait no more,” Mayor Ann Lee said.",
    );
    code(&run(&["compare", &old, &old]), 0);
    let output = run(&["compare", &old, &new]);
    code(&output, 1);
    let shown = printed(&output);
    for line in [
        "quoted differently: Ann Lee\n    - We wait,\n    + We wait no more,",
        "became named: a senior city official (described), now Tom Hale (named)",
    ] {
        assert!(shown.contains(line), "{shown}");
    }
    assert!(errors(&output).contains("changes"));
    let json = printed(&run(&["compare", "--format", "json", &old, &new]));
    assert!(
        json.lines().all(|line| serde_json::from_str::<Value>(line).unwrap()["kind"].is_string()),
        "{json}"
    );
}

#[test]
fn statements_are_verified() {
    let folder = texts("verify");
    let article = path(&folder, "a.txt");
    let statements = path(&folder, "statements.json");
    let write = |json: &str| fs::write(&statements, json).unwrap();
    write(r#"[{"speaker": "the mayor", "words": "The bridge will close on Friday", "quoted": false}]"#);
    let output = run(&["verify", &article, &statements]);
    code(&output, 0);
    assert!(printed(&output).starts_with("yes verbatim  outside  agrees   Ann Lee"), "{}", printed(&output));
    write(
        r#"[{"speaker": "Ann Lee", "words": "The bridge will not close", "quoted": false},
        {"speaker": "Ann Lee", "words": "The bridge will close on Friday"}]"#,
    );
    let output = run(&[
        "verify",
        "--format",
        "json",
        "--published",
        "2024-03-18",
        "--outlet",
        "Echo",
        &article,
        &statements,
    ]);
    code(&output, 1);
    let verdicts: Value = serde_json::from_str(&printed(&output)).unwrap();
    assert_eq!(verdicts[0]["words"]["match"], "altered");
    assert_eq!(verdicts[0]["because"][0], "negation_changed");
    assert_eq!(verdicts[1]["words"]["marks"], "outside");
    assert_eq!(verdicts[1]["speaker"]["verdict"], "agrees");
    assert_eq!(verdicts[1]["supported"], false);
    write("[{}]");
    code(&run(&["verify", &article, &statements]), 3);
}
