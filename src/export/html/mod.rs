//! HTML pages for people: an article with its sources, cues and contents marked, and an index of many articles.
//!
//! A page is one self-contained file. It loads nothing, opens from disk, and works without script, if less comfortably.
//! Each anonymity level has a colour, a letter and an underline style, for print and for colour-blind readers.
//!
//! # Untrusted text
//!
//! Text of an article, a name or a metadata field is always shown as text: markup is written from literals only, and
//! everything else is escaped. A content security policy allows the crate's own script and style, by their SHA-256, and
//! nothing else. Spans that do not fit the text are ignored, so foreign reports can be shown;
//! [`Report::validate_text`](crate::Report::validate_text) checks them.
//!
//! # Size
//!
//! The size of a page is linear in the sizes of text and report. To that end excerpts are shortened, and at most 16
//! overlapping contents are marked. The list of claims has the others, and says so. Each fact stands once: what is true of a
//! source stands with the source, and a label leads there. For 1 MB of news a page has less than 5 MB.

mod article;
mod claims;
mod context;
mod frame;
mod hashes;
mod index;
mod marks;
mod page;
mod sources;
mod timeline;
mod write;

pub use index::{IndexOptions, IndexRow, index_to_rows, index_to_string, index_to_string_with};
pub use page::{PageOptions, to_string, to_string_with};
