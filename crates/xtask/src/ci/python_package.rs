//! The Python package: its own lints, an installation as its README has it, its tests there, and what type checkers say.

use super::Done;
use super::command::{program, tool};
use super::files::{Work, says};
use super::python::{bare, pip_install};

const FOLDER: &str = "bindings/python";
const README: &str = "bindings/python/README.md";
const PACKAGE: &str = "./bindings/python[test]";
/// That of the larger model.
const LARGE: &str = "./bindings/python-large";

pub(super) fn run(work: &Work) -> Done {
    says(README, "pip install ./bindings/python && ", false)?;
    says(README, &format!("pip install \"{PACKAGE}\" {LARGE} && pytest {FOLDER}"), true)?;
    tool("cargo fmt --check").within(FOLDER).run()?;
    // As maturin has it: nothing is linked to Python's library. Elsewise all would be compiled twice.
    tool("cargo clippy --locked --profile quick --all-targets -- -D warnings")
        .env("PYO3_BUILD_EXTENSION_MODULE", "1")
        .within(FOLDER)
        .run()?;
    let python = bare(work)?;
    // The profile that compiles fast. pip shows what the compiler says where it fails.
    pip_install(&python)
        .args([PACKAGE, LARGE])
        .env("MATURIN_PEP517_ARGS", "--locked --profile quick")
        .run()?;
    let module = |line: &str| program(&python).arg("-m").args(line.split(' ')).within(FOLDER);
    module("pytest --quiet").run()?;
    module("mypy").run()?;
    module("mypy.stubtest ascribe_news._native --mypy-config-file pyproject.toml").run()
}
