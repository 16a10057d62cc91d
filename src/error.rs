//! The error of all fallible functions.

/// An error of a constructor, a parser, a reader of weights, or [`Report::validate`](crate::Report::validate).
///
/// Analysis never fails: what the analyzer noticed is listed in the report's
/// [diagnostics](crate::Report::diagnostics).
///
/// ```
/// let error = ascribe::Span::new(7, 3).unwrap_err();
/// assert_eq!(error.to_string(), "span start 7 after end 3");
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The start of a span is after its end.
    #[error("span start {start} after end {end}")]
    SpanOrder {
        /// The start.
        start: usize,
        /// The end.
        end: usize,
    },
    /// An offset of a span is above [`Span::MAX`](crate::Span::MAX).
    #[error("span offset {offset} above {}", u32::MAX)]
    SpanOffset {
        /// The offset.
        offset: usize,
    },
    /// A word is not the name of an anonymity level.
    #[error("unknown anonymity level `{written}`")]
    UnknownLevel {
        /// The word.
        written: String,
    },
    /// A date of publication is not in ISO 8601.
    #[error("invalid date of publication `{written}` (expected 2021-12-30 or 2021-12-30T09:15:00-05:00)")]
    Published {
        /// The text.
        written: String,
    },
    /// A confidence is not between 0 and 1.
    #[error("confidence {value} out of range (0 to 1)")]
    Confidence {
        /// The value.
        value: f32,
    },
    /// Bytes are not weights, or weights of another version.
    #[error("invalid weights of {what}: {why}")]
    Model {
        /// What the weights were to be for.
        what: &'static str,
        /// The reason.
        why: String,
    },
    /// A line of a word table has an unknown form, or a pattern that cannot be read.
    #[error("word table, line {line}: {why}")]
    Lexicon {
        /// The number of the line, from 1.
        line: usize,
        /// The reason.
        why: String,
    },
    /// A file of house rules cannot be read.
    #[error("invalid house rules: {why}")]
    House {
        /// The reason, with the place.
        why: String,
    },
    /// An annotation cannot be read, or does not fit its text.
    #[error("{place}: {why}")]
    Annotation {
        /// The line and id of a stand-off annotation, or the IRI of a Web Annotation.
        place: String,
        /// The reason.
        why: String,
    },
    /// A column of a record batch is missing, has a wrong type, or has a wrong value.
    #[error("column `{column}`{}: {why}", row.map(|row| format!(", row {row}")).unwrap_or_default())]
    Column {
        /// The name of the column.
        column: String,
        /// The row with the wrong value. It counts from the number that was given for the first row of the batch.
        row: Option<u64>,
        /// The reason.
        why: String,
    },
    /// A report is not consistent, or does not fit its text.
    #[error("invalid report: {}", list(problems))]
    InvalidReport {
        /// The first hundred problems, each with its place. Never empty.
        problems: Vec<String>,
    },
}

/// The first problem, and the number of others.
fn list(problems: &[String]) -> String {
    match problems {
        [] => String::new(),
        [only] => only.clone(),
        [first, rest @ ..] => format!("{first} (and {} more)", rest.len()),
    }
}
