//! Which writer a format has.

use super::args::Format;
use crate::report::human::{self, Look};
use crate::report::{Report, concise, json};
use crate::source::Source;

/// Findings that the human format shows of one file, unless told otherwise.
const SHOWN: usize = 100;

/// How findings are written in a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writing {
    pub(super) format: Format,
    pub(super) look: Look,
    /// The most findings to write of one file.
    pub(super) limit: Option<usize>,
}

impl Writing {
    /// Whether a file is written on its own, as soon as it is its turn, so that no report is kept.
    pub(super) fn by_file(self) -> bool {
        matches!(self.format, Format::Human | Format::Concise | Format::Jsonl)
    }

    /// What is written of one file, in formats that go file by file.
    pub(super) fn file(self, report: &Report, source: &Source<'_>) -> String {
        let limit = self.limit.unwrap_or(usize::MAX);
        match self.format {
            Format::Human => human::write(report, source, self.look, self.limit.unwrap_or(SHOWN)),
            Format::Concise => concise::write(report, limit),
            Format::Jsonl => json::write_lines(std::slice::from_ref(report), limit),
            Format::Json => String::new(),
        }
    }

    /// What is written of all files, in formats that are one document.
    pub(super) fn all(self, reports: &[Report]) -> String {
        let limit = self.limit.unwrap_or(usize::MAX);
        match self.format {
            Format::Human | Format::Concise | Format::Jsonl => String::new(),
            Format::Json => json::write(reports, limit),
        }
    }
}
