//! JSON Lines that are written: one line for each record, in the order of the records.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use ascribe::Report;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::fault::{Failure, at, words};
use crate::input::Record;
use crate::output::{has_ending, may_write};

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
    /// A new file.
    ///
    /// # Errors
    ///
    /// Where the file cannot be made, or is there already.
    pub(crate) fn create(path: &Path, force: bool) -> Result<Self, Failure> {
        may_write(path, force).map_err(|_| {
            Failure::usage(at(path, "is there already; --resume goes on with it, --force overwrites it"))
        })?;
        Ok(Output::to(path, File::create(path).map_err(|error| Failure::writing(path, &error))?))
    }

    /// Goes on with a file where an earlier run stopped: takes the records that are done off `records`, and cuts off what
    /// was written by half.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or written, is damaged, or does not fit the records.
    pub(crate) fn resume(
        path: &Path,
        records: &mut impl Iterator<Item = Result<Record, Failure>>,
    ) -> Result<(Self, Done), Failure> {
        let fault =
            |error: io::Error| Failure::Unread(at(path, format_args!("cannot go on: {}", words(&error))));
        let mut done = Done::default();
        let file = File::options().read(true).write(true).create(true).truncate(false).open(path);
        let mut reader = BufReader::new(file.map_err(fault)?);
        let whole = loop {
            let here = reader.stream_position().map_err(fault)?;
            let piece = if is_packed(path) { frame(&mut reader) } else { plain(&mut reader) };
            let Some(piece) = piece.map_err(fault)? else { break here };
            for line in piece.split_inclusive(|byte| *byte == b'\n') {
                check(line, records, &mut done).map_err(|failure| match failure {
                    Failure::Usage(what) => Failure::Usage(at(path, what)),
                    other => other,
                })?;
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
    pub(crate) fn write(&mut self, line: &[u8]) -> Result<(), Failure> {
        let written = match self {
            Output::Standard => {
                let out = io::stdout().write_all(line).and_then(|()| io::stdout().flush());
                return out.map_err(|error| Failure::printing(&error));
            }
            Output::Plain(file) => file.write_all(line),
            Output::Zstd { file, waiting } => {
                waiting.extend_from_slice(line);
                if waiting.len() < FRAME { Ok(()) } else { pack(file, waiting) }
            }
        };
        written.map_err(|error| unwritten(&error))
    }

    /// Writes what waits to be packed, and has the disk keep it.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        let kept = |file: &File| match file.sync_all() {
            // A pipe or a device has no disk.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
            synced => synced,
        };
        let written = match self {
            Output::Standard => Ok(()),
            Output::Plain(file) => kept(file),
            Output::Zstd { file, waiting } if waiting.is_empty() => kept(file),
            Output::Zstd { file, waiting } => pack(file, waiting).and_then(|()| kept(file)),
        };
        written.map_err(|error| unwritten(&error))
    }
}

fn unwritten(error: &io::Error) -> Failure {
    Failure::Unread(format!("reports cannot be written: {}; --resume goes on with them", words(error)))
}

fn is_packed(path: &Path) -> bool {
    has_ending(path, "zst")
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
    records: &mut impl Iterator<Item = Result<Record, Failure>>,
    done: &mut Done,
) -> Result<(), Failure> {
    let number = done.records + 1;
    let written: Written<'_> = serde_json::from_slice(line)
        .ok()
        .filter(|line: &Written<'_>| line.report.is_some() != line.error.is_some())
        .ok_or_else(|| Failure::usage(format!("line {number} was not written by this program")))?;
    let record = records.next().unwrap_or_else(|| {
        Err(Failure::usage(format!("holds more than the {} articles of the input", done.records)))
    })?;
    let id = record.id();
    if written.id != id {
        let what = format!("line {number} is of `{}`, and article {number} is `{id}`", written.id);
        return Err(Failure::Usage(what));
    }
    done.records = number;
    done.failed += u64::from(written.error.is_some());
    done.read = record.read;
    Ok(())
}
