//! Apache Arrow record batches, for data frames, query engines and Parquet files (feature `arrow`).
//!
//! [`from_batch`] reads articles, [`to_batches`] writes the claims, sources and events of reports, and [`analyze`] does
//! both. The rows are those of [`table`](super::table), so CSV files and columns never differ.
//!
//! ```
//! # #[cfg(feature = "embedded-model")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::sync::Arc;
//!
//! use arrow_array::cast::AsArray;
//! use arrow_array::{ArrayRef, RecordBatch, StringArray};
//! use ascribe::Analyzer;
//! use ascribe::export::arrow;
//!
//! let articles = RecordBatch::try_from_iter([
//!     ("id", Arc::new(StringArray::from(vec!["a1", "a2"])) as ArrayRef),
//!     ("text", Arc::new(StringArray::from(vec![Some("The bridge is safe, Mayor Ann Lee said."), None]))),
//! ])?;
//! let (batches, errors) = arrow::analyze(&Analyzer::new(), &articles, 0)?;
//! assert_eq!(batches.claims.column_by_name("article").unwrap().as_string::<i64>().value(0), "a1");
//! assert_eq!(batches.claims.column_by_name("speaker").unwrap().as_string::<i64>().value(0), "Ann Lee");
//! assert_eq!(errors[0].to_string(), "column `text`, row 1: null");
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "embedded-model"))]
//! # fn main() {}
//! ```
//!
//! # Input
//!
//! | column | type | content |
//! | --- | --- | --- |
//! | `text` | text | the article; required |
//! | `id` | text or integer | its id; without the column, the number of its row |
//! | `published` | text in ISO 8601, `Date32`, `Date64` or a timestamp | date of publication |
//! | `byline` | text or list of text | authors |
//! | `outlet`, `dateline`, `headline`, `url` | text | the other [metadata](crate::Metadata) |
//!
//! Text is `Utf8`, `LargeUtf8`, `Utf8View`, or a dictionary of one of these. Other columns are ignored. Empty metadata
//! count as null. A null `text` or `id` is an error of its row, which does not affect other rows.
//!
//! A batch does not know its place in a file or stream. [`from_batch`] and [`analyze`] take the number of its first row, so
//! that ids and errors count through all batches:
//!
//! ```
//! # #[cfg(feature = "embedded-model")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::sync::Arc;
//!
//! use arrow_array::{ArrayRef, RecordBatch, StringArray};
//! use ascribe::Analyzer;
//! use ascribe::export::arrow;
//!
//! let file = Arc::new(StringArray::from(vec!["It rained.", "It will snow, she said.", "It snowed."])) as ArrayRef;
//! let file = RecordBatch::try_from_iter([("text", file)])?;
//! let (analyzer, mut first_row, mut ids) = (Analyzer::new(), 0, Vec::new());
//! for batch in [file.slice(0, 1), file.slice(1, 2)] {
//!     ids.extend(arrow::from_batch(&batch, first_row)?.into_iter().flatten().map(|row| row.id));
//!     let (batches, _) = arrow::analyze(&analyzer, &batch, first_row)?;
//!     first_row += batch.num_rows() as u64;
//! }
//! assert_eq!(ids, ["0", "1", "2"]);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "embedded-model"))]
//! # fn main() {}
//! ```
//!
//! # Output
//!
//! The first column, `article`, is the article's id. The others are those of [`table`](super::table). `start`, `end` and a
//! source's `claims` are `UInt64`, `confidence` is `Float32`, the rest is `LargeUtf8`. An empty cell is null.

mod read;
mod write;

pub use read::{ArticleRow, articles_schema, from_batch};
pub use write::{Batches, analyze, claims_schema, events_schema, sources_schema, to_batches};
