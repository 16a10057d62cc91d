//! Weights of [`ascribe`](https://docs.rs/ascribe) for English news, and nothing else.
//!
//! The library's feature `embedded-model` depends on this crate. The README is the model card: corpora, figures, limits.
//! `NOTICE` names the corpora that the weights were made from, and the terms of each.

#![no_std]

/// Weights of the language layer: parts of speech, lemmas and dependencies.
pub const LANGUAGE: &[u8] = include_bytes!("../language.bin");

/// Weights of the attribution engine: sources, cues and contents.
pub const ATTRIBUTION: &[u8] = include_bytes!("../attribution.bin");

/// Version of this crate, and so of the weights.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The code in the README runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
