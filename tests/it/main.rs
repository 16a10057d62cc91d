//! The integration tests, in one binary with a module for each subject: `cargo test --test it -- sources::` runs one module.
//!
//! Most tests of analysis are cases in `tests/cases/`, text files whose head explains their form. A case is a short text and
//! the lines that are expected of it, so a new test is usually a few lines in such a file and no code. [`case_file`] reads the
//! files; the module of the subject turns a report into the same lines and compares.
//!
//! Other tests state what holds for every text or report: `properties`, `bad_input`, `foreign`, and the proptest blocks of
//! other modules. What is written for other programs is compared with files in `tests/data/`, which
//! `BLESS=1 cargo test --all-features --test it` writes anew.
//!
//! A module that needs a feature says so here, at its `mod` line. Helpers that two modules need belong in this file or in a
//! module of their own.

// A test fails by panicking, its helpers as well.
#![allow(
    clippy::similar_names,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_collect,
    clippy::format_push_string
)]

// The data model, without any feature.
mod errors;
mod export;
mod html;
mod import;
mod json;
mod structure;

#[cfg(feature = "analyzer")]
mod case_file;
#[cfg(feature = "analyzer")]
mod grade;
#[cfg(feature = "analyzer")]
mod time;

#[cfg(all(feature = "arrow", feature = "embedded-model"))]
mod arrow;
#[cfg(feature = "embedded-model")]
mod article;
#[cfg(all(feature = "audit", feature = "embedded-model"))]
mod audit;
#[cfg(feature = "embedded-model")]
mod bad_input;
#[cfg(feature = "embedded-model")]
mod cases;
#[cfg(feature = "embedded-model")]
mod documents;
#[cfg(feature = "embedded-model")]
mod events;
#[cfg(feature = "embedded-model")]
mod force;
#[cfg(feature = "embedded-model")]
mod foreign;
#[cfg(feature = "embedded-model")]
mod language;
#[cfg(feature = "embedded-model")]
mod lexicon;
#[cfg(feature = "embedded-model")]
mod limits;
#[cfg(feature = "embedded-model")]
mod order;
#[cfg(feature = "embedded-model")]
mod properties;
#[cfg(feature = "embedded-model")]
mod sources;
#[cfg(feature = "embedded-model")]
mod terms;
#[cfg(feature = "embedded-model")]
mod threads;
#[cfg(feature = "embedded-model")]
mod verify;
#[cfg(feature = "embedded-model")]
mod versions;

/// An analyzer for all tests that need no other.
#[cfg(feature = "embedded-model")]
static ANALYZER: std::sync::LazyLock<ascribe::Analyzer> = std::sync::LazyLock::new(ascribe::Analyzer::new);
