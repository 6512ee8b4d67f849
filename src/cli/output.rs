//! Where things are printed, and what the terminal there can do.

use std::ffi::OsString;
use std::io::{BufWriter, ErrorKind, IsTerminal, Stdout, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::Failure;
use super::args::Color;
use crate::report::human::Look;

/// Shorter runs show no progress.
const PATIENCE: Duration = Duration::from_secs(1);
/// Progress is not drawn more often.
const PACE: Duration = Duration::from_millis(100);

/// Where something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    Output,
    Error,
    File,
}

/// Standard output and standard error.
#[derive(Debug)]
pub(super) struct Output {
    pub(super) color: Color,
    out: BufWriter<Stdout>,
    /// Whether nobody reads standard output any more.
    closed: bool,
    /// When progress was last drawn, if it is there to see.
    drawn: Option<Instant>,
}

impl Output {
    pub(super) fn new(color: Color) -> Self {
        Self { color, out: BufWriter::new(std::io::stdout()), closed: false, drawn: None }
    }

    /// Prints to standard output. Where nobody reads it, that is no failure.
    pub(super) fn print(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.clear();
        let written = self.out.write_all(bytes);
        // Whoever watches a terminal sees each file as it comes.
        let written = written.and_then(|()| match self.out.get_ref().is_terminal() {
            true => self.out.flush(),
            false => Ok(()),
        });
        self.checked(written)
    }

    /// Makes sure that everything printed has arrived.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        let flushed = self.out.flush();
        self.checked(flushed)
    }

    fn checked(&mut self, result: std::io::Result<()>) -> Result<(), Failure> {
        match result {
            Err(error) if !self.closed => {
                // What is left cannot be written either, and is not tried again.
                let out = std::mem::replace(&mut self.out, BufWriter::new(std::io::stdout()));
                drop(out.into_parts());
                self.closed = true;
                match error.kind() {
                    ErrorKind::BrokenPipe => Ok(()),
                    _ => Err(Failure::Output(error)),
                }
            }
            _ => Ok(()),
        }
    }

    /// Prints to a file instead.
    pub(super) fn save(path: &Path, text: &str) -> Result<(), Failure> {
        std::fs::write(path, text)
            .map_err(|error| Failure::Write { path: path.display().to_string(), error })
    }

    /// Reports something about the run itself; where that cannot be written, nothing can.
    pub(super) fn note(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.clear();
        let mut err = std::io::stderr().lock();
        let _ = writeln!(err, "{text}");
    }

    /// Shows how far a long run has come, where somebody watches.
    pub(super) fn progress(&mut self, done: usize, total: usize, started: Instant) {
        if started.elapsed() < PATIENCE || !std::io::stderr().is_terminal() || is_dumb() {
            return;
        }
        if self.drawn.is_some_and(|drawn| drawn.elapsed() < PACE) {
            return;
        }
        let _ = write!(std::io::stderr(), "\r\u{1b}[Kchecked {done} of {total} files");
        self.drawn = Some(Instant::now());
    }

    /// Takes the progress away before something else is printed.
    fn clear(&mut self) {
        if self.drawn.take().is_some() {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }

    /// What findings look like there. A file gets no colors and a fixed width.
    pub(super) fn look(&self, narrated: bool, stream: Stream) -> Look {
        let terminal = match stream {
            Stream::Output => std::io::stdout().is_terminal(),
            Stream::Error => std::io::stderr().is_terminal(),
            Stream::File => false,
        };
        let color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => wants_color().unwrap_or(terminal) && stream != Stream::File,
        };
        let (unicode, links) = match stream {
            Stream::Error => {
                (supports_unicode::Stream::Stderr, supports_hyperlinks::Stream::Stderr)
            }
            _ => (supports_unicode::Stream::Stdout, supports_hyperlinks::Stream::Stdout),
        };
        // Asking sets up standard input, which costs a run of one small file 3 % of its start.
        let size = if terminal { terminal_size::terminal_size() } else { None };
        let width = size.map(|(width, _)| usize::from(width.0));
        Look {
            color,
            unicode: !terminal || supports_unicode::on(unicode),
            links: terminal && color && supports_hyperlinks::on(links),
            width: width.unwrap_or(100).min(120),
            narrated: narrated || variable("NO_GRAPHICS").is_some(),
        }
    }
}

/// An environment variable; an empty one is an unset one.
fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// What the environment says of colors, if it says anything: see no-color.org, force-color.org and
/// bixense.com/clicolors.
fn wants_color() -> Option<bool> {
    if variable("NO_COLOR").is_some() || is_dumb() {
        return Some(false);
    }
    if let Some(force) = variable("FORCE_COLOR") {
        return Some(force != "0" && force != "false");
    }
    if variable("CLICOLOR_FORCE").is_some_and(|force| force != "0") {
        return Some(true);
    }
    variable("CLICOLOR").filter(|color| color == "0").map(|_| false)
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
