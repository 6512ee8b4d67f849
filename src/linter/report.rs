//! What was found in one file, and numbers over several.

use serde::Serialize;

use crate::finding::Finding;
use crate::rule::Severity;
use crate::text::{Applicability, Span};

/// Everything that was found in one file, in the order of the file.
///
/// Serializes as its file and its findings; [`report::json`](crate::report::json) writes the
/// documented JSON report.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    file: String,
    findings: Vec<Finding>,
    /// The places of secrets, in order, which no output shows.
    #[serde(skip)]
    pub(crate) secrets: Vec<Span>,
    baselined: Vec<Finding>,
    #[serde(skip)]
    used_ignores: Vec<usize>,
    #[serde(skip)]
    settled: bool,
    /// Whether it is about a body, and not about another file.
    #[serde(skip)]
    linted: bool,
}

impl Report {
    pub(crate) fn new(
        file: &str,
        findings: Vec<Finding>,
        secrets: Vec<Span>,
        settled: bool,
    ) -> Self {
        Self {
            file: file.to_owned(),
            findings,
            secrets,
            baselined: Vec::new(),
            used_ignores: Vec::new(),
            settled,
            linted: true,
        }
    }

    /// A report on something other than a body, such as the configuration.
    #[cfg(feature = "cli")]
    pub(crate) fn aside(file: &str, findings: Vec<Finding>) -> Self {
        Self { linted: false, ..Self::new(file, findings, Vec::new(), true) }
    }

    /// The name of the file, as its source gave it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The findings, by offset, then by code.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings that a baseline hides.
    pub fn baselined(&self) -> &[Finding] {
        &self.baselined
    }

    /// Sets those findings aside that a [baseline](crate::Baseline) holds.
    pub fn set_aside(&mut self, known: impl FnMut(&Finding) -> bool) {
        let (old, new) = std::mem::take(&mut self.findings).into_iter().partition(known);
        self.findings = new;
        self.baselined.extend::<Vec<_>>(old);
    }

    /// Which of the linter's ignores had something to do here, as
    /// [`LinterBuilder::ignore`](crate::LinterBuilder::ignore) was called, from zero.
    pub fn used_ignores(&self) -> &[usize] {
        &self.used_ignores
    }

    /// Whether the body was read whole, so that what is not found is not there.
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    pub(crate) fn with_ignores(mut self, used: Vec<usize>) -> Self {
        self.used_ignores = used;
        self
    }

    /// How many findings of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Whether there is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether there are no findings.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// Takes the findings out of the report, by offset, then by code.
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}

/// The numbers of files and findings over some reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
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
    /// Counts the files and findings of some reports.
    pub fn of(reports: &[Report]) -> Self {
        let baselined = reports.iter().map(|report| report.baselined.len()).sum();
        let files = reports.iter().filter(|report| report.linted).count();
        let mut summary = Self { files, baselined, ..Self::default() };
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

impl std::ops::AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.advice += other.advice;
        self.fixable += other.fixable;
        self.baselined += other.baselined;
    }
}
