//! `ascribe-mcp`: the tools of [`tools`] for an assistant, over the Model Context Protocol on standard input and output.

mod schema;
mod server;
mod tools;

use std::num::NonZero;
use std::process::ExitCode;
use std::thread::available_parallelism;

use rmcp::ServiceExt as _;
use rmcp::transport::async_rw::AsyncRwTransport;

use server::Server;

/// Maximum length of one message, in bytes. The protocol library drops a longer one, which is then never answered.
const MAX_MESSAGE: usize = 256 << 20;

const HELP: &str = "\
A server of the Model Context Protocol, on standard input and output. It is started by an assistant, whose configuration names it:
  {\"mcpServers\": {\"ascribe\": {\"command\": \"ascribe-mcp\"}}}

Tools: analyze, verify_quotes, audit, grade. It reads no file, and asks the network for nothing.

Options:
  --help     Print this
  --version  Print the version";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    match arguments.iter().map(|argument| argument.to_str()).collect::<Vec<_>>().as_slice() {
        [] => {}
        [Some("--help" | "-h")] => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        [Some("--version" | "-V")] => {
            println!("ascribe-mcp {}", env!("CARGO_PKG_VERSION"));
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("ascribe-mcp takes no arguments but --help and --version");
            return ExitCode::from(2);
        }
    }
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ascribe-mcp: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve() -> Result<(), Box<dyn std::error::Error>> {
    // Messages are read and written by one thread. Articles are read by others, one a core; two more do standard input and output
    // where these are no pipes.
    let cores = available_parallelism().map_or(1, NonZero::get);
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(cores + 2).build()?;
    runtime.block_on(async {
        let (input, output) = rmcp::transport::stdio();
        let transport = AsyncRwTransport::new_server(input, output).with_max_line_length(MAX_MESSAGE);
        Server::new().serve(transport).await?.waiting().await?;
        Ok(())
    })
}
