//! Programs in Python that others wrote, and the environment that they are installed into.

use std::path::{Path, PathBuf};

use super::command::{Tool, program, tool};
use super::files::Work;

/// The interpreter of the system.
pub(super) fn python() -> Result<Tool, String> {
    ["python3", "python"]
        .into_iter()
        .find(|name| tool(name).arg("--version").works())
        .map(tool)
        .ok_or_else(|| "python3 is needed, and is not there".to_owned())
}

/// The interpreter of an environment of its own, with the packages that a file of requirements names.
pub(super) fn environment(work: &Work, requirements: &str) -> Result<PathBuf, String> {
    let python = bare(work)?;
    pip_install(&python).args(["--requirement", requirements]).run()?;
    Ok(python)
}

/// The interpreter of an environment of its own, without packages.
pub(super) fn bare(work: &Work) -> Result<PathBuf, String> {
    let folder = work.path("venv");
    python()?.args(["-m", "venv"]).arg(&folder).run()?;
    Ok(if cfg!(windows) { folder.join("Scripts/python.exe") } else { folder.join("bin/python") })
}

/// `pip install` into an environment.
pub(super) fn pip_install(python: &Path) -> Tool {
    program(python).args("-m pip install --quiet --disable-pip-version-check".split(' '))
}
