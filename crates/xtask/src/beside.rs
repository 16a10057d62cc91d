//! The rate of the library beside that of an earlier commit.

use std::fs;
use std::path::{Path, PathBuf};

use crate::ci::command::tool;

/// Where the earlier commit is unpacked, as `benches/beside/Cargo.toml` names it.
const BEFORE: &str = "target/beside";

/// Unpacks a commit and runs `benches/beside` on the texts of some folders, those of the repository if none is named.
pub(crate) fn run(commit: &str, folders: &[String]) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{BEFORE}: {error}");
    let before = Path::new(BEFORE);
    if before.exists() {
        fs::remove_dir_all(before).map_err(failed)?;
    }
    fs::create_dir_all(before).map_err(failed)?;
    let archive = before.join("commit.tar");
    tool("git archive --output").arg(&archive).arg(commit).run()?;
    tool("tar -x -C").arg(before).arg("-f").arg(&archive).run()?;
    // Two packages of one name and version cannot stand in one lock file.
    let manifests = manifests(before).map_err(failed)?;
    let root = fs::read_to_string(before.join("Cargo.toml")).map_err(failed)?;
    let version =
        root.lines().find_map(|line| line.strip_prefix("version = ")).ok_or("a package without a version")?;
    for manifest in &manifests {
        let written = fs::read_to_string(manifest).map_err(failed)?;
        fs::write(manifest, written.replace(version, "\"0.0.1\"")).map_err(failed)?;
    }
    let run = tool("cargo run --release --target-dir target --manifest-path benches/beside/Cargo.toml --");
    if folders.is_empty() { run.args(["benches/data", "examples/data"]) } else { run.args(folders) }.run()
}

/// The manifests of a repository's packages.
fn manifests(root: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = vec![root.join("Cargo.toml")];
    let members = root.join("crates");
    if members.is_dir() {
        for entry in fs::read_dir(members)? {
            found.push(entry?.path().join("Cargo.toml"));
        }
    }
    found.retain(|path| path.exists());
    Ok(found)
}
