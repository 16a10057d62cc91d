//! Programs that steps run.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::Done;

/// A program with its arguments.
pub(crate) struct Tool(Command);

/// A program by its command line, whose words are separated by spaces.
pub(crate) fn tool(line: &str) -> Tool {
    let mut words = line.split_ascii_whitespace();
    Tool(Command::new(words.next().unwrap_or_default())).args(words)
}

/// A program by its path.
pub(super) fn program(path: &Path) -> Tool {
    Tool(Command::new(path))
}

/// The command, as `cargo build --release -p ascribe-cli` builds it, with the words of a line.
pub(super) fn ascribe(line: &str) -> Tool {
    program(&built("release", "ascribe")).args(line.split_ascii_whitespace())
}

/// A program that cargo built.
pub(super) fn built(profile: &str, name: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let path = target.join(profile).join(name).with_extension(std::env::consts::EXE_EXTENSION);
    // From another folder, too, it is this one.
    std::path::absolute(&path).unwrap_or(path)
}

impl Tool {
    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.0.arg(argument);
        self
    }

    pub(crate) fn args(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.0.args(arguments);
        self
    }

    pub(super) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// Runs it in a folder.
    pub(super) fn within(mut self, folder: impl AsRef<Path>) -> Self {
        self.0.current_dir(folder);
        self
    }

    /// Runs it to its end; that it fails is an error.
    pub(crate) fn run(mut self) -> Done {
        let status = self.0.status().map_err(|error| self.missing(&error))?;
        if status.success() { Ok(()) } else { Err(format!("{}: {status}", self.line())) }
    }

    /// Runs it, and gives what it wrote and how it ended.
    pub(super) fn output(mut self) -> Result<Output, String> {
        self.0.output().map_err(|error| self.missing(&error))
    }

    /// The exit code, of one that may fail; what it prints is shown.
    pub(super) fn code(mut self) -> Result<i32, String> {
        let status = self.0.status().map_err(|error| self.missing(&error))?;
        status.code().ok_or_else(|| format!("{}: {status}", self.line()))
    }

    /// What it prints.
    pub(super) fn printed(mut self) -> Result<String, String> {
        let output = self.0.stderr(Stdio::inherit()).output().map_err(|error| self.missing(&error))?;
        if !output.status.success() {
            return Err(format!("{}: {}", self.line(), output.status));
        }
        String::from_utf8(output.stdout).map_err(|error| format!("{}: {error}", self.line()))
    }

    /// What it prints, which is shown line by line as well.
    pub(super) fn shown(mut self) -> Result<String, String> {
        let mut child = self.0.stdout(Stdio::piped()).spawn().map_err(|error| self.missing(&error))?;
        let mut text = String::new();
        for line in child.stdout.take().into_iter().flat_map(|pipe| BufReader::new(pipe).lines()) {
            let line = line.map_err(|error| format!("{}: {error}", self.line()))?;
            println!("{line}");
            text += &line;
            text.push('\n');
        }
        let status = child.wait().map_err(|error| format!("{}: {error}", self.line()))?;
        if status.success() { Ok(text) } else { Err(format!("{}: {status}", self.line())) }
    }

    /// Whether it is there and ends well; nothing is shown.
    pub(super) fn works(mut self) -> bool {
        self.0.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    }

    fn missing(&self, error: &std::io::Error) -> String {
        format!("{} cannot be run: {error}", self.0.get_program().display())
    }

    fn line(&self) -> String {
        let words = std::iter::once(self.0.get_program()).chain(self.0.get_args());
        words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
    }
}

/// The command, built for steps that run it.
pub(super) fn build_ascribe() -> Done {
    tool("cargo build --release -p ascribe-cli").run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_is_an_error_with_its_line() {
        assert!(tool("cargo --version").printed().unwrap().starts_with("cargo "));
        assert!(tool("cargo --version").works() && !tool("cargo no-such-command").works());
        let failed = tool("cargo --no-such-option").arg("a b").shown();
        assert!(failed.is_err_and(|error| error.starts_with("cargo --no-such-option a b: exit")));
        let missing = tool("no-such-program at all").run();
        assert!(missing.is_err_and(|error| error.starts_with("no-such-program cannot be run: ")));
        assert_eq!(tool("cargo --version").code(), Ok(0));
    }
}
