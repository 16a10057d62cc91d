//! `ascribe completions` and `ascribe man`, from the definition of the command line.

use clap::{Args, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man as Page;

use crate::Cli;
use crate::console::Console;
use crate::fault::{CODES, Failure, Outcome};
use crate::output::{Folder, Sink, Target, Writing};

/// Print completions for a shell
#[derive(Args)]
#[command(after_help = format!("For bash: ascribe completions bash > ~/.local/share/bash-completion/completions/ascribe\n\n{CODES}"))]
pub(crate) struct Completions {
    #[command(flatten)]
    writing: Writing,
    #[arg(value_enum)]
    shell: Shell,
}

/// Print the manual page; a folder gets a page for each command
#[derive(Args)]
#[command(after_help = CODES)]
pub(crate) struct Man {
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn completions(arguments: &Completions) -> Result<Outcome, Failure> {
    let mut sink = arguments.writing.stream()?;
    let mut written = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "ascribe", &mut written);
    sink.write(written)?;
    sink.finish()?;
    Ok(Outcome::Done)
}

pub(crate) fn man(arguments: &Man, console: &Console) -> Result<Outcome, Failure> {
    let target = arguments.writing.target()?;
    let mut root = Cli::command();
    root.build();
    let Target::Folder(folder) = target else {
        let mut sink = Sink::open(&target, arguments.writing.force)?;
        sink.write(page(root)?)?;
        sink.finish()?;
        return Ok(Outcome::Done);
    };
    let folder = Folder::open(&folder, arguments.writing.force)?;
    let commands: Vec<clap::Command> = root.get_subcommands().cloned().collect();
    for command in std::iter::once(root).chain(commands) {
        let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
        folder.put(&format!("{name}.1"), page(command)?).map_err(Failure::Unread)?;
    }
    console.note(&format!("manual pages written to {}", folder.path().display()));
    Ok(Outcome::Done)
}

fn page(command: clap::Command) -> Result<Vec<u8>, Failure> {
    let mut written = Vec::new();
    Page::new(command).render(&mut written).map_err(|error| Failure::Unread(error.to_string()))?;
    Ok(written)
}
