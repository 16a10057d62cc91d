//! Files that steps read and write.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

use super::Done;

/// A folder of a step's own, which goes with the step.
pub(super) struct Work(PathBuf);

impl Work {
    pub(super) fn new() -> Result<Work, String> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("ascribe-ci-{}-{number}", std::process::id()));
        fs::create_dir(&folder).map_err(|error| at(&folder, error))?;
        Ok(Work(folder))
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// A new folder in it.
    pub(super) fn folder(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.path(name);
        fs::create_dir(&folder).map_err(|error| at(&folder, error))?;
        Ok(folder)
    }

    /// A file in it.
    pub(super) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<PathBuf, String> {
        let path = self.path(name);
        write(&path, bytes)?;
        Ok(path)
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // What is left of it does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// `PATH: what is wrong`.
pub(super) fn at(path: impl AsRef<Path>, what: impl std::fmt::Display) -> String {
    format!("{}: {what}", path.as_ref().display())
}

pub(super) fn read(path: impl AsRef<Path>) -> Result<String, String> {
    fs::read_to_string(&path).map_err(|error| at(path, error))
}

pub(super) fn read_json(path: impl AsRef<Path>) -> Result<Value, String> {
    serde_json::from_str(&read(&path)?).map_err(|error| at(path, error))
}

pub(super) fn write(path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> Done {
    fs::write(&path, bytes).map_err(|error| at(path, error))
}

pub(super) fn size(path: impl AsRef<Path>) -> Result<u64, String> {
    fs::metadata(&path).map(|about| about.len()).map_err(|error| at(path, error))
}

/// The files of a folder whose names end so, by name.
pub(super) fn ending(folder: impl AsRef<Path>, end: &str) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(&folder).map_err(|error| at(&folder, error))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| at(&folder, error))?.path();
        if path.is_file() && name(&path).ends_with(end) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The name of a file.
pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Copies the files of a folder whose names end so.
pub(super) fn copy(from: &str, end: &str, to: &Path) -> Done {
    for path in ending(from, end)? {
        fs::copy(&path, to.join(name(&path))).map_err(|error| at(&path, error))?;
    }
    Ok(())
}

/// That a document has a line, or holds some words.
pub(super) fn says(document: &str, words: &str, whole_line: bool) -> Done {
    let text = read(document)?;
    let there = if whole_line { text.lines().any(|line| line == words) } else { text.contains(words) };
    if there { Ok(()) } else { Err(at(document, format_args!("no longer says: {words}"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_work_goes_with_its_step() {
        let work = Work::new().unwrap();
        let folder = work.folder("in").unwrap();
        write(folder.join("b.txt"), "cargo test --all\ncargo bench").unwrap();
        write(folder.join("a.txt"), "").unwrap();
        write(folder.join("c.md"), "").unwrap();
        let names: Vec<String> = ending(&folder, ".txt").unwrap().iter().map(|path| name(path)).collect();
        assert_eq!(names, ["a.txt", "b.txt"]);
        let document = folder.join("b.txt");
        let document = document.to_str().unwrap();
        assert!(says(document, "cargo bench", true).is_ok() && says(document, "cargo test", false).is_ok());
        assert!(
            says(document, "cargo test", true)
                .is_err_and(|error| error.ends_with("no longer says: cargo test"))
        );
        drop(work);
        assert!(!folder.exists());
    }
}
