//! What can be read, and what is said of what cannot.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::{ascribe, code, errors, folder, path, printed, root, run, texts};

/// Runs the command with a text on its standard input.
fn with_input(arguments: &[&str], input: &[u8]) -> std::process::Output {
    let mut child = ascribe()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input).unwrap();
    drop(stdin);
    child.wait_with_output().unwrap()
}

#[test]
fn missing_files_are_errors_in_words() {
    let folder = texts("missing");
    let missing = path(&folder, "missing.txt");
    for command in ["read", "annotate", "report", "audit", "times", "parse"] {
        let output = run(&[command, &missing]);
        code(&output, 3);
        let errors = errors(&output);
        assert!(
            errors.contains("missing.txt: no such file or folder; check the path"),
            "{command}: {errors}"
        );
        assert!(!errors.contains("os error") && !errors.contains("Os {"), "{command}: {errors}");
        assert!(printed(&output).is_empty(), "{command} printed {}", printed(&output));
    }
    for arguments in [
        ["evaluate", &missing].as_slice(),
        &["compare", &missing, &missing],
        &["read", "--metadata", &missing, &path(&folder, "a.txt")],
        &["export", "--format", "json", "--out-dir", &path(&folder, "out"), &missing],
    ] {
        let output = run(arguments);
        code(&output, 3);
        assert!(errors(&output).contains("no such file or folder"), "{arguments:?}: {}", errors(&output));
    }
    // What can be read is read all the same.
    let output = run(&["audit", &missing, &path(&folder, "b.txt")]);
    code(&output, 3);
    assert!(printed(&output).contains("in 1 articles"), "{}", printed(&output));
}

#[test]
fn folders_patterns_packed_files_and_standard_input() {
    let folder = texts("kinds");
    let inner = folder.join("inner");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("c.txt.zst"), zstd::encode_all("It is safe, Ann Lee said.".as_bytes(), 3).unwrap())
        .unwrap();
    fs::write(inner.join("notes.md"), "nothing").unwrap();
    let ids = |arguments: &[&str]| -> Vec<String> {
        let output = run(arguments);
        code(&output, 0);
        let line =
            |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
        printed(&output).lines().map(line).collect()
    };
    let whole = folder.to_str().unwrap();
    assert_eq!(ids(&["annotate", whole]), ["a", "b", "c"]);
    assert_eq!(ids(&["annotate", &path(&folder, "[ab].txt")]), ["a", "b"]);
    assert_eq!(ids(&["annotate", &path(&folder, "*/*.zst")]), ["c"]);
    code(&run(&["annotate", &path(&folder, "z*.txt")]), 3);
    let one = with_input(&["annotate", "-"], b"It is safe, Ann Lee said.");
    code(&one, 0);
    assert_eq!(serde_json::from_slice::<Value>(&one.stdout).unwrap()["id"], "stdin");
    let lines = with_input(&["annotate", "--jsonl", "-"], b"{\"id\": \"x\", \"text\": \"No.\"}\n");
    assert_eq!(serde_json::from_slice::<Value>(&lines.stdout).unwrap()["id"], "x");
    let graded = with_input(&["grade", "-"], b"critics\npolice\n");
    assert_eq!(printed(&graded).lines().count(), 2);
    // JSON Lines everywhere, and a name that is safe for whatever is made of an id.
    let lines = path(&folder, "in.jsonl");
    fs::write(&lines, "{\"id\": \"../x/1\", \"text\": \"It is safe, Ann Lee said.\"}\n").unwrap();
    let out = folder.join("out");
    code(&run(&["report", "--out-dir", out.to_str().unwrap(), &lines]), 0);
    assert!(out.join("pages/%2E.%2Fx%2F1.html").exists());
    let audit = printed(&run(&["audit", "--format", "json", &lines]));
    assert!(audit.contains("in.jsonl:1"), "{audit}");
}

#[cfg(unix)]
#[test]
fn pipes_in_folders_are_left_out() {
    let folder = texts("pipe");
    let made = std::process::Command::new("mkfifo").arg(folder.join("c.txt")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo");
    for command in ["annotate", "audit", "parse"] {
        let output = run(&[command, "--quiet", folder.to_str().unwrap()]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{command}: {}", errors(&output));
    }
    let out = path(&folder, "pages/");
    code(&run(&["report", "--out", &out, folder.to_str().unwrap()]), 0);
    // One that is named is refused with a remedy, and standard input takes it.
    let output = run(&["read", &path(&folder, "c.txt")]);
    code(&output, 3);
    assert!(errors(&output).contains("- < PATH"), "{}", errors(&output));
}

#[test]
fn long_articles_are_refused_unless_asked_for() {
    let folder = folder("long");
    let long = path(&folder, "long.txt");
    fs::write(&long, " ".repeat((8 << 20) + 1)).unwrap();
    for command in ["read", "annotate", "report", "audit", "times", "parse"] {
        let output = run(&[command, &long]);
        code(&output, 3);
        let errors = errors(&output);
        assert!(
            errors.contains("longer than 8388608 bytes; --longest BYTES lets it pass"),
            "{command}: {errors}"
        );
    }
    code(&run(&["times", "--longest", "9000000", &long]), 0);
    // Packed, it is as long.
    let packed = path(&folder, "packed.txt.zst");
    fs::write(&packed, zstd::encode_all(" ".repeat(64 << 20).as_bytes(), 1).unwrap()).unwrap();
    code(&run(&["times", &packed]), 3);
}

#[test]
fn a_headline_and_a_title_are_no_contradiction() {
    let folder = folder("headline");
    let lines = path(&folder, "in.jsonl");
    let both =
        json!({ "id": "x", "text": "It is safe.", "headline": "Bridge is safe", "title": "Home page" });
    let title = json!({ "id": "y", "text": "It is safe.", "title": "Bridge is safe" });
    fs::write(&lines, format!("{both}\n{title}\n")).unwrap();
    let output = run(&["annotate", &lines]);
    code(&output, 0);
    for line in printed(&output).lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["report"]["article"]["headline"], "Bridge is safe");
    }
}

#[test]
fn ids_are_kept_as_they_are_written_or_refused() {
    let folder = folder("ids");
    let lines = path(&folder, "in.jsonl");
    let line = |id: &str| format!("{{\"id\": {id}, \"text\": \"It is safe.\"}}\n");
    let ids =
        ["18446744073709551617", "-1", "1.50", "1e3", "\"a\\u0062\"", "null", "{\"a\": 1}", "[1]", "true"];
    fs::write(&lines, ids.map(line).concat()).unwrap();
    let output = run(&["annotate", &lines]);
    code(&output, 3);
    let printed = printed(&output);
    let found: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let names: Vec<&str> = found.iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(names, ["18446744073709551617", "-1", "1.50", "1e3", "ab", "in:6", "in:7", "in:8", "in:9"]);
    assert!(found[..5].iter().all(|line| line.get("report").is_some()));
    assert!(
        found[5..].iter().all(|line| line["error"].as_str().unwrap().contains("write a string or a number"))
    );
    let errors = errors(&output);
    assert!(
        errors.contains("in.jsonl:6: `id` is null") && errors.contains("in.jsonl:7: `id` is an object"),
        "{errors}"
    );
}

#[test]
fn metadata_that_does_not_fit_is_told() {
    let folder = texts("metadata");
    let (texts, table) = (folder.to_str().unwrap(), path(&folder, "table.tsv"));
    let rows = "filename\tpublication_date\toutlet\na\t2024-03-18\tOne\na.txt\t2024-03-19\tTwo\nb\t\tThree\nz\t2024-01-01\t\n";
    fs::write(&table, rows).unwrap();
    let output = run(&["annotate", "--metadata", &table, texts]);
    code(&output, 0);
    let errors = errors(&output);
    for told in [
        "table.tsv:3: `a` again, as in line 2; this row counts",
        "rows without a date of publication: 1, such as `b`",
        "rows about files that are not read: 1, such as `z`",
    ] {
        assert!(errors.contains(told), "{told}: {errors}");
    }
    let first: Value = serde_json::from_str(printed(&output).lines().next().unwrap()).unwrap();
    assert_eq!(first["report"]["article"]["outlet"], "Two");
    fs::write(&table, "filename\tpublication_date\nb\t2024-01-01\n").unwrap();
    let output = run(&["annotate", "--metadata", &table, texts]);
    assert!(crate::support::errors(&output).contains("articles without a row: 1, such as `a`"));
    fs::write(&table, "filename\tpublication_date\nb\tyesterday\n").unwrap();
    let output = run(&["annotate", "--metadata", &table, texts]);
    code(&output, 3);
    assert!(crate::support::errors(&output).contains("table.tsv:2: "));
    fs::write(&table, "name,date\n").unwrap();
    let output = run(&["annotate", "--metadata", &table, texts]);
    code(&output, 3);
    assert!(crate::support::errors(&output).contains("names no column `filename`"));
}

#[test]
fn options_fill_what_the_article_does_not_say() {
    let folder = texts("fill");
    let lines = path(&folder, "in.jsonl");
    fs::write(&lines, "{\"text\": \"No.\", \"outlet\": \"Own\"}\n").unwrap();
    let options =
        ["--published", "2024-03-18", "--outlet", "Other", "--byline", "Jo Doe", "--byline", "Al Roe"];
    let output = run(&[&["annotate"], options.as_slice(), &[&lines]].concat());
    code(&output, 0);
    let line: Value = serde_json::from_str(&printed(&output)).unwrap();
    let about = &line["report"]["article"];
    assert_eq!(about["outlet"], "Own");
    assert_eq!(about["published"], "2024-03-18");
    assert_eq!(about["byline"], json!(["Jo Doe", "Al Roe"]));
}

#[test]
fn inputs_of_one_name_are_not_written_over_each_other() {
    let folder = texts("names");
    fs::create_dir(folder.join("inner")).unwrap();
    fs::copy(folder.join("a.txt"), folder.join("inner/a.txt")).unwrap();
    let whole = folder.to_str().unwrap();
    let output = run(&["annotate", "--out", &path(&folder, "out/"), whole]);
    code(&output, 2);
    assert!(errors(&output).contains("have the same name"), "{}", errors(&output));
    // Lines have no file each.
    code(&run(&["annotate", whole]), 0);
    // Nor may two lines have one id where each gets a file.
    let lines = path(&folder, "in.jsonl");
    fs::write(&lines, "{\"id\": 1, \"text\": \"A.\"}\n{\"id\": 1, \"text\": \"B.\"}\n").unwrap();
    let output = run(&["annotate", "--threads", "1", "--out", &path(&folder, "lines/"), &lines]);
    code(&output, 3);
    assert!(errors(&output).contains("another article of this run has the same name"), "{}", errors(&output));
}

#[test]
fn the_article_of_the_repository_is_read() {
    let article = root().join("examples/data/putin-biden-call.txt");
    let output = run(&["read", article.to_str().unwrap()]);
    code(&output, 0);
    let shown = printed(&output);
    assert!(shown.starts_with("Putin and Biden to speak again Thursday"), "{shown}");
    assert!(shown.contains("a senior Biden administration official [s"), "{shown}");
    assert!(shown.contains("36 claims"), "{shown}");
}
