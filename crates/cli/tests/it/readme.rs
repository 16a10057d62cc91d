//! The README shows what the command prints.

use std::fs;
use std::path::PathBuf;

use crate::support::{code, root, run};

const START: &str = "<!-- article -->\n```text\n";
const END: &str = "```\n<!-- /article -->";

fn printed() -> String {
    let article = root().join("examples/data/putin-biden-call.txt");
    let output = run(&["read", "--published", "2021-12-30", article.to_str().unwrap()]);
    code(&output, 0);
    String::from_utf8(output.stdout).unwrap()
}

/// The first and the last items of a list, and a mark for those between.
fn ends(items: &[String], first: usize, last: usize, between: &str) -> Vec<String> {
    if items.len() <= first + last {
        return items.to_vec();
    }
    let mut kept = items[..first].to_vec();
    kept.push(between.to_owned());
    kept.extend_from_slice(&items[items.len() - last..]);
    kept
}

/// The page as the README shows it: some claims, some sources, and the rest whole.
fn excerpt(page: &str) -> String {
    let sections: Vec<&str> = page.split_inclusive('\n').collect();
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    for line in sections {
        if line.contains(" ───") {
            parts.push(Vec::new());
        }
        parts.last_mut().unwrap().push(line);
    }
    let mut out = String::new();
    for part in parts {
        let blocks: Vec<String> = part.concat().split("\n\n").map(str::to_owned).collect();
        let kept = match part.first() {
            Some(title) if title.starts_with("WHO SAID WHAT") => ends(&blocks, 4, 3, "…").join("\n\n"),
            Some(title) if title.starts_with("SOURCES") => {
                let mut entries: Vec<String> = Vec::new();
                for line in blocks[1].lines() {
                    match entries.last_mut() {
                        Some(entry) if line.starts_with(' ') => entry.extend(["\n", line]),
                        _ => entries.push(line.to_owned()),
                    }
                }
                let entries = ends(&entries, 3, 4, "…").join("\n");
                [&blocks[..1], &[entries], &blocks[2..]].concat().join("\n\n")
            }
            _ => part.concat(),
        };
        out += &kept;
    }
    out.trim_end().to_owned() + "\n"
}

#[test]
fn the_readme_shows_what_the_command_prints() {
    let path: PathBuf = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(START).unwrap();
    let (shown, after) = rest.split_once(END).unwrap();
    let expected = excerpt(&printed());
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, [before, START, &expected, END, after].concat()).unwrap();
        return;
    }
    assert!(
        shown == expected,
        "the command prints something else; BLESS=1 writes the README anew:\n{expected}"
    );
}

#[test]
fn the_page_is_no_wider_than_a_hundred_columns() {
    for line in printed().lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
}
