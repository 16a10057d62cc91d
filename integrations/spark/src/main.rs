//! Reads articles as JSON Lines from standard input, and writes reports as JSON Lines to standard output.
//!
//! ```text
//! {"id":"a1","text":"The bridge is safe, a city engineer said.","published":"2024-03-18"}
//! {"id":"a1","report":{...}}
//! ```
//!
//! `id` is a string or a 64-bit integer and comes back as it was; `text` is needed; `published`, `outlet` and whatever else
//! [`ascribe::Metadata`] holds may be there, null counts as left out, and other fields are ignored. A line that is no such
//! article gives `{"id":..., "error":"..."}`, without `id` where none could be read. So the n-th line out always answers
//! the n-th line in, and an engine that counts lines loses and doubles nothing.
//!
//! What is written is flushed whenever the next read might wait: one line can be asked and answered at a time, and a stream
//! goes in large pieces. Memory is bounded by the longest line that is taken (`--longest`), however many lines there are.
//! The exit code is 0 also where lines were in error, since those are answers; it is 1 where reading or writing fails.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::ExitCode;

use ascribe::{Analyzer, Article, Report};
use clap::Parser;
use serde::Serialize;
use serde_json::{Map, Value};

/// JSON Lines of articles in, JSON Lines of reports out
#[derive(Parser)]
#[command(name = "ascribe-filter")]
struct Arguments {
    /// The longest line that is read, in bytes; a longer one gives an error. An analysis takes up to 60 times its text
    #[arg(long, value_name = "BYTES", default_value_t = 8 << 20)]
    longest: usize,
}

/// One line of output. `id` stands first, so that a reader can take it without parsing the report.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Value>,
    #[serde(flatten)]
    outcome: Outcome,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Report(Box<Report>),
    Error(String),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match filter(io::stdin().lock(), io::stdout().lock(), arguments.longest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Whoever closes the pipe has seen enough, and needs no message.
            if error.kind() != io::ErrorKind::BrokenPipe {
                eprintln!("ascribe-filter: {error}");
            }
            ExitCode::FAILURE
        }
    }
}

fn filter(input: impl Read, output: impl Write, longest: usize) -> io::Result<()> {
    let analyzer = Analyzer::new();
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut output = BufWriter::with_capacity(1 << 18, output);
    let mut line = Vec::new();
    loop {
        if input.buffer().is_empty() {
            output.flush()?;
        }
        let (id, outcome) = match read_line(&mut input, &mut line, longest)? {
            Line::End => return output.flush(),
            Line::TooLong => (None, Outcome::Error(format!("the line is longer than {longest} bytes"))),
            Line::Whole => answer(&analyzer, &line),
        };
        serde_json::to_writer(&mut output, &Answer { id: id.as_ref(), outcome })?;
        output.write_all(b"\n")?;
    }
}

enum Line {
    Whole,
    TooLong,
    End,
}

/// Reads up to the end of the line, which is left out. What is beyond the longest line is passed over, and never held.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>, longest: usize) -> io::Result<Line> {
    line.clear();
    let most = u64::try_from(longest).unwrap_or(u64::MAX).saturating_add(1);
    if input.by_ref().take(most).read_until(b'\n', line)? == 0 {
        return Ok(Line::End);
    }
    if line.pop_if(|last| *last == b'\n').is_some() || line.len() <= longest {
        return Ok(Line::Whole);
    }
    input.skip_until(b'\n')?;
    Ok(Line::TooLong)
}

fn answer(analyzer: &Analyzer, line: &[u8]) -> (Option<Value>, Outcome) {
    let mut fields = match serde_json::from_slice::<Map<String, Value>>(line) {
        Ok(fields) => fields,
        Err(error) => return (None, Outcome::Error(format!("no JSON object: {error}"))),
    };
    // Columns of a table are null where a row has no value.
    fields.retain(|_, value| !value.is_null());
    // A number that is no 64-bit integer would come back as another one.
    let id = fields.remove("id").filter(|id| id.is_string() || id.is_i64() || id.is_u64());
    if id.is_none() {
        return (None, Outcome::Error("no id that is a string or a 64-bit integer".to_owned()));
    }
    match serde_json::from_value::<Article>(Value::Object(fields)) {
        Ok(article) => (id, Outcome::Report(Box::new(analyzer.analyze(&article)))),
        Err(error) => (id, Outcome::Error(error.to_string())),
    }
}
