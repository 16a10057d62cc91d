//! What can go wrong where a `Result` says so.

/// Why something that was asked of this crate could not be done.
///
/// Analysis itself never fails: what the analyzer gives up on stands among the report's
/// [diagnostics](crate::Report::diagnostics). Errors come from constructors that check, from parsing, from
/// loading weights and from [`Report::validate`](crate::Report::validate).
///
/// ```
/// let error = ascribe::Span::new(7, 3).unwrap_err();
/// assert_eq!(error.to_string(), "a span cannot start at byte 7 and end before it, at byte 3");
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A span's end lies before its start.
    #[error("a span cannot start at byte {start} and end before it, at byte {end}")]
    SpanOrder {
        /// Where it was to start.
        start: usize,
        /// Where it was to end.
        end: usize,
    },
    /// A word that names no anonymity level.
    #[error("`{written}` is no anonymity level")]
    UnknownLevel {
        /// The word.
        written: String,
    },
    /// A date of publication in another form than ISO 8601's.
    #[error("`{written}` is no date of publication: write it as 2021-12-30 or 2021-12-30T09:15:00-05:00")]
    Published {
        /// What was written.
        written: String,
    },
    /// A confidence outside 0 to 1.
    #[error("a confidence lies between 0 and 1, not at {value}")]
    Confidence {
        /// The value.
        value: f32,
    },
    /// Bytes that are no weights, or none that this version can use.
    #[error("these are no weights of {what}: {why}")]
    Model {
        /// Whose weights were asked for.
        what: &'static str,
        /// What is wrong with the bytes.
        why: String,
    },
    /// A line of a word table that no class or kind starts, or a pattern that cannot be read.
    #[error("line {line} of the word table: {why}")]
    Lexicon {
        /// Which line, from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// A file of house rules that cannot be read.
    #[error("these are no house rules: {why}")]
    House {
        /// What is wrong, and at which place.
        why: String,
    },
    /// An annotation of another program that cannot be read, or does not fit its text.
    #[error("{place}: {why}")]
    Annotation {
        /// Which: a line of a stand-off file and its id, or the IRI of a Web Annotation.
        place: String,
        /// What is wrong with it.
        why: String,
    },
    /// A column of a record batch that is missing, of another type than it may be, or that holds what cannot be read.
    #[error("column `{column}`{}: {why}", row.map(|row| format!(", row {row}")).unwrap_or_default())]
    Column {
        /// Its name.
        column: String,
        /// Which row, from 0, where one alone is meant: of all rows, if the batch is one of many.
        row: Option<u64>,
        /// What is wrong.
        why: String,
    },
    /// A report that is not whole, or does not fit its text.
    #[error("the report is not valid: {}", list(problems))]
    InvalidReport {
        /// Each problem with its place, up to a hundred; never empty.
        problems: Vec<String>,
    },
}

/// The first problem in full, and how many more there are.
fn list(problems: &[String]) -> String {
    match problems {
        [] => String::new(),
        [only] => only.clone(),
        [first, rest @ ..] => format!("{first} (and {} more)", rest.len()),
    }
}
