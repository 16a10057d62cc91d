//! The articles of all inputs, one after the other.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ascribe::{Article, Metadata, Published};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::Facts;
use super::paths::{Input, is_standard};
use crate::fault::{Failure, words};
use crate::output::file_name;

/// What a frame of zstd begins with.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// One article, not yet read or not yet parsed: that is the work of many threads.
pub(crate) struct Record {
    /// Where it stands, for messages: `articles.jsonl:17`.
    pub(crate) place: String,
    /// What it is called if it does not say so itself.
    name: String,
    body: Body,
    /// How much of all inputs was read when this record was, in bytes as they lie on the disk.
    pub(crate) read: u64,
}

enum Body {
    File(Input),
    Line(Vec<u8>),
    /// A line that is longer than may be.
    TooLong,
}

/// A line of JSON Lines. What else it holds is ignored.
#[derive(Deserialize)]
struct Line {
    text: String,
    published: Option<Published>,
    outlet: Option<String>,
    byline: Option<Names>,
    dateline: Option<String>,
    headline: Option<String>,
    title: Option<String>,
    url: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Named<'a> {
    // Not an `Option`, for which `null` would be the same as no field.
    #[serde(borrow)]
    id: &'a RawValue,
}

impl Record {
    /// The `id` of the line, the file's name without `.txt`, or else `NAME:LINE`. It does not depend on whether the rest
    /// of the line can be read, so that a run that goes on finds its place.
    pub(crate) fn id(&self) -> String {
        self.own_id().ok().flatten().unwrap_or_else(|| self.name.clone())
    }

    /// What the line calls itself: a string, or a number as it is written.
    fn own_id(&self) -> Result<Option<String>, String> {
        let Body::Line(line) = &self.body else { return Ok(None) };
        let Ok(Named { id }) = serde_json::from_slice(line) else { return Ok(None) };
        let written = id.get();
        match written.bytes().next() {
            Some(b'"') => serde_json::from_str(written).map(Some).map_err(|error| explain(&error)),
            Some(b'-' | b'0'..=b'9') => Ok(Some(written.to_owned())),
            _ => Err(format!(
                "`id` is {}; write a string or a number, or leave it out",
                match written.bytes().next() {
                    Some(b'{') => "an object",
                    Some(b'[') => "a list",
                    _ => written,
                }
            )),
        }
    }

    /// What a file is called that is made of it.
    pub(crate) fn file_name(&self) -> String {
        match &self.body {
            Body::File(input) => input.name.clone(),
            Body::Line(_) | Body::TooLong => file_name(&self.id()),
        }
    }

    /// Whether it is a line of JSON Lines.
    pub(crate) fn is_line(&self) -> bool {
        !matches!(self.body, Body::File(_))
    }

    /// Reads and parses it.
    ///
    /// # Errors
    ///
    /// What is wrong with it, without its place.
    pub(crate) fn article(self, facts: &Facts) -> Result<Article, String> {
        self.own_id()?;
        match self.body {
            Body::File(input) => {
                let text = read_text(&input.path, facts.longest)?;
                Ok(Article::new(text).with_metadata(facts.of_file(&input.name)))
            }
            Body::Line(line) => {
                let line: Line = serde_json::from_slice(&line).map_err(|error| explain(&error))?;
                let mut about = Metadata::default();
                about.published = line.published;
                about.outlet = line.outlet;
                about.byline = match line.byline {
                    None => Vec::new(),
                    Some(Names::One(name)) => vec![name],
                    Some(Names::Many(names)) => names,
                };
                about.dateline = line.dateline;
                about.headline = line.headline.or(line.title);
                about.url = line.url;
                Ok(Article::new(line.text).with_metadata(facts.with_other(about)))
            }
            Body::TooLong => Err(too_long(facts.longest)),
        }
    }
}

/// serde counts lines within what it is given, which is one line.
fn explain(error: &serde_json::Error) -> String {
    let written = error.to_string();
    match written.rsplit_once(" at line ") {
        Some((what, _)) => format!("{what} at column {}", error.column()),
        None => written,
    }
}

fn too_long(longest: u64) -> String {
    format!("longer than {longest} bytes; --longest BYTES lets it pass")
}

/// The text of a file or of standard input, unpacked.
pub(crate) fn read_text(path: &Path, longest: u64) -> Result<String, String> {
    let fault = |error: io::Error| words(&error);
    let mut bytes = Vec::new();
    let (reader, _) = unpacked(path).map_err(fault)?;
    reader.take(longest.saturating_add(1)).read_to_end(&mut bytes).map_err(fault)?;
    if bytes.len() as u64 > longest {
        return Err(too_long(longest));
    }
    String::from_utf8(bytes).map_err(|error| format!("not UTF-8: {}; convert it", error.utf8_error()))
}

/// Opens a file or standard input, and unpacks it if it is zstd, whatever its name is. Tells how much of it was read.
fn unpacked(path: &Path) -> io::Result<(Box<dyn BufRead + Send>, Arc<AtomicU64>)> {
    let read = Arc::new(AtomicU64::new(0));
    let bytes: Box<dyn Read + Send> =
        if is_standard(path) { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
    let mut bytes = Counted { bytes, read: Arc::clone(&read) };
    let mut first = Vec::new();
    bytes.by_ref().take(ZSTD.len() as u64).read_to_end(&mut first)?;
    let packed = first == ZSTD;
    let whole = BufReader::new(Cursor::new(first).chain(bytes));
    let reader: Box<dyn BufRead + Send> = if packed {
        Box::new(BufReader::new(zstd::stream::read::Decoder::with_buffer(whole)?))
    } else {
        Box::new(whole)
    };
    Ok((reader, read))
}

/// The records of all inputs. A line that makes no sense is a record all the same; an error means that an input cannot be
/// read on, and is the last item.
pub(crate) struct Records {
    inputs: std::vec::IntoIter<Input>,
    lines: Option<Lines>,
    longest: u64,
    /// Bytes of the inputs that are done with.
    before: u64,
    broken: bool,
}

impl Records {
    pub(crate) fn new(inputs: Vec<Input>, longest: u64) -> Self {
        Records { inputs: inputs.into_iter(), lines: None, longest, before: 0, broken: false }
    }

    fn step(&mut self) -> Result<Option<Record>, Failure> {
        loop {
            if let Some(lines) = &mut self.lines {
                if let Some(mut record) = lines.next(self.longest)? {
                    record.read += self.before;
                    return Ok(Some(record));
                }
                self.before += lines.read.load(Ordering::Relaxed);
                self.lines = None;
            }
            let Some(input) = self.inputs.next() else { return Ok(None) };
            if input.lines {
                self.lines =
                    Some(Lines::open(&input).map_err(|error| Failure::reading(&input.path, &error))?);
                continue;
            }
            self.before += fs::metadata(&input.path).map_or(0, |about| about.len());
            return Ok(Some(Record {
                place: input.path.display().to_string(),
                name: input.name.clone(),
                body: Body::File(input),
                read: self.before,
            }));
        }
    }
}

impl Iterator for Records {
    type Item = Result<Record, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken {
            return None;
        }
        let step = self.step();
        self.broken = step.is_err();
        step.transpose()
    }
}

/// The lines of one file, or of standard input.
struct Lines {
    reader: Box<dyn BufRead + Send>,
    /// How the file was called on the command line.
    file: String,
    /// The file's name.
    name: String,
    number: u64,
    /// How much of the file was read, packed as it is.
    read: Arc<AtomicU64>,
}

impl Lines {
    fn open(input: &Input) -> io::Result<Self> {
        let (reader, read) = unpacked(&input.path)?;
        Ok(Lines {
            reader,
            file: input.path.display().to_string(),
            name: input.name.clone(),
            number: 0,
            read,
        })
    }

    /// The next line that is not blank.
    fn next(&mut self, longest: u64) -> Result<Option<Record>, Failure> {
        loop {
            let mut line = Vec::new();
            let fault = |error: io::Error| {
                Failure::Unread(format!("{}: after line {}: {}", self.file, self.number, words(&error)))
            };
            // One byte more for the end of the line.
            let most = longest.saturating_add(1);
            self.reader.by_ref().take(most).read_until(b'\n', &mut line).map_err(fault)?;
            if line.is_empty() {
                return Ok(None);
            }
            let whole = line.last() == Some(&b'\n') || (line.len() as u64) < most;
            if !whole {
                line = Vec::new();
                self.reader.skip_until(b'\n').map_err(fault)?;
            }
            self.number += 1;
            if self.number == 1 && line.starts_with("\u{feff}".as_bytes()) {
                line.drain(.."\u{feff}".len());
            }
            if whole && line.trim_ascii().is_empty() {
                continue;
            }
            return Ok(Some(Record {
                place: format!("{}:{}", self.file, self.number),
                name: format!("{}:{}", self.name, self.number),
                body: if whole { Body::Line(line) } else { Body::TooLong },
                read: self.read.load(Ordering::Relaxed),
            }));
        }
    }
}

/// Counts what is read.
struct Counted<R> {
    bytes: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
