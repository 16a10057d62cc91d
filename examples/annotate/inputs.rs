//! Which files to work through.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A text to analyze, or a file with a text in each line.
pub(crate) struct Input {
    /// The file's name without `.txt`, `.jsonl` and the like.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    /// Whether it is JSON Lines.
    pub(crate) lines: bool,
}

impl Input {
    pub(crate) fn is_standard_input(&self) -> bool {
        self.path.as_os_str() == "-"
    }
}

/// All text files of the paths, by name, then the files of JSON Lines in the order given, and what could not be looked
/// into.
///
/// # Errors
///
/// Where two inputs have one name, since one would overwrite the other's result, and where there is no input at all.
pub(crate) fn collect(paths: &[PathBuf]) -> Result<(Vec<Input>, Vec<String>), String> {
    let mut inputs = Vec::new();
    let mut unread = Vec::new();
    let mut lines = Vec::new();
    for path in paths {
        if let Some(name) = lines_name(path) {
            lines.push(Input { name, path: path.clone(), lines: true });
        } else if path.is_dir() {
            walk(path, &mut inputs, &mut unread);
        } else {
            add(path, &mut inputs, &mut unread);
        }
    }
    inputs.sort_by(|a: &Input, b: &Input| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    // The same file given twice, or once by its folder, is one input.
    inputs.dedup_by(|a, b| a.name == b.name && same_file(&a.path, &b.path));
    let mut seen: HashMap<&str, &Path> = HashMap::new();
    for input in &inputs {
        if let Some(other) = seen.insert(&input.name, &input.path) {
            let (a, b) = (other.display(), input.path.display());
            return Err(format!(
                "{a} and {b} have the same name, and one would overwrite the other's result"
            ));
        }
    }
    inputs.append(&mut lines);
    if inputs.is_empty() && unread.is_empty() {
        return Err("there is no .txt file in what was given".to_owned());
    }
    Ok((inputs, unread))
}

/// What a file of JSON Lines is called without its endings; none where the path is none.
fn lines_name(path: &Path) -> Option<String> {
    if path.as_os_str() == "-" {
        return Some("-".to_owned());
    }
    let name = path.file_name()?.to_str()?;
    let unpacked = name.strip_suffix(".zst").unwrap_or(name);
    let stem = unpacked.strip_suffix(".jsonl").or_else(|| unpacked.strip_suffix(".ndjson"))?;
    (!path.is_dir()).then(|| stem.to_owned())
}

fn same_file(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Files that were named are taken whatever their ending is.
fn add(path: &Path, inputs: &mut Vec<Input>, unread: &mut Vec<String>) {
    let stem =
        if path.extension().is_some_and(|end| end == "txt") { path.file_stem() } else { path.file_name() };
    match stem.and_then(|stem| stem.to_str()) {
        Some(name) => inputs.push(Input { name: name.to_owned(), path: path.to_owned(), lines: false }),
        None => unread.push(format!("{}: the file's name is not UTF-8", path.display())),
    }
}

/// Takes the `.txt` files of a folder and of those in it. Links to folders are not followed, so that no circle is.
fn walk(folder: &Path, inputs: &mut Vec<Input>, unread: &mut Vec<String>) {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                unread.push(format!("{}: {error}", folder.display()));
                continue;
            }
        };
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.file_type()?, entry.path()))) {
                Ok((kind, path)) if kind.is_dir() => folders.push(path),
                Ok((_, path)) if path.extension().is_some_and(|end| end == "txt") && !path.is_dir() => {
                    add(&path, inputs, unread);
                }
                Ok(_) => {}
                Err(error) => unread.push(format!("{}: {error}", folder.display())),
            }
        }
    }
}
