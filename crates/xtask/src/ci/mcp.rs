//! The server for assistants: its own lints and tests, and a client in Python.

use std::path::PathBuf;

use super::command::{program, tool};
use super::files::{Work, says};
use super::{ARTICLE, Done, python};

const FOLDER: &str = "crates/mcp";
const MANIFEST: &str = "crates/mcp/Cargo.toml";

pub(super) fn run(work: &Work) -> Done {
    says("crates/mcp/README.md", "cargo install --path crates/mcp", true)?;
    says("crates/mcp/README.md", "bash .ci/run mcp", true)?;
    tool("cargo fmt --check --manifest-path").arg(MANIFEST).run()?;
    tool("cargo clippy --locked --all-targets --manifest-path")
        .arg(MANIFEST)
        .args(["--", "-D", "warnings"])
        .run()?;
    tool("cargo test --locked --manifest-path").arg(MANIFEST).run()?;
    let python = python::environment(work, "crates/mcp/tests/requirements.txt")?;
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| PathBuf::from(FOLDER).join("target"), PathBuf::from);
    let server = target.join("debug/ascribe-mcp").with_extension(std::env::consts::EXE_EXTENSION);
    program(&python).arg("crates/mcp/tests/client.py").arg(server).arg(ARTICLE).run()
}
