//! Builds the embedded weights.
//!
//! `cargo run --release --example train -- language --out data/language.bin TRAIN.conllu...`
//! `cargo run --release --example train -- language-eval [--model FILE] TEST.conllu...`

mod language;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first().map(|(verb, rest)| (verb.as_str(), rest)) {
        Some(("language", rest)) => language::train(rest),
        Some(("language-eval", rest)) => language::evaluate(rest),
        Some(("tag-errors", rest)) => language::tag_errors(rest),
        Some(("segment-errors", rest)) => language::raw_errors(rest),
        _ => Err("usage: train language --out FILE CONLLU... | train language-eval [--model FILE] CONLLU..."
            .to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
