//! Reports in the formats of other programs.
//!
//! There is one module a format, and all have the same shape. A function that writes takes a report and the text of its
//! article. A function that reads takes the written form and the [`Article`](crate::Article), and returns a
//! [`Report`](crate::Report) or an [`Error::Annotation`](crate::Error::Annotation). The verb says what is written or read:
//!
//! - `to_string`, `from_str`: text, as it stands in a file.
//! - `to_value`, `from_value`: a value, which any serde format writes and reads.
//! - `to_stream`: the same document as `to_value`, made part by part while serde writes it: for long reports, which take a hundred
//!   times their text as a value.
//! - `to_rows`: tables of text, for any CSV writer.
//! - `to_batches`, `from_batch`: record batches. What is read from a batch are articles.
//!
//! `to_string_with` takes options.
//!
//! | module | format | write | read | media type | extension |
//! | --- | --- | --- | --- | --- | --- |
//! | [`brat`] | brat stand-off annotation | [`to_string`](brat::to_string) | [`from_str`](brat::from_str) | `text/plain` | `.ann` |
//! | [`web_annotation`] | W3C Web Annotation | [`to_value`](web_annotation::to_value), [`to_stream`](web_annotation::to_stream) | [`from_value`](web_annotation::from_value) | `application/ld+json` | `.annotations.json` |
//! | [`schema_org`] | schema.org, as JSON-LD | [`to_value`](schema_org::to_value), [`to_stream`](schema_org::to_stream) | | `application/ld+json` | `.jsonld` |
//! | [`prov`] | PROV-O, as JSON-LD | [`to_value`](prov::to_value), [`to_stream`](prov::to_stream) | | `application/ld+json` | `.jsonld` |
//! | [`table`] | tables of claims, sources and events | [`to_rows`](table::to_rows) | | `text/csv` | `.csv` |
//! | [`flat`] | rows of claims without ids | [`to_value`](flat::to_value), [`to_rows`](flat::to_rows) | | `application/jsonl`, `text/csv` | `.jsonl`, `.csv` |
//! | `arrow` (feature `arrow`) | Apache Arrow record batches | `to_batches` | `from_batch` | `application/vnd.apache.arrow.file` | `.arrow`, `.parquet` |
//! | [`html`] | pages for people | [`to_string`](html::to_string) | | `text/html` | `.html` |
//!
//! A report itself has serde's traits: `serde_json::to_string(&report)` is its JSON form, whose schema is in
//! [`json_schema`]. [`json_ld`] has the types of linked data that [`schema_org`] and [`prov`] return.
//!
//! `lang_extract` (feature `analyzer`) reads what a language model marked: attributions and statements.
//!
//! Text of an article may hold anything. HTML pages escape it. Before JSON goes into a `<script>` element, escape it with
//! [`json_ld::escape_for_script`]; before a table goes into a spreadsheet, call [`table::Table::guarded`].

#[cfg(feature = "arrow")]
pub mod arrow;
pub mod brat;
mod excerpt;
pub mod flat;
pub mod html;
pub mod json_ld;
pub mod json_schema;
#[cfg(feature = "analyzer")]
pub mod lang_extract;
pub mod prov;
pub mod schema_org;
mod stream;
pub mod table;
pub mod web_annotation;
