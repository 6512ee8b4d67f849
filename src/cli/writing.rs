//! How the findings of a run are written: by file as they come, or as one document at the end.

use super::repository;
use crate::config::FailOn;
use crate::linter::Report;
use crate::report::human::Look;
use crate::report::{Run, Settings, Writer, sarif};
use crate::text::Source;

/// A format with its settings.
#[derive(Debug, Clone)]
pub(super) struct Writing {
    format: &'static dyn Writer,
    settings: Settings,
}

impl Writing {
    pub(super) fn new(format: &'static dyn Writer, look: Look, limit: Option<usize>) -> Self {
        let mut settings = Settings::default();
        (settings.look, settings.limit) = (look, limit);
        settings.place = repository::place();
        Self { format, settings }
    }

    /// Whether a file is written on its own, as soon as it is its turn, so that nothing is kept.
    pub(super) fn by_file(&self) -> bool {
        !self.format.is_document()
    }

    /// What a file adds; `failures` is what its configuration counts as failed tests.
    pub(super) fn part(&self, report: &Report, source: &Source<'_>, failures: FailOn) -> String {
        let failure = failures.lowest();
        if failure == self.settings.failure {
            return self.format.part(report, source, &self.settings);
        }
        let settings = Settings { failure, ..self.settings.clone() };
        self.format.part(report, source, &settings)
    }

    /// What somebody should know about the document of these reports.
    pub(super) fn note(&self, reports: &[Report]) -> Option<String> {
        let limit = self.settings.limit.unwrap_or(usize::MAX);
        let results = |report: &Report| {
            report.findings().len().min(limit) + report.baselined().len().min(limit)
        };
        let left = reports.iter().map(results).sum::<usize>().checked_sub(sarif::LIMIT)?;
        (left > 0 && self.format.name() == "sarif").then(|| {
            format!(
                "{left} results were left out, since code scanning accepts at most {} in a run",
                sarif::LIMIT
            )
        })
    }

    /// The whole, in formats that are one document, of the parts of all files in order;
    /// `complete` when each could be linted.
    pub(super) fn whole(&self, parts: Vec<String>, reports: &[Report], complete: bool) -> String {
        if self.by_file() {
            return String::new();
        }
        self.format.whole(parts, Run::new(reports).with_complete(complete), &self.settings)
    }
}
