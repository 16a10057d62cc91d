//! `third-party`: the crates of others that are linked into the library, the command and the Python package, with their licences.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

const START: &str = "<!-- crates -->\n";
const END: &str = "<!-- /crates -->";

/// What is looked at: a column of the table, and the options of `cargo tree` that tell what is linked into it.
const LINKED: [(&str, &[&str]); 4] = [
    ("library", &["-p", "ascribe"]),
    ("all features", &["-p", "ascribe", "--all-features"]),
    ("command", &["-p", "ascribe-cli"]),
    ("Python package", &["--manifest-path", "bindings/python/Cargo.toml"]),
];

/// Prints the table, writes it into a file (`--write FILE.md`) or holds a file against it (`--check FILE.md`).
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let table = table()?;
    let (mode, path) = match arguments {
        [] => {
            print!("{table}");
            return Ok(());
        }
        [mode, path] => (mode.as_str(), path),
        _ => return Err("third-party takes --write FILE.md or --check FILE.md".to_owned()),
    };
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let parts = text.split_once(START).and_then(|(before, rest)| Some((before, rest.split_once(END)?)));
    let (before, (shown, after)) = parts.ok_or_else(|| format!("{path}: no {START}… {END}"))?;
    match mode {
        "--write" => fs::write(path, [before, START, &table, END, after].concat())
            .map_err(|error| format!("{path}: {error}")),
        "--check" if shown == table => Ok(()),
        "--check" => Err(format!("{path} names other crates than are linked; `third-party --write {path}`")),
        _ => Err(format!("third-party does not know {mode}")),
    }
}

/// A crate, its licence, its home, and whether it is linked into each of [`LINKED`].
fn table() -> Result<String, String> {
    let mut crates: BTreeMap<String, (String, String, [bool; LINKED.len()])> = BTreeMap::new();
    for (at, (_, options)) in LINKED.iter().enumerate() {
        for line in tree(options)?.lines() {
            let line = line.trim_end_matches(" (*)");
            let cells: Vec<&str> = line.split('|').collect();
            let [package, licence, home] = cells.as_slice() else {
                return Err(format!("cargo tree prints `{line}`"));
            };
            // Crates of the workspace are named with their path.
            if package.ends_with(')') {
                continue;
            }
            if licence.is_empty() {
                return Err(format!("{package} states no licence"));
            }
            let known = crates.entry((*package).to_owned());
            let (_, _, linked) = known
                .or_insert_with(|| (licence.replace('/', " OR "), (*home).to_owned(), Default::default()));
            if let Some(linked) = linked.get_mut(at) {
                *linked = true;
            }
        }
    }
    let mut table = "| crate | licence | where |".to_owned();
    for (column, _) in LINKED {
        let _ = write!(table, " {column} |");
    }
    let _ = writeln!(table, "\n|{}", " --- |".repeat(3 + LINKED.len()));
    for (package, (licence, home, linked)) in crates {
        let marks = linked.map(|linked| if linked { "yes" } else { "" }).join(" | ");
        let _ = writeln!(table, "| {package} | {licence} | {home} | {marks} |");
    }
    Ok(table)
}

/// What is linked, on any system: neither macros that run in the compiler, nor what builds or tests alone.
fn tree(options: &[&str]) -> Result<String, String> {
    let output = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .args(["tree", "--locked", "--target", "all", "--edges", "normal,no-proc-macro"])
        .args(["--prefix", "none", "--format", "{p}|{l}|{r}"])
        .args(options)
        .output()
        .map_err(|error| format!("cargo tree: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo tree: {}", String::from_utf8_lossy(&output.stderr)));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("cargo tree: {error}"))
}
