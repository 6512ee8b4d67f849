//! Which writer a format means: what each file adds while its text is at hand, then the whole.

use super::args::Format;
use crate::linter::Report;
use crate::report::human::{self, Look};
use crate::report::{checkstyle, concise, github, gitlab, json, junit, rdjson, sarif};
use crate::text::Source;

/// Findings that the human format shows of one file, unless told otherwise.
const SHOWN: usize = 100;

/// A format with its settings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writing {
    pub(super) format: Format,
    /// What people want of the human format.
    pub(super) look: Look,
    /// The most findings to write of one file.
    pub(super) limit: Option<usize>,
}

impl Writing {
    /// Whether a file is written on its own, as soon as it is its turn, so that nothing is kept.
    pub(super) fn by_file(self) -> bool {
        matches!(self.format, Format::Human | Format::Concise | Format::Jsonl | Format::Github)
    }

    /// What a file adds.
    pub(super) fn part(self, report: &Report, source: &Source<'_>) -> String {
        let limit = self.limit();
        match self.format {
            Format::Human => human::write(report, source, self.look, self.limit.unwrap_or(SHOWN)),
            Format::Concise => concise::write(report, limit),
            Format::Json => String::new(),
            Format::Jsonl => json::write_lines(std::slice::from_ref(report), limit),
            Format::Sarif => sarif::part(report, source, limit),
            Format::Github => github::part(report, limit),
            Format::Gitlab => {
                let folder = std::env::current_dir().ok();
                gitlab::part(report, folder.as_deref(), limit)
            }
            Format::Junit => junit::part(report, limit),
            Format::Rdjson => rdjson::part(report, source, limit),
            Format::Checkstyle => checkstyle::part(report, limit),
        }
    }

    /// The whole, in formats that are one document, of the parts of all files in order;
    /// `complete` when each could be linted.
    pub(super) fn whole(self, parts: &[String], reports: &[Report], complete: bool) -> String {
        match self.format {
            Format::Human | Format::Concise | Format::Jsonl | Format::Github => String::new(),
            Format::Json => json::write(reports, self.limit()),
            Format::Sarif => sarif::whole(parts, complete),
            Format::Gitlab => gitlab::whole(parts),
            Format::Junit => junit::whole(parts, reports, self.limit()),
            Format::Rdjson => rdjson::whole(parts),
            Format::Checkstyle => checkstyle::whole(parts),
        }
    }

    fn limit(self) -> usize {
        self.limit.unwrap_or(usize::MAX)
    }
}
