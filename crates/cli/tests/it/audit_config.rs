//! `ascribe audit` in other people's CI: what is known is not found again, and what a newsroom settles stands in a file.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::support::{ascribe, code, errors, folder, path, printed, run};

const OLD: &str = "The plant will close in May, a source said.\n";

/// A repository with two old articles.
fn desk(name: &str) -> std::path::PathBuf {
    let desk = folder(name);
    fs::create_dir_all(desk.join("texts/2019")).unwrap();
    fs::write(desk.join("texts/2019/a.txt"), OLD).unwrap();
    fs::write(desk.join("texts/b.txt"), "Sources said on Monday that an aide had resigned.\n").unwrap();
    desk
}

/// Runs the audit in a folder.
fn audit(folder: &Path, arguments: &[&str]) -> Output {
    ascribe().current_dir(folder).arg("audit").args(arguments).output().unwrap()
}

/// Rule and first words of each finding.
fn findings(folder: &Path, arguments: &[&str]) -> Vec<(String, String)> {
    let output = audit(folder, &[arguments, &["--format", "json", "--fail-on", "never"]].concat());
    code(&output, 0);
    let all: Value = serde_json::from_str(&printed(&output)).unwrap();
    let mut found = Vec::new();
    for article in all["articles"].as_array().unwrap() {
        let text = fs::read_to_string(folder.join(article["path"].as_str().unwrap())).unwrap();
        for finding in article["findings"].as_array().unwrap() {
            let span = &finding["spans"][0];
            let at = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
            let line = text[..at("start")].matches('\n').count() + 1;
            found.push((
                finding["rule"].as_str().unwrap().to_owned(),
                format!("{line}: {}", &text[at("start")..at("end")]),
            ));
        }
    }
    found
}

#[test]
fn old_articles_are_known_and_only_new_findings_are_reported() {
    let desk = desk("baseline");
    code(&audit(&desk, &["texts"]), 1);
    let written = audit(&desk, &["--write-baseline", "known.json", "texts"]);
    code(&written, 0);
    assert!(errors(&written).contains("findings written to known.json: "), "{}", errors(&written));
    assert_eq!(printed(&written), "");
    let known = audit(&desk, &["--baseline", "known.json", "texts"]);
    code(&known, 0);
    assert!(printed(&known).starts_with("0 findings in 2 articles"), "{}", printed(&known));
    assert!(
        errors(&known).contains("known.json: known findings, which are left out: "),
        "{}",
        errors(&known)
    );
    // A new article, and a new sentence in an old one.
    fs::write(desk.join("texts/c.txt"), "It is safe, a source said.\n").unwrap();
    fs::write(desk.join("texts/2019/a.txt"), format!("{OLD}\nThe mayor will resign, a source said.\n"))
        .unwrap();
    let new = audit(&desk, &["--baseline", "known.json", "texts"]);
    code(&new, 1);
    let shown = printed(&new);
    assert!(shown.contains("c.txt:1:") && shown.contains("a.txt:3:"), "{shown}");
    assert!(!shown.contains("b.txt:") && !shown.contains("a.txt:1:"), "{shown}");
}

#[test]
fn edits_elsewhere_leave_a_finding_known() {
    let desk = desk("elsewhere");
    let a = desk.join("texts/2019/a.txt");
    code(&audit(&desk, &["--write-baseline", "known.json", "texts"]), 0);
    for edited in [
        format!("It rained.\n\n{OLD}"),
        format!("{OLD}\nIt rained.\n"),
        OLD.replace(", a source", ",\na  source"),
    ] {
        fs::write(&a, &edited).unwrap();
        code(&audit(&desk, &["--baseline", "known.json", "texts"]), 0);
    }
    // Another source in the same place is another finding, and so is another statement.
    for (old, new) in [("a source", "sources"), ("The plant", "The bridge")] {
        fs::write(&a, OLD.replace(old, new)).unwrap();
        code(&audit(&desk, &["--baseline", "known.json", "texts"]), 1);
    }
}

#[test]
fn among_the_same_words_the_new_place_is_the_new_finding() {
    let desk = desk("same_words");
    code(&audit(&desk, &["--write-baseline", "known.json", "texts"]), 0);
    let a = desk.join("texts/2019/a.txt");
    fs::write(&a, format!("The bridge is safe, a source said in June.\n\n{OLD}")).unwrap();
    let new = findings(&desk, &["--baseline", "known.json", "--house", "ap", "texts/2019/a.txt"]);
    let bare: Vec<&str> =
        new.iter().filter(|(rule, _)| rule == "bare_source").map(|(_, place)| place.as_str()).collect();
    assert_eq!(bare, ["1: a source"], "{new:?}");
}

#[test]
fn a_baseline_holds_from_every_folder_and_for_lines() {
    let desk = desk("folders");
    fs::write(desk.join("lines.jsonl"), format!("{{\"id\":\"x\",\"text\":\"{}\"}}\n", OLD.trim())).unwrap();
    code(&audit(&desk, &["--write-baseline", "known.json", "texts", "lines.jsonl"]), 0);
    let whole = path(&desk, "texts");
    code(&audit(&desk, &["--baseline", "known.json", "./texts/../texts", "lines.jsonl"]), 0);
    code(&audit(&desk, &["--baseline", "known.json", &whole]), 0);
    code(&audit(&desk.join("texts"), &["--baseline", "../known.json", "b.txt", "2019"]), 0);
    // A line is known by its id, wherever it stands.
    let moved =
        format!("{{\"id\":\"y\",\"text\":\"It rained.\"}}\n{{\"id\":\"x\",\"text\":\"{}\"}}\n", OLD.trim());
    fs::write(desk.join("lines.jsonl"), moved).unwrap();
    code(&audit(&desk, &["--baseline", "known.json", "lines.jsonl"]), 0);
    let other = format!("{{\"id\":\"z\",\"text\":\"{}\"}}\n", OLD.trim());
    fs::write(desk.join("lines.jsonl"), other).unwrap();
    code(&audit(&desk, &["--baseline", "known.json", "lines.jsonl"]), 1);
}

#[test]
fn a_baseline_is_the_same_file_every_time_and_says_what_is_gone() {
    let desk = desk("gone");
    code(&audit(&desk, &["--write-baseline", "known.json", "texts"]), 0);
    let first = fs::read_to_string(desk.join("known.json")).unwrap();
    let again = audit(&desk, &["--write-baseline", "known.json", "texts"]);
    code(&again, 2);
    assert!(errors(&again).contains("--force"), "{}", errors(&again));
    code(&audit(&desk, &["--write-baseline", "known.json", "--force", "texts/b.txt", "texts/2019"]), 0);
    assert_eq!(fs::read_to_string(desk.join("known.json")).unwrap(), first);
    assert!(first.lines().count() > 3 && first.contains("\"file\":\"texts/2019/a.txt\""), "{first}");
    fs::write(desk.join("texts/2019/a.txt"), "It rained.\n").unwrap();
    let output = audit(&desk, &["--baseline", "known.json", "texts"]);
    code(&output, 0);
    assert!(errors(&output).contains("known.json: findings that are gone: "), "{}", errors(&output));
    // Articles that were not looked at are not gone, nor are findings of rules that were not asked.
    let output = audit(&desk, &["--baseline", "known.json", "texts/b.txt"]);
    assert!(!errors(&output).contains("gone"), "{}", errors(&output));
    let rules = [
        "--ignore-rule",
        "bare_source",
        "--ignore-rule",
        "no_reason",
        "--ignore-rule",
        "single_unnamed_source",
    ];
    let output =
        audit(&desk, &[&["--baseline", "known.json", "--house", "ap", "texts"], &rules[..]].concat());
    assert!(!errors(&output).contains("gone"), "{}", errors(&output));
}

#[test]
fn a_baseline_that_is_none_is_an_error_with_a_remedy() {
    let desk = desk("no_baseline");
    for (written, words) in [
        (None, "no such baseline"),
        (Some("[]"), "no baseline"),
        (Some("{\"version\":1,\"findings\":[\n{\"file\":3}]}"), "line 2"),
        (Some("{\"version\":2,\"findings\":[]}"), "version 2"),
    ] {
        if let Some(written) = written {
            fs::write(desk.join("known.json"), written).unwrap();
        }
        let output = audit(&desk, &["--baseline", "known.json", "texts"]);
        code(&output, 3);
        let said = errors(&output);
        assert!(said.contains(words) && said.contains("known.json: "), "{said}");
        assert!(said.contains("`ascribe audit --write-baseline known.json ...` writes one"), "{said}");
    }
    for with in [["--baseline", "b.json"], ["--out", "c.json"], ["--format", "json"]] {
        code(&audit(&desk, &[&["--write-baseline", "a.json", "texts"], &with[..]].concat()), 2);
    }
}

#[test]
fn settings_of_a_newsroom_are_found_and_options_win() {
    let desk = desk("settings");
    fs::write(desk.join("facts.tsv"), "filename\tpublication_date\na\t2019-05-01\n").unwrap();
    fs::write(
        desk.join("ascribe.toml"),
        "# The desk's own.\n[audit]\nhouse = \"ap\"\nignore-rules = [\"no_reason\"]\nignore = [\"texts/2019\"]\nmetadata = \"facts.tsv\"\n",
    )
    .unwrap();
    let rules = |folder: &Path, arguments: &[&str]| {
        let mut rules: Vec<String> = findings(folder, arguments).into_iter().map(|(rule, _)| rule).collect();
        rules.sort();
        rules.dedup();
        rules
    };
    // From a folder below, too.
    let found = audit(&desk, &["--format", "json", "--fail-on", "never", "texts"]);
    assert!(printed(&found).contains("\"house\": \"ap\""), "{}", printed(&found));
    assert!(errors(&found).contains("left out, as options or settings say: 1 of 2"), "{}", errors(&found));
    assert_eq!(rules(&desk, &["texts"]), ["bare_source"]);
    assert_eq!(rules(&desk.join("texts"), &["."]), ["bare_source"]);
    // The table of metadata is read: it has a row for a file that is not.
    assert!(
        errors(&found).contains("facts.tsv: rows about files that are not read: 1"),
        "{}",
        errors(&found)
    );
    // Options win, each over its own key.
    let strict = rules(&desk, &["--house", "strict", "texts"]);
    assert!(
        strict.contains(&"bare_source".to_owned()) && !strict.contains(&"no_reason".to_owned()),
        "{strict:?}"
    );
    let all = rules(&desk, &["--ignore", "nothing", "texts"]);
    assert_eq!(all, ["bare_source", "single_unnamed_source"]);
    assert_eq!(
        rules(&desk, &["--ignore-rule", "bare_source", "--ignore", "b.txt", "texts"]),
        ["no_reason", "single_unnamed_source"]
    );
    assert_eq!(rules(&desk, &["--no-config", "--house", "ap", "texts"]).len(), 3);
    // All that was named is left out: nothing to find is no error, since pre-commit names what was changed.
    let none = audit(&desk, &["texts/2019/a.txt"]);
    code(&none, 0);
    assert!(printed(&none).starts_with("0 findings in 0 articles"), "{}", printed(&none));
}

#[test]
fn baseline_and_severity_of_the_settings_hold() {
    let desk = desk("settings_baseline");
    let settings = desk.join("ascribe.toml");
    fs::write(&settings, "[audit]\nbaseline = \"texts/known.json\"\n").unwrap();
    let missing = audit(&desk, &["texts"]);
    code(&missing, 3);
    assert!(errors(&missing).contains("--write-baseline"), "{}", errors(&missing));
    code(&audit(&desk, &["--write-baseline", "texts/known.json", "texts"]), 0);
    code(&audit(&desk, &["texts"]), 0);
    code(&audit(&desk.join("texts/2019"), &["a.txt"]), 0);
    code(&audit(&desk, &["--no-config", "texts"]), 1);
    fs::write(&settings, "[audit]\nfail-on = \"never\"\n").unwrap();
    code(&audit(&desk, &["texts"]), 0);
    code(&audit(&desk, &["--fail-on", "note", "texts"]), 1);
}

#[test]
fn settings_that_make_no_sense_are_errors_with_their_line() {
    let desk = desk("bad_settings");
    fs::write(desk.join("other.toml"), "[audit]\nhouse = \"ap\"\n\nignores = [\"a\"]\n").unwrap();
    let output = audit(&desk, &["--config", "other.toml", "texts"]);
    code(&output, 3);
    let said = errors(&output);
    assert!(
        said.contains("other.toml:4: unknown key `ignores`") && said.contains("`ignore-rules`"),
        "{said}"
    );
    code(&audit(&desk, &["--config", "missing.toml", "texts"]), 3);
    code(&audit(&desk, &["--config", "other.toml", "--no-config", "texts"]), 2);
    for (option, value) in [("--ignore-rule", "no_raisin"), ("--ignore", "a["), ("--fail-on", "often")] {
        let output = audit(&desk, &[option, value, "texts"]);
        code(&output, 2);
        assert!(errors(&output).contains(option) && errors(&output).contains(value), "{}", errors(&output));
    }
}

#[test]
fn help_completions_and_manual_page_have_the_options() {
    let help = printed(&run(&["audit", "--help"]));
    assert!(help.contains("ascribe.toml") && help.contains("ignore-rules"), "{help}");
    let completions = printed(&run(&["completions", "bash"]));
    let out = folder("audit_man");
    code(&run(&["man", "--out-dir", out.to_str().unwrap()]), 0);
    let page = fs::read_to_string(out.join("ascribe-audit.1")).unwrap().replace('\\', "");
    for option in ["--baseline", "--write-baseline", "--ignore-rule", "--ignore", "--config", "--no-config"] {
        assert!(help.contains(option) && completions.contains(option) && page.contains(option), "{option}");
    }
}

#[test]
fn houses_are_compared_finding_by_finding() {
    let desk = desk("houses");
    let both =
        ["--no-config", "--house", "ap", "--house", "guardian", "--fail-on", "never", "texts/2019/a.txt"];
    let output = audit(&desk, &[&both[..], &["--format", "json"]].concat());
    code(&output, 0);
    let all: Value = serde_json::from_str(&printed(&output)).unwrap();
    assert_eq!(all["houses"], serde_json::json!(["ap", "guardian"]));
    let found = all["articles"][0]["findings"].as_array().unwrap();
    let houses = |rule: &str| found.iter().find(|one| one["rule"] == rule).map(|one| one["houses"].clone());
    // AP asks for a reason, The Guardian how the source knows, and both more than "a source".
    assert_eq!(houses("bare_source"), Some(serde_json::json!(["ap", "guardian"])));
    assert_eq!(houses("no_reason"), Some(serde_json::json!(["ap"])));
    assert_eq!(houses("basis_not_stated"), Some(serde_json::json!(["guardian"])));
    // In words each is told once, with what each house asks, and a table counts them.
    let words = printed(&audit(&desk, &both));
    assert_eq!(words.matches(" bare_source: ").count(), 1, "{words}");
    assert!(words.contains("\n    The Guardian: "), "{words}");
    assert!(words.contains("| `bare_source` | 1 (1) | 1 (1) |"), "{words}");
    // A house twice, and SARIF for two, are errors of use.
    code(&audit(&desk, &["--no-config", "--house", "ap", "--house", "ap", "texts"]), 2);
    code(&audit(&desk, &[&both[..], &["--format", "sarif"]].concat()), 2);
}
