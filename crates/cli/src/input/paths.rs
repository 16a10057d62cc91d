//! Which files are read.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fault::{at, words};

/// A text to analyze, or a file with a text in each line.
pub(crate) struct Input {
    /// The file's name without `.txt`, `.jsonl` and the like.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    /// Whether it is JSON Lines.
    pub(crate) lines: bool,
}

/// Whether a path stands for standard input.
pub(crate) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// All text files of the paths, by name, then the files of JSON Lines in the order given; and what could not be looked into.
pub(crate) fn collect(paths: &[PathBuf], jsonl: bool) -> (Vec<Input>, Vec<String>) {
    let mut found = Found::default();
    for path in paths {
        if is_standard(path) {
            found.standard(jsonl);
        } else if path.is_dir() {
            found.walk(path);
        } else if path.exists() || !is_pattern(path) {
            found.add(path);
        } else {
            found.expand(path);
        }
    }
    let Found { mut texts, mut lines, unread } = found;
    texts.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    // The same file given twice, or once by its folder, is one input.
    texts.dedup_by(|a, b| a.name == b.name && same_file(&a.path, &b.path));
    texts.append(&mut lines);
    (texts, unread)
}

#[derive(Default)]
struct Found {
    texts: Vec<Input>,
    lines: Vec<Input>,
    unread: Vec<String>,
}

impl Found {
    fn standard(&mut self, lines: bool) {
        if self.texts.iter().chain(&self.lines).any(|input| is_standard(&input.path)) {
            self.unread.push("-: standard input is named twice; it can be read once".to_owned());
            return;
        }
        let name = if lines { "-" } else { "stdin" }.to_owned();
        let input = Input { name, path: PathBuf::from("-"), lines };
        if lines { self.lines.push(input) } else { self.texts.push(input) }
    }

    /// Takes a file that was named, whatever its ending is.
    fn add(&mut self, path: &Path) {
        match fs::metadata(path) {
            Err(error) => return self.unread.push(at(path, words(&error))),
            // The shell's `<(command)` is a pipe in /dev or /proc, which somebody writes to. Of any other nobody may.
            Ok(about) if !about.is_file() && !path.starts_with("/dev") && !path.starts_with("/proc") => {
                let what = "neither a file nor a folder; pass a pipe as standard input: `- < PATH`";
                return self.unread.push(at(path, what));
            }
            Ok(_) => {}
        }
        if let Some(name) = lines_name(path) {
            self.lines.push(Input { name, path: path.to_owned(), lines: true });
        } else if let Some(name) = text_name(path) {
            self.texts.push(Input { name, path: path.to_owned(), lines: false });
        } else {
            self.unread.push(at(path, "the file's name is not UTF-8; rename it"));
        }
    }

    /// Takes the regular `.txt` files of a folder and of those in it. Links to folders are not followed, so that no circle is;
    /// pipes are left out, since reading one may never end.
    fn walk(&mut self, folder: &Path) {
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) => {
                    self.unread.push(at(&folder, words(&error)));
                    continue;
                }
            };
            for entry in entries {
                match entry.and_then(|entry| Ok((entry.file_type()?, entry.path()))) {
                    Ok((kind, path)) if kind.is_dir() => folders.push(path),
                    Ok((_, path)) if is_text(&path) && path.is_file() => self.add(&path),
                    Ok(_) => {}
                    Err(error) => self.unread.push(at(&folder, words(&error))),
                }
            }
        }
    }

    /// Takes what a pattern stands for, where no shell has done so.
    fn expand(&mut self, pattern: &Path) {
        let paths = pattern.to_str().map(glob::glob);
        let Some(Ok(paths)) = paths else {
            return self.unread.push(at(pattern, "no such file, and no pattern either"));
        };
        let before = (self.texts.len(), self.lines.len());
        for path in paths {
            match path {
                Ok(path) if path.is_dir() => self.walk(&path),
                Ok(path) if path.is_file() => self.add(&path),
                Ok(_) => {}
                Err(error) => self.unread.push(at(error.path(), words(error.error()))),
            }
        }
        if before == (self.texts.len(), self.lines.len()) {
            self.unread.push(at(pattern, "no file fits this pattern"));
        }
    }
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

fn is_text(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix(".zst").unwrap_or(&name).strip_suffix(".txt").is_some()
}

/// What a text file is called without its endings.
pub(crate) fn text_name(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let unpacked = name.strip_suffix(".zst").unwrap_or(name);
    Some(unpacked.strip_suffix(".txt").unwrap_or(unpacked).to_owned())
}

/// What a file of JSON Lines is called without its endings; none where it is none.
fn lines_name(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let unpacked = name.strip_suffix(".zst").unwrap_or(name);
    let stem = unpacked.strip_suffix(".jsonl").or_else(|| unpacked.strip_suffix(".ndjson"))?;
    Some(stem.to_owned())
}

fn same_file(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
