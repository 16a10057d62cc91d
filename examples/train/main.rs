//! Builds the embedded weights.
//!
//! ```text
//! cargo run --release --example train -- language --out data/language.bin [--parts tagger,lemmatiser,parser] TRAIN.conllu...
//! cargo run --release --example train -- attribution --out data/attribution.bin [--without GROUP] FOLDER...
//! cargo run --release --example train -- accept-cues data/attribution.bin
//! cargo run --release --example train -- language-eval [--model FILE] [--floors] TEST.conllu...
//! cargo run --release --example train -- language-card [--write data/README.md] TEST.conllu...
//! cargo run --release --example train -- tag-errors [--model FILE] DEV.conllu...
//! cargo run --release --example train -- segment-errors [--genres PART|PART] DEV.conllu...
//! ```

#![allow(
    clippy::cast_precision_loss,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod attribution;
mod language;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first().map(|(verb, rest)| (verb.as_str(), rest)) {
        Some(("language", rest)) => language::train(rest),
        Some(("language-eval", rest)) => language::evaluate(rest),
        Some(("language-card", rest)) => language::card(rest),
        Some(("tag-errors", rest)) => language::tag_errors(rest),
        Some(("segment-errors", rest)) => language::raw_errors(rest),
        Some(("attribution", rest)) => attribution::train(rest),
        Some(("accept-cues", [file])) => attribution::accept_cues(file),
        _ => {
            Err("usage: train language|language-eval|language-card|tag-errors|segment-errors ... CONLLU... \
                  | train attribution --out FILE [--without GROUP] FOLDER... | train accept-cues FILE"
                .to_owned())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
