//! What the tests share.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) fn ascribe() -> Command {
    Command::new(env!("CARGO_BIN_EXE_ascribe"))
}

pub(crate) fn run(arguments: &[&str]) -> Output {
    ascribe().args(arguments).output().unwrap()
}

pub(crate) fn code(output: &Output, expected: i32) {
    assert_eq!(output.status.code(), Some(expected), "{}", errors(output));
}

pub(crate) fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// An empty folder for a test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

pub(crate) fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

/// A folder with two texts, `a.txt` and `b.txt`.
pub(crate) fn texts(name: &str) -> PathBuf {
    let folder = folder(name);
    fs::write(folder.join("a.txt"), "The bridge will close on Friday, Mayor Ann Lee said.\n").unwrap();
    fs::write(folder.join("b.txt"), "Sources said on Monday that an aide had resigned.\n").unwrap();
    folder
}
