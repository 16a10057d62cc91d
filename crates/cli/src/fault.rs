//! What goes wrong, the exit codes, and the system's errors in words.

use std::fmt::Display;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// The end of every help text.
pub(crate) const CODES: &str = "\
Exit codes:
  0  done; nothing was found, nothing differs
  1  findings (audit), differences (compare), statements that are not supported (verify)
  2  wrong use: an option, or an output that is there already
  3  an input could not be read, or an output could not be written";

/// How a run ended that did what was asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    /// Findings, differences or unsupported statements.
    Found,
    /// Some inputs could not be read; the others are done.
    Unread,
}

impl Outcome {
    /// Done, unless some inputs failed.
    pub(crate) fn of(failed: u64) -> Self {
        if failed == 0 { Outcome::Done } else { Outcome::Unread }
    }

    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Outcome::Done => 0,
            Outcome::Found => 1,
            Outcome::Unread => 3,
        })
    }
}

/// Why a run stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Options or paths that make no sense together.
    Usage(String),
    /// An input that cannot be read, or an output that cannot be written.
    Unread(String),
    /// Whoever read standard output has gone, as `head` does. That is no error.
    Closed,
}

impl Failure {
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Failure::Usage(message.into())
    }

    /// A file that cannot be read.
    pub(crate) fn reading(path: &Path, error: &io::Error) -> Self {
        Failure::Unread(at(path, words(error)))
    }

    /// A file or folder that cannot be written.
    pub(crate) fn writing(path: &Path, error: &io::Error) -> Self {
        Failure::Unread(at(path, format_args!("cannot be written: {}", words(error))))
    }

    /// Standard output that takes nothing any more.
    pub(crate) fn printing(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::Closed;
        }
        Failure::Unread(format!("standard output cannot be written: {}", words(error)))
    }

    pub(crate) fn message(&self) -> Option<&str> {
        match self {
            Failure::Usage(message) | Failure::Unread(message) => Some(message),
            Failure::Closed => None,
        }
    }

    pub(crate) fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::Usage(_) => 2,
            Failure::Unread(_) => 3,
            Failure::Closed => 0,
        })
    }
}

/// `PATH: what is wrong`.
pub(crate) fn at(path: &Path, what: impl Display) -> String {
    format!("{}: {what}", path.display())
}

/// The system's error in words, with what to do about it where that is known.
pub(crate) fn words(error: &io::Error) -> String {
    let known = match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder; check the path",
        io::ErrorKind::PermissionDenied => "permission denied; check who may read and write it",
        io::ErrorKind::IsADirectory => "this is a folder, and a file is needed",
        io::ErrorKind::NotADirectory => "a part of the path is a file, and a folder is needed",
        io::ErrorKind::StorageFull => "the disk is full; make room, or write elsewhere",
        io::ErrorKind::UnexpectedEof => "the file ends early; fetch or make it again",
        _ => {
            let written = error.to_string();
            return written.split(" (os error").next().unwrap_or_default().to_owned();
        }
    };
    known.to_owned()
}
