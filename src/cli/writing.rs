//! How the findings of a run are written: by file as they come, or as one document at the end.

use crate::config::FailOn;
use crate::linter::Report;
use crate::report::human::Look;
use crate::report::{Run, Settings, Writer};
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
        settings.root = std::env::current_dir().ok();
        Self { format, settings }
    }

    /// Whether a file is written on its own, as soon as it is its turn, so that nothing is kept.
    pub(super) fn by_file(&self) -> bool {
        !self.format.is_document()
    }

    /// What a file adds; `fail_on` is what its configuration counts as a failure.
    pub(super) fn part(&self, report: &Report, source: &Source<'_>, fail_on: FailOn) -> String {
        let settings = Settings { failure: fail_on.lowest(), ..self.settings.clone() };
        self.format.part(report, source, &settings)
    }

    /// The whole, in formats that are one document, of the parts of all files in order;
    /// `complete` when each could be linted.
    pub(super) fn whole(&self, parts: &[String], reports: &[Report], complete: bool) -> String {
        if self.by_file() {
            return String::new();
        }
        self.format.whole(parts, Run::new(reports).with_complete(complete), &self.settings)
    }
}
