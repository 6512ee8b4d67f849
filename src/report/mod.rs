//! What a run found, and the ways to write it down, one a file.

use crate::finding::{Finding, Severity};

/// Everything that was found in one file, in the order of the file.
#[derive(Debug, Clone)]
pub struct Report {
    file: String,
    findings: Vec<Finding>,
}

impl Report {
    pub(crate) fn new(file: &str, findings: Vec<Finding>) -> Self {
        Self { file: file.to_owned(), findings }
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
