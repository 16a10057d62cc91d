//! The command: what it prints, what it writes, how it fails.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]
// A test fails by panicking, its helpers as well.

mod agreement;
mod annotate;
mod audit_config;
mod commands;
mod evaluate;
mod inputs;
mod outputs;
mod pages;
mod readme;
mod support;
