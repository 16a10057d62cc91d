//! DESIGN says what is so.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
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
    for folder in fs::read_dir(root().join("crates")).unwrap() {
        let name = folder.unwrap().file_name().into_string().unwrap();
        assert!(
            design.contains(&format!("`crates/{name}/`")),
            "the code map of DESIGN.md lacks crates/{name}"
        );
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

/// What five programs of new users had to write by hand has a method: these have no helper of their own, and stay short.
#[test]
fn programs_that_users_write_are_short() {
    for name in ["service", "chunks", "monitor", "by_hand"] {
        let text = fs::read_to_string(root().join(format!("examples/{name}.rs"))).unwrap();
        let code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
        let lines = text.lines().filter(code).count();
        assert!(lines <= 25, "examples/{name}.rs has {lines} lines of code");
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
