//! Work on the repository, which users of the library do not need.

mod beside;
mod ci;
#[cfg(feature = "training")]
mod speed;
mod third_party;
#[cfg(feature = "training")]
mod train;

use std::process::ExitCode;

const USAGE: &str = "\
Usage:
  cargo run -p xtask -- ci [STEP...]

`ci` checks what must hold before a change is merged; `ci --list` lists its steps. `.ci/run` installs what they need.

  cargo run --release -p xtask --features training -- train language --out FILE [--parts tagger,lemmatiser,parser] [--parser-epochs N] TRAIN.conllu...
  cargo run --release -p xtask --features training -- train network-data FOLDER OUT.jsonl
  cargo run --release -p xtask --features training -- train resolution --into FILE [--without K/N] CORPUS...
  cargo run --release -p xtask --features training -- train resolution --into FILE --from OTHER
  cargo run --release -p xtask --features training -- train language-eval [--model FILE] [--floors] TEST.conllu...
  cargo run --release -p xtask --features training -- train language-card [--write FILE.md] TEST.conllu...
  cargo run --release -p xtask --features training -- train tag-errors [--model FILE] DEV.conllu...
  cargo run --release -p xtask --features training -- train segment-errors [--genres PART|PART] DEV.conllu...
  cargo run --release -p xtask --features training -- engine-speed FOLDER
  cargo run -p xtask -- beside COMMIT [FOLDER...]
  cargo run -p xtask -- third-party [--write|--check FILE.md]

`train` makes and measures the weights in crates/model-en. `engine-speed` times the attribution engine on the .txt files of a
folder, beside splitting them into words. `beside` runs the whole analysis and that of an earlier commit in turns, in one
process, on the .txt files of folders, those of the repository if none is named. `third-party` lists the crates of others that are linked, with their licences.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| matches!(argument.as_str(), "-h" | "--help" | "help")) {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let done = match arguments.split_first().map(|(verb, rest)| (verb.as_str(), rest)) {
        Some(("ci", steps)) => ci::run(steps),
        #[cfg(feature = "training")]
        Some(("train", rest)) => train::run(rest),
        #[cfg(feature = "training")]
        Some(("engine-speed", [folder])) => speed::run(folder),
        Some(("beside", [commit, folders @ ..])) => beside::run(commit, folders),
        Some(("third-party", rest)) => third_party::run(rest),
        #[cfg(not(feature = "training"))]
        Some((verb @ ("train" | "engine-speed"), _)) => Err(format!(
            "`{verb}` needs the feature `training`: cargo run --release -p xtask --features training -- {verb} ..."
        )),
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
