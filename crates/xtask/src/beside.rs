//! The rate of the library beside that of an earlier commit.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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
    let mut archive =
        Command::new("git").args(["archive", commit]).stdout(Stdio::piped()).spawn().map_err(failed)?;
    let packed = archive.stdout.take().ok_or("git gives nothing")?;
    done(Command::new("tar").args(["-x", "-C", BEFORE]).stdin(packed), "tar")?;
    archive
        .wait()
        .map_err(failed)
        .and_then(|ended| ended.success().then_some(()).ok_or("no such commit".to_owned()))?;
    // Two packages of one name and version cannot stand in one lock file.
    let manifests = manifests(before)?;
    let root = manifests.first().map(fs::read_to_string).transpose().map_err(failed)?.unwrap_or_default();
    let version =
        root.lines().find_map(|line| line.strip_prefix("version = ")).ok_or("a package without a version")?;
    for manifest in &manifests {
        let written = fs::read_to_string(manifest).map_err(failed)?;
        fs::write(manifest, written.replace(version, "\"0.0.1\"")).map_err(failed)?;
    }
    let mut run = Command::new("cargo");
    run.args([
        "run",
        "--release",
        "--target-dir",
        "target",
        "--manifest-path",
        "benches/beside/Cargo.toml",
        "--",
    ]);
    if folders.is_empty() {
        run.args(["benches/data", "examples/data"]);
    }
    done(run.args(folders), "cargo")
}

fn done(command: &mut Command, name: &str) -> Result<(), String> {
    let ended = command.status().map_err(|error| format!("{name}: {error}"))?;
    ended.success().then_some(()).ok_or_else(|| format!("{name} failed"))
}

/// The manifests of a repository's packages.
fn manifests(root: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = vec![root.join("Cargo.toml")];
    let members = root.join("crates");
    if members.is_dir() {
        for entry in fs::read_dir(&members).map_err(|error| error.to_string())? {
            found.push(entry.map_err(|error| error.to_string())?.path().join("Cargo.toml"));
        }
    }
    found.retain(|path| path.exists());
    Ok(found)
}
