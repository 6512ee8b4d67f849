//! The command line: arguments in, findings on standard output, everything about the run itself on
//! standard error, and one of three exit statuses.

mod args;
mod baselines;
mod check;
mod explain;
mod files;
mod fixing;
mod input;
mod job;
mod manual;
mod metadata;
mod options;
mod output;
mod panics;
mod pool;
mod repository;
mod starter;
mod summary;
mod unused;
mod walk;
mod writing;

use std::ffi::OsString;
use std::process::ExitCode;

use self::args::Command;
use self::output::{Output, Stream};

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Nothing at or above the level that fails.
    Clean = 0,
    /// Something was.
    Found = 1,
    /// The command could not be carried out.
    Failed = 2,
}

/// Why a command could not be carried out.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}")]
    Usage(String),
    #[error("cannot write standard output: {0}")]
    Output(#[source] std::io::Error),
    #[error("cannot write {path}: {error}")]
    Write { path: String, error: std::io::Error },
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    ExitCode::from(run_with(std::env::args_os()))
}

/// Runs the program inside another process, with the name of the program and its arguments, and
/// gives the exit status.
pub fn run_with(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let mut output = Output::new(args::color(&args));
    let done = match args::parse(args) {
        Ok(args) => {
            output.color = args.color;
            command(args.command, &mut output)
        }
        Err(error) => print(&error, &mut output),
    };
    let status = match done {
        Ok(status) => status,
        Err(failure) => {
            output.note(&format!("error: {failure}"));
            Status::Failed
        }
    };
    status as u8
}

/// Prints help and the version, or what is wrong with the arguments.
fn print(error: &clap::Error, output: &mut Output) -> Result<Status, Failure> {
    let stream = if error.use_stderr() { Stream::Error } else { Stream::Output };
    let text = error.render();
    let text = match output.look(false, stream).color {
        true => text.ansi().to_string(),
        false => text.to_string(),
    };
    if stream == Stream::Output {
        return show(output, &text);
    }
    output.note(text.trim_end());
    Ok(Status::Failed)
}

fn command(command: Command, output: &mut Output) -> Result<Status, Failure> {
    match command {
        Command::Check(check) => check::run(&check, output),
        Command::Explain { rule, format } => show(output, &explain::page(&rule, format)?),
        Command::Rules { format } => show(output, &explain::list(format)),
        Command::Schema { api_version, report, config } => {
            let text = match (report, config) {
                (true, _) => crate::report::json::schema(),
                (_, true) => crate::config::schema(),
                _ => crate::endpoint::schema(api_version),
            };
            show(output, text)
        }
        Command::Metadata(responses) => metadata::run(&responses, output),
        Command::Init => {
            manual::init(std::path::Path::new(crate::config::FILE_NAME))?;
            output.note(&format!("wrote {}", crate::config::FILE_NAME));
            Ok(Status::Clean)
        }
        #[cfg(feature = "lsp")]
        Command::Lsp { stdio: _ } => {
            Ok(match crate::lsp::serve(std::io::stdin(), std::io::stdout()) {
                crate::lsp::Ending::Orderly => Status::Clean,
                crate::lsp::Ending::Cut => Status::Found,
            })
        }
        Command::New { mode, api_version } => show(output, &starter::body(&mode, api_version)?),
        Command::Completions { shell } => show(output, &manual::completions(shell)),
        Command::Man => show(output, &manual::page().map_err(Failure::Output)?),
    }
}

fn show(output: &mut Output, text: &str) -> Result<Status, Failure> {
    output.print(text.as_bytes())?;
    output.flush().map(|()| Status::Clean)
}
