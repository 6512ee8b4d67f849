//! The language server: the same findings as on the command line, while typing.
//!
//! One thread reads, one writes, and the server itself answers in the order of what came. Linting
//! waits until nothing more is there to read, so that of many keystrokes only the last is linted.

mod actions;
mod baselines;
mod capabilities;
mod client;
mod completion;
mod cursor;
mod diagnostics;
mod documents;
mod edits;
mod expressions;
mod hover;
mod ignores;
mod labels;
mod meanings;
mod message;
mod notifications;
mod pages;
mod params;
mod parent;
mod part;
mod requests;
mod responses;
mod server;
mod settings;
mod skeletons;
mod state;
mod symbols;
mod text;
mod transport;
mod uri;
mod used;
mod view;
mod watchers;

use std::io::{Read, Write};

/// How a conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The client asked for it: `shutdown`, then `exit` or the end of the input.
    Orderly,
    /// The client went away.
    Cut,
}

/// Serves the Language Server Protocol over a pair of streams until the client is done.
pub fn serve(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> Ending {
    server::Server::new(transport::reader(input), transport::Outbox::new(output)).run()
}
