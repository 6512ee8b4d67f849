//! Where things are printed, and what the terminal there can do.

use std::io::{IsTerminal, Write};
use std::path::Path;

use super::args::Color;
use super::{Failure, Status};
use crate::report::human::Look;

/// Standard output and standard error.
#[derive(Debug)]
pub(super) struct Output {
    color: Color,
}

impl Output {
    pub(super) fn new(color: Color) -> Self {
        Self { color }
    }

    /// Prints to standard output.
    pub(super) fn print(&mut self, text: &str) -> Result<Status, Failure> {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)?;
        Ok(Status::Clean)
    }

    /// Prints to a file instead.
    pub(super) fn save(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        std::fs::write(path, text)
            .map_err(|error| Failure::Write { path: path.display().to_string(), error })
    }

    /// Tells something about the run itself; where that cannot be told, nothing can.
    pub(super) fn note(&mut self, text: &str) {
        let mut err = std::io::stderr().lock();
        let _ = writeln!(err, "{text}");
    }

    /// What findings look like here. A file gets no colors and a fixed width.
    pub(super) fn look(&self, narrated: bool, to_file: bool) -> Look {
        let terminal = std::io::stdout().is_terminal() && !to_file;
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if set("NO_COLOR") || dumb => false,
            Color::Auto => terminal || set("CLICOLOR_FORCE"),
        };
        let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Look {
            color,
            unicode: !terminal || supports_unicode::on(supports_unicode::Stream::Stdout),
            links: terminal
                && color
                && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
            width: width.filter(|_| terminal).unwrap_or(100).min(120),
            narrated: narrated || set("NO_GRAPHICS"),
        }
    }
}
