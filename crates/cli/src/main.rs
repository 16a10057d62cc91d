//! The command `ascribe`: who said what in news articles.

mod annotate;
mod audit;
mod compare;
mod complete;
mod console;
mod evaluate;
mod export;
mod fault;
mod finding;
mod grade;
mod input;
mod output;
mod parse;
mod pipeline;
mod progress;
mod read;
mod report;
mod run;
mod table;
mod times;
mod verify;

use std::process::ExitCode;
use std::sync::LazyLock;

use clap::{Parser, Subcommand};

use console::{Console, say};
use fault::{CODES, Failure, Outcome};

/// The library has the version of the command: see Cargo.toml.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let own = env!("CARGO_PKG_VERSION");
    format!("{own}\nlibrary ascribe {own}\nweights ascribe-model-en {}", ascribe_model_en::VERSION)
});

/// Who said what in news articles, through whom, how identifiable each source is, and what happened when
#[derive(Parser)]
#[command(name = "ascribe", version = VERSION.as_str(), after_help = CODES)]
struct Cli {
    #[command(flatten)]
    console: Console,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Read(read::Arguments),
    Annotate(annotate::Arguments),
    Report(report::Arguments),
    Audit(audit::Arguments),
    Export(export::Arguments),
    Compare(compare::Arguments),
    Verify(verify::Arguments),
    Grade(grade::Arguments),
    Times(times::Arguments),
    Parse(parse::Arguments),
    Evaluate(evaluate::Arguments),
    Completions(complete::Completions),
    Man(complete::Man),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and versions come this way too. Where they cannot be printed there is nobody to tell.
            let _ = error.print();
            return if error.use_stderr() { Failure::usage("").code() } else { Outcome::Done.code() };
        }
    };
    let console = &cli.console;
    let threads = match &cli.command {
        // These read many articles at a time.
        Command::Annotate(_) | Command::Evaluate(_) => 1,
        _ => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
    };
    let use_engine = |path| finding::use_engine(path, threads);
    let done = console.model.as_deref().map_or(Ok(()), use_engine).and_then(|()| run(&cli));
    match done {
        Ok(outcome) => outcome.code(),
        Err(failure) => {
            if let Some(message) = failure.message() {
                say(message);
            }
            failure.code()
        }
    }
}

fn run(cli: &Cli) -> Result<Outcome, Failure> {
    let console = &cli.console;
    match &cli.command {
        Command::Read(arguments) => read::run(arguments, console),
        Command::Annotate(arguments) => annotate::run(arguments, console),
        Command::Report(arguments) => report::run(arguments, console),
        Command::Audit(arguments) => audit::run(arguments, console),
        Command::Export(arguments) => export::run(arguments, console),
        Command::Compare(arguments) => compare::run(arguments, console),
        Command::Verify(arguments) => verify::run(arguments, console),
        Command::Grade(arguments) => grade::run(arguments, console),
        Command::Times(arguments) => times::run(arguments, console),
        Command::Parse(arguments) => parse::run(arguments, console),
        Command::Evaluate(arguments) => evaluate::run(arguments),
        Command::Completions(arguments) => complete::completions(arguments),
        Command::Man(arguments) => complete::man(arguments, console),
    }
}
