//! Where results go: standard output, a file or a folder.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use clap::Args;

use crate::fault::{Failure, at, words};

/// Endings that make a name that of a file.
const ENDINGS: [&str; 14] = [
    "ann", "conllu", "csv", "htm", "html", "json", "jsonl", "jsonld", "md", "ndjson", "sarif", "tsv", "txt",
    "zst",
];

/// Options of every command that writes.
#[derive(Args)]
pub(crate) struct Writing {
    /// Where to write: - is standard output, which is where results go if this is left out. A name that ends in / and a folder
    /// that is there are folders. A name with a known ending (.html, .json, .jsonl, .ann, .csv, .txt, .sarif, .conllu, .zst ...) is a
    /// file. Any other name is refused: nothing is guessed
    #[arg(long, short, value_name = "FILE|FOLDER/|-", conflicts_with = "out_dir")]
    pub(crate) out: Option<PathBuf>,
    /// A folder to write to, whatever its name; it is made if there is none
    #[arg(long, value_name = "FOLDER")]
    out_dir: Option<PathBuf>,
    /// Overwrite files that are there; without it they are an error
    #[arg(long, short)]
    pub(crate) force: bool,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Standard,
    File(PathBuf),
    Folder(PathBuf),
}

impl Writing {
    /// Whether it is a file or a folder, by the rule in the help of `--out`.
    pub(crate) fn target(&self) -> Result<Target, Failure> {
        if let Some(folder) = &self.out_dir {
            return Ok(Target::Folder(folder.clone()));
        }
        let Some(out) = &self.out else { return Ok(Target::Standard) };
        let written = out.to_string_lossy();
        if written == "-" {
            Ok(Target::Standard)
        } else if written.ends_with(['/', MAIN_SEPARATOR]) || out.is_dir() {
            Ok(Target::Folder(out.clone()))
        } else if out.exists() || ENDINGS.iter().any(|ending| has_ending(out, ending)) {
            Ok(Target::File(out.clone()))
        } else {
            Err(Failure::usage(format!(
                "--out {written}: file or folder? Write {written}/ for a folder, or give a file an ending such as .json"
            )))
        }
    }

    /// As [`Writing::target`], for a command that writes no folder. A file that must not be overwritten is an error.
    pub(crate) fn stream(&self) -> Result<Sink, Failure> {
        match self.target()? {
            Target::Folder(folder) => {
                Err(Failure::usage(at(&folder, "this command writes one file, and this is a folder")))
            }
            target => Sink::open(&target, self.force),
        }
    }
}

impl Target {
    /// Whether it is a terminal, on which a bar of progress would be in the way.
    pub(crate) fn is_terminal(&self) -> bool {
        *self == Target::Standard && io::stdout().is_terminal()
    }
}

/// Whether a path ends in `.ENDING`.
pub(crate) fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// Text for standard output or one file.
pub(crate) enum Sink {
    Standard(BufWriter<Stdout>),
    /// Written whole at the end.
    File {
        path: PathBuf,
        force: bool,
        bytes: Vec<u8>,
    },
}

impl Sink {
    pub(crate) fn open(target: &Target, force: bool) -> Result<Sink, Failure> {
        match target {
            Target::Standard => Ok(Sink::Standard(BufWriter::new(io::stdout()))),
            Target::File(path) | Target::Folder(path) => {
                may_write(path, force)?;
                Ok(Sink::File { path: path.clone(), force, bytes: Vec::new() })
            }
        }
    }

    pub(crate) fn write(&mut self, text: impl AsRef<[u8]>) -> Result<(), Failure> {
        match self {
            Sink::Standard(out) => out.write_all(text.as_ref()).map_err(|error| Failure::printing(&error)),
            Sink::File { bytes, .. } => {
                bytes.extend_from_slice(text.as_ref());
                Ok(())
            }
        }
    }

    /// Shows what is written so far to whoever reads standard output.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        match self {
            Sink::Standard(out) => out.flush().map_err(|error| Failure::printing(&error)),
            Sink::File { .. } => Ok(()),
        }
    }

    /// Writes what is left; gives the name of the file.
    pub(crate) fn finish(mut self) -> Result<Option<PathBuf>, Failure> {
        self.flush()?;
        match self {
            Sink::Standard(_) => Ok(None),
            Sink::File { path, force, bytes } => {
                may_write(&path, force)?;
                replace(&path, &bytes).map_err(|error| Failure::writing(&path, &error))?;
                Ok(Some(path))
            }
        }
    }
}

/// An error where a file is there and may not be overwritten.
pub(crate) fn may_write(path: &Path, force: bool) -> Result<(), Failure> {
    if !force && path.is_file() {
        return Err(Failure::usage(at(path, "is there already; --force overwrites it")));
    }
    Ok(())
}

/// A folder that gets several files.
pub(crate) struct Folder {
    path: PathBuf,
    force: bool,
    /// Names that this run has written.
    written: Mutex<HashSet<String>>,
}

impl Folder {
    /// Makes the folder, and tries whether it can be written to, rather than fail for every article.
    pub(crate) fn open(path: &Path, force: bool) -> Result<Folder, Failure> {
        let failed = |error: io::Error| Failure::writing(path, &error);
        fs::create_dir_all(path).map_err(failed)?;
        let (_, trial) = part(&path.join("trial")).map_err(failed)?;
        fs::remove_file(trial).map_err(failed)?;
        Ok(Folder { path: path.to_owned(), force, written: Mutex::default() })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// An error where a file of these names is there and may not be overwritten.
    pub(crate) fn may_write(&self, names: impl Iterator<Item = String>) -> Result<(), Failure> {
        if self.force {
            return Ok(());
        }
        let there: Vec<PathBuf> =
            names.map(|name| self.path.join(name)).filter(|path| path.is_file()).collect();
        match there.split_first() {
            None => Ok(()),
            Some((first, [])) => may_write(first, false),
            Some((first, rest)) => Err(Failure::usage(at(
                first,
                format_args!("is there already, and {} more are; --force overwrites them", rest.len()),
            ))),
        }
    }

    /// Whether a file is there, whole: none is renamed to its name before it is.
    pub(crate) fn has(&self, name: &str) -> bool {
        fs::metadata(self.path.join(name)).is_ok_and(|about| about.is_file() && about.len() > 0)
    }

    /// Writes a file.
    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<(), String> {
        let path = self.path.join(name);
        if !self.written.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned()) {
            return Err(at(
                &path,
                "another article of this run has the same name, and the first one is kept",
            ));
        }
        if path.is_dir() {
            return Err(at(&path, "cannot be written: a folder has this name; move it away"));
        }
        if !self.force && path.is_file() {
            return Err(at(&path, "is there already; --force overwrites it"));
        }
        replace(&path, bytes.as_ref())
            .map_err(|error| at(&path, format_args!("cannot be written: {}", words(&error))))
    }
}

/// Writes a file so that whoever looks sees the old one or the whole new one, also when the run or the machine is broken off.
fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    // A pipe or a device has nothing to replace.
    if target.exists() && !target.is_file() {
        return File::options().write(true).open(target)?.write_all(bytes);
    }
    let target = target.canonicalize().unwrap_or_else(|_| target.to_owned());
    let (mut file, path) = part(&target)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    written.and_then(|()| fs::rename(&path, &target)).inspect_err(|_| {
        let _ = fs::remove_file(&path);
    })?;
    sync_folder(&target);
    Ok(())
}

/// A file of its own beside a target. Two runs into one folder never share one.
fn part(target: &Path) -> io::Result<(File, PathBuf)> {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
    loop {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = target.with_file_name(format!(".{name}.{}-{number}.part", std::process::id()));
        match File::options().write(true).create_new(true).open(&path) {
            // A process of this number left it, on this machine or on another that shares the folder.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (file, path)),
        }
    }
}

/// Makes the new name last. Not every system lets a folder be opened, and a run does not fail for that.
fn sync_folder(target: &Path) {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// A name that is safe in every file system, and is another one for every other text.
pub(crate) fn file_name(text: &str) -> String {
    let mut name = String::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'.' if at == 0 => name.push_str("%2E"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => name.push(char::from(byte)),
            _ => _ = write!(name, "%{byte:02X}"),
        }
    }
    name
}
