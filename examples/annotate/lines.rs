//! JSON Lines that are written: one line for each record, in the order of the records.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use ascribe::Report;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::records::Record;

/// How many bytes of lines are packed into one frame of zstd, at least. Larger frames hardly pack better, and what a
/// killed run had not packed yet has to be done again.
const FRAME: usize = 1 << 20;

/// zstd's own level.
const LEVEL: i32 = 0;

/// What a line begins with.
const START: &[u8] = b"{\"id\":\"";

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<&'a Report>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

#[derive(Deserialize)]
struct Written<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    report: Option<IgnoredAny>,
    error: Option<IgnoredAny>,
}

/// The line of a record: `{"id": …, "report": …}` or `{"id": …, "error": …}`.
pub(crate) fn line(id: &str, result: Result<&Report, &str>) -> Vec<u8> {
    let answer = Answer { id, report: result.ok(), error: result.err() };
    let mut line = serde_json::to_vec(&answer).unwrap_or_else(|error| {
        // Only maps whose keys are no strings cannot be written, and reports have none.
        let error = error.to_string();
        serde_json::to_vec(&Answer { id, report: None, error: Some(&error) }).unwrap_or_default()
    });
    line.push(b'\n');
    line
}

/// Where lines go.
pub(crate) enum Output {
    Standard,
    /// Every line is written at once.
    Plain(File),
    /// Frame by frame, each of which holds whole lines, so that a file that was cut off is whole up to some line.
    Zstd {
        file: File,
        waiting: Vec<u8>,
    },
}

/// What an earlier run has done.
#[derive(Default)]
pub(crate) struct Done {
    pub(crate) records: u64,
    /// How many of them could not be analyzed.
    pub(crate) failed: u64,
    /// How many bytes of the inputs they took.
    pub(crate) read: u64,
}

impl Output {
    /// A new file, or standard output for `-`.
    ///
    /// # Errors
    ///
    /// Where the file cannot be made, or holds something already.
    pub(crate) fn create(path: &Path) -> Result<Self, String> {
        if is_standard(path) {
            return Ok(Output::Standard);
        }
        let fault = |error: io::Error| format!("cannot write to {}: {error}", path.display());
        if path.metadata().is_ok_and(|about| about.is_file() && about.len() > 0) {
            let path = path.display();
            return Err(format!("{path} is there already: --resume goes on with it; or remove it"));
        }
        Ok(Output::to(path, File::create(path).map_err(fault)?))
    }

    /// Goes on with a file where an earlier run stopped: takes the records that are done off `records`, and cuts off what
    /// was written by half.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or written, is damaged, or does not fit the records.
    pub(crate) fn resume(
        path: &Path,
        records: &mut impl Iterator<Item = Result<Record, String>>,
    ) -> Result<(Self, Done), String> {
        if is_standard(path) {
            return Err("--resume needs a file to go on with".to_owned());
        }
        let fault = |error: io::Error| format!("cannot go on with {}: {error}", path.display());
        let mut done = Done::default();
        let file = File::options().read(true).write(true).create(true).truncate(false).open(path);
        let mut reader = BufReader::new(file.map_err(fault)?);
        let whole = loop {
            let here = reader.stream_position().map_err(fault)?;
            let piece = if is_packed(path) { frame(&mut reader) } else { plain(&mut reader) };
            let Some(piece) = piece.map_err(fault)? else { break here };
            for line in piece.split_inclusive(|byte| *byte == b'\n') {
                check(line, records, &mut done).map_err(|error| format!("{}: {error}", path.display()))?;
            }
        };
        let mut file = reader.into_inner();
        file.set_len(whole).and_then(|()| file.seek(SeekFrom::Start(whole))).map_err(fault)?;
        Ok((Output::to(path, file), done))
    }

    fn to(path: &Path, file: File) -> Self {
        if is_packed(path) { Output::Zstd { file, waiting: Vec::new() } } else { Output::Plain(file) }
    }

    /// Writes a line.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub(crate) fn write(&mut self, line: &[u8]) -> io::Result<()> {
        match self {
            Output::Standard => io::stdout().write_all(line).and_then(|()| io::stdout().flush()),
            Output::Plain(file) => file.write_all(line),
            Output::Zstd { file, waiting } => {
                waiting.extend_from_slice(line);
                if waiting.len() < FRAME { Ok(()) } else { pack(file, waiting) }
            }
        }
    }

    /// Writes what waits to be packed.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        match self {
            Output::Zstd { file, waiting } if !waiting.is_empty() => pack(file, waiting),
            _ => Ok(()),
        }
    }
}

/// Whether a path that is to be written to is a file of lines, and no folder.
pub(crate) fn is_named_so(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let unpacked = name.strip_suffix(".zst").unwrap_or(name);
    is_standard(path) || [".jsonl", ".ndjson"].iter().any(|end| unpacked.ends_with(end))
}

fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn is_packed(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "zst")
}

fn pack(file: &mut File, waiting: &mut Vec<u8>) -> io::Result<()> {
    file.write_all(&zstd::encode_all(waiting.as_slice(), LEVEL)?)?;
    waiting.clear();
    Ok(())
}

/// The next whole line; none at the end, or where the last one was written by half.
fn plain(reader: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line)?;
    if line.last() == Some(&b'\n') {
        return Ok(Some(line));
    }
    // A file of somebody else's is not cut.
    let ours = line.iter().zip(START).all(|(a, b)| a == b);
    if ours { Ok(None) } else { Err(io::Error::other("it was not written by this program")) }
}

/// The lines of the next whole frame; none at the end, or where the last one was written by half.
fn frame(reader: &mut BufReader<File>) -> io::Result<Option<Vec<u8>>> {
    if reader.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let mut lines = Vec::new();
    let mut decoder = zstd::stream::read::Decoder::with_buffer(reader)?.single_frame();
    match decoder.read_to_end(&mut lines) {
        Ok(_) => Ok(Some(lines)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a line that was written belongs to the next record.
fn check(
    line: &[u8],
    records: &mut impl Iterator<Item = Result<Record, String>>,
    done: &mut Done,
) -> Result<(), String> {
    let number = done.records + 1;
    let written: Written<'_> = serde_json::from_slice(line)
        .ok()
        .filter(|line: &Written<'_>| line.report.is_some() != line.error.is_some())
        .ok_or_else(|| format!("line {number} was not written by this program"))?;
    let record = records
        .next()
        .ok_or_else(|| format!("it holds more than the {} articles of the input", done.records))??;
    let id = record.id();
    if written.id != id {
        return Err(format!("line {number} is of `{}`, and article {number} is `{id}`", written.id));
    }
    done.records = number;
    done.failed += u64::from(written.error.is_some());
    done.read = record.read;
    Ok(())
}
