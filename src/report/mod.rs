//! What a run found, and the ways to write it down, one a file.

pub mod concise;
mod excerpt;
#[cfg(feature = "cli")]
pub mod human;
pub mod json;
mod view;

use serde::Serialize;

pub use self::view::FindingDiagnostic;
use crate::finding::{Finding, Severity, is_obeyed};
use crate::fix::Applicability;
use crate::source::Span;

/// Everything that was found in one file, in the order of the file.
#[derive(Debug, Clone)]
pub struct Report {
    file: String,
    findings: Vec<Finding>,
    /// The places of secrets, in order, which no output shows.
    pub(crate) secrets: Vec<Span>,
}

impl Report {
    pub(crate) fn new(file: &str, findings: Vec<Finding>, secrets: Vec<Span>) -> Self {
        Self { file: file.to_owned(), findings, secrets }
    }

    /// What the file is called.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The findings, by offset, then by code.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many findings of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Whether there is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether there is nothing at all to say.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// The findings alone.
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}

/// Numbers over some reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Files that were linted.
    pub files: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are advice.
    pub advice: usize,
    /// Findings with a safe fix.
    pub fixable: usize,
    /// Findings that a baseline holds.
    pub baselined: usize,
}

impl Summary {
    /// The numbers of some reports.
    pub fn of(reports: &[Report]) -> Self {
        let mut summary = Self { files: reports.len(), ..Self::default() };
        for finding in reports.iter().flat_map(Report::findings) {
            match finding.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Advice => summary.advice += 1,
            }
            let safe = finding.fixes.iter().any(|fix| fix.applicability == Applicability::Safe);
            summary.fixable += usize::from(safe);
        }
        summary
    }
}

/// A text on one line, without anything that a terminal would obey.
fn printable(text: &str) -> String {
    let harmless = |ch: char| if is_obeyed(ch) { '\u{fffd}' } else { ch };
    text.chars().map(harmless).collect()
}
