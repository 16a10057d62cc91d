//! Training of the weights in `crates/model-en`, and their figures.

// Programs for corpora index them and count in floating point, as statistics do.
#![allow(
    clippy::cast_precision_loss,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod language;
mod network;
mod resolution;

/// Runs one of the commands.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    match arguments.split_first().map(|(verb, rest)| (verb.as_str(), rest)) {
        Some(("language", rest)) => language::train(rest),
        Some(("language-eval", rest)) => language::evaluate(rest),
        Some(("language-card", rest)) => language::card(rest),
        Some(("tag-errors", rest)) => language::tag_errors(rest),
        Some(("segment-errors", rest)) => language::raw_errors(rest),
        Some(("resolution", rest)) => resolution::train(rest),
        Some(("network-data", [folder, out])) => network::data(folder, out),
        _ => Err("unknown command: `cargo run -p xtask -- --help` lists them".to_owned()),
    }
}
