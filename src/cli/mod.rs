//! The command line: arguments in, findings on standard output, everything about the run itself on
//! standard error, and one of three exit statuses.

mod args;
mod check;
mod explain;
mod files;
mod fixing;
mod format;
mod output;
mod starter;

use std::process::ExitCode;

use clap::Parser;

use self::args::{Args, Command};
use self::output::Output;

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
    #[error("standard output cannot be written: {0}")]
    Output(#[source] std::io::Error),
    #[error("{path} cannot be written: {error}")]
    Write { path: String, error: std::io::Error },
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // A closed pipe while help is printed is nobody's mistake.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { Status::Failed as u8 } else { 0 });
        }
    };
    let mut output = Output::new(args.color);
    let status = match command(args.command, &mut output) {
        Ok(status) => status,
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            Status::Clean
        }
        Err(failure) => {
            output.note(&format!("error: {failure}"));
            Status::Failed
        }
    };
    ExitCode::from(status as u8)
}

fn command(command: Command, output: &mut Output) -> Result<Status, Failure> {
    match command {
        Command::Check(check) => check::run(&check, output),
        Command::Explain { rule, format } => {
            let text = explain::page(&rule, format)?;
            output.print(&text)
        }
        Command::Rules { format } => output.print(&explain::list(format)),
        Command::Schema { api_version, report, .. } => {
            let text = if report {
                crate::report::json::schema()
            } else {
                crate::schema::text(api_version)
            };
            output.print(text)
        }
        Command::New { mode, api_version } => output.print(&starter::body(&mode, api_version)?),
    }
}
