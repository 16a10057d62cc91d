//! README and DESIGN say what is so.

#[path = "../../examples/article/ink.rs"]
mod ink;
#[path = "../../examples/article/page.rs"]
mod page;

use std::fs;
use std::path::{Path, PathBuf};

use ascribe::{Analyzer, Article};

const START: &str = "<!-- article -->\n```text\n";
const END: &str = "```\n<!-- /article -->";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the example prints.
fn printed() -> String {
    let article = Article::new(include_str!("../../examples/data/putin-biden-call.txt"))
        .with_published("2021-12-30".parse().unwrap());
    let report = Analyzer::new().analyze(&article);
    page::page(&report, &article.text, ink::Ink { colours: false })
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
fn the_readme_shows_what_the_example_prints() {
    let path = root().join("README.md");
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
        "the example prints something else; BLESS=1 writes the README anew:\n{expected}"
    );
}

#[test]
fn the_page_is_no_wider_than_a_hundred_columns() {
    for line in printed().lines() {
        assert!(line.chars().count() <= ink::WIDTH, "{line}");
    }
}

/// All `.rs` files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                files.push(path);
            }
        }
    }
    files
}

#[test]
fn the_code_map_names_everything_at_the_top() {
    let design = fs::read_to_string(root().join("DESIGN.md")).unwrap();
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let place = if path.is_dir() { format!("`src/{name}/`") } else { format!("`src/{name}`") };
        assert!(design.contains(&place), "the code map of DESIGN.md lacks {place}");
    }
    for folder in ["examples", "benches", "tests/it"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            assert!(
                matches!(name, "data" | "main") || design.contains(&format!("`{name}`")),
                "DESIGN.md lacks {folder}/{name}"
            );
        }
    }
}

#[test]
fn the_library_reads_no_clock_network_environment_or_file() {
    let outside = [
        "std::env",
        "std::fs",
        "std::net",
        "std::process",
        "std::io",
        "SystemTime",
        "Instant::",
        "Utc::now",
        "Local::now",
    ];
    let files = sources(&root().join("src"));
    assert!(files.len() > 40);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            assert!(!outside.iter().any(|name| line.contains(name)), "{}: {line}", file.display());
        }
    }
}
