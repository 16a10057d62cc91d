//! The companion for many machines: its own lints and tests, and a cluster on loopback that loses a worker.

use std::path::PathBuf;

use super::Done;
use super::command::{program, tool};
use super::files::{Work, says};

const MANIFEST: &str = "integrations/spark/Cargo.toml";
const RUN: &str = "integrations/spark/run.sh";

pub(super) fn run(work: &Work) -> Done {
    says("integrations/spark/README.md", &format!("bash {RUN}"), true)?;
    tool("cargo fmt --check --manifest-path").arg(MANIFEST).run()?;
    tool("cargo clippy --locked --all-targets --all-features --manifest-path")
        .arg(MANIFEST)
        .args(["--", "-D", "warnings"])
        .run()?;
    tool("cargo test --locked --release --features parquet --manifest-path").arg(MANIFEST).run()?;
    tool("bash")
        .arg(RUN)
        .arg(work.path("cluster"))
        .env("ARTICLES", "2000")
        .env("PARTITIONS", "24")
        .env("RATES", "")
        .run()?;
    // In the environment that run.sh made, unless there was one.
    let target = path("CARGO_TARGET_DIR", "integrations/spark/target");
    program(&path("PYTHON", "integrations/spark/target/venv/bin/python"))
        .arg("integrations/spark/parquet.py")
        .arg(target.join("release/ascribe-parquet"))
        .run()
}

fn path(variable: &str, otherwise: &str) -> PathBuf {
    std::env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map_or_else(|| otherwise.into(), PathBuf::from)
}
