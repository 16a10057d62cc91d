//! The articles of all inputs, one after the other.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ascribe::{Article, Metadata, Published};
use serde::Deserialize;

use crate::inputs::Input;

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
    #[serde(alias = "title")]
    headline: Option<String>,
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
    #[serde(borrow)]
    id: Id<'a>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id<'a> {
    #[serde(borrow)]
    Text(Cow<'a, str>),
    Number(serde_json::Number),
}

impl Record {
    /// The `id` of the line, the file's name without `.txt`, or else `NAME:LINE`. It does not depend on whether the rest
    /// of the line can be read, so that a run that goes on finds its place.
    pub(crate) fn id(&self) -> String {
        let named = match &self.body {
            Body::Line(line) => serde_json::from_slice::<Named<'_>>(line).ok(),
            Body::File(_) | Body::TooLong => None,
        };
        match named.map(|named| named.id) {
            Some(Id::Text(id)) => id.into_owned(),
            Some(Id::Number(id)) => id.to_string(),
            None => self.name.clone(),
        }
    }

    /// Reads and parses it. A line says itself what is known of it; `known` tells it of files.
    ///
    /// # Errors
    ///
    /// What is wrong with it, without its place.
    pub(crate) fn article(
        self,
        longest: u64,
        known: impl FnOnce(&str) -> Metadata,
    ) -> Result<Article, String> {
        match self.body {
            Body::File(input) => {
                let text = read_text(&input.path, longest)?;
                Ok(Article::new(text).with_metadata(known(&input.name)))
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
                about.headline = line.headline;
                about.url = line.url;
                Ok(Article::new(line.text).with_metadata(about))
            }
            Body::TooLong => Err(too_long(longest)),
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
    format!("longer than {longest} bytes (--longest)")
}

fn read_text(path: &Path, longest: u64) -> Result<String, String> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| error.to_string())?;
    file.take(longest.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > longest {
        return Err(too_long(longest));
    }
    String::from_utf8(bytes).map_err(|error| format!("not UTF-8: {}", error.utf8_error()))
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

    fn step(&mut self) -> Result<Option<Record>, String> {
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
                self.lines = Some(Lines::open(&input)?);
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
    type Item = Result<Record, String>;

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
    /// Opens it, and unpacks it if it is zstd, whatever its name is.
    fn open(input: &Input) -> Result<Self, String> {
        let file = input.path.display().to_string();
        let fault = |error: io::Error| format!("{file}: {error}");
        let read = Arc::new(AtomicU64::new(0));
        let bytes: Box<dyn Read + Send> = if input.is_standard_input() {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(&input.path).map_err(fault)?)
        };
        let mut bytes = Counted { bytes, read: Arc::clone(&read) };
        let mut first = Vec::new();
        bytes.by_ref().take(ZSTD.len() as u64).read_to_end(&mut first).map_err(fault)?;
        let packed = first == ZSTD;
        let whole = BufReader::new(Cursor::new(first).chain(bytes));
        let reader: Box<dyn BufRead + Send> = if packed {
            Box::new(BufReader::new(zstd::stream::read::Decoder::with_buffer(whole).map_err(fault)?))
        } else {
            Box::new(whole)
        };
        Ok(Lines { reader, file, name: input.name.clone(), number: 0, read })
    }

    /// The next line that is not blank.
    fn next(&mut self, longest: u64) -> Result<Option<Record>, String> {
        loop {
            let mut line = Vec::new();
            let fault = |error: io::Error| format!("{}: after line {}: {error}", self.file, self.number);
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
