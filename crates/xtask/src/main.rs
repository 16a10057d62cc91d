//! Work on the repository, which users of the library do not need.

mod speed;
mod third_party;
mod train;

use std::process::ExitCode;

const USAGE: &str = "\
Usage:
  cargo run --release -p xtask -- train language --out FILE [--parts tagger,lemmatiser,parser] TRAIN.conllu...
  cargo run --release -p xtask -- train attribution --out FILE [--without GROUP] FOLDER...
  cargo run --release -p xtask -- train accept-cues FILE
  cargo run --release -p xtask -- train language-eval [--model FILE] [--floors] TEST.conllu...
  cargo run --release -p xtask -- train language-card [--write FILE.md] TEST.conllu...
  cargo run --release -p xtask -- train tag-errors [--model FILE] DEV.conllu...
  cargo run --release -p xtask -- train segment-errors [--genres PART|PART] DEV.conllu...
  cargo run --release -p xtask -- engine-speed FOLDER
  cargo run -p xtask -- third-party [--write|--check FILE.md]

`train` makes and measures the weights in crates/model-en. `engine-speed` times the attribution engine on the .txt files of a
folder, beside splitting them into words. `third-party` lists the crates of others that are linked, with their licences.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| matches!(argument.as_str(), "-h" | "--help" | "help")) {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let done = match arguments.split_first().map(|(verb, rest)| (verb.as_str(), rest)) {
        Some(("train", rest)) => train::run(rest),
        Some(("engine-speed", [folder])) => speed::run(folder),
        Some(("third-party", rest)) => third_party::run(rest),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
