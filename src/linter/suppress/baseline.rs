//! Known findings that are hidden, so that only new ones are shown.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::Finding;

/// A baseline as it is in its file: by file, fingerprints with the rule's code.
///
/// ```
/// use polytomic_lint::{Baseline, lint};
///
/// let report = lint(r#"{"mode": "upsert"}"#);
/// let mut baseline = Baseline::default();
/// baseline.update("a.sync.json", report.findings(), |_| false);
/// let again: Baseline = baseline.to_string().parse().expect("what it wrote");
/// assert!(report.findings().iter().all(|finding| again.holds("a.sync.json", finding)));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    files: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Serialize, Deserialize)]
struct Document {
    version: u32,
    files: BTreeMap<String, BTreeMap<String, String>>,
}

/// Why a text is not a baseline.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BaselineError {
    /// It is something else.
    #[error("this is not a baseline: {0}")]
    Json(#[from] serde_json::Error),
    /// It is newer than this program.
    #[error("this is a version {0} baseline; this program supports version 1")]
    Version(u32),
}

impl std::str::FromStr for Baseline {
    type Err = BaselineError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let document: Document = serde_json::from_str(text)?;
        match document.version {
            1 => Ok(Self { files: document.files }),
            version => Err(BaselineError::Version(version)),
        }
    }
}

impl std::fmt::Display for Baseline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let document = Document { version: 1, files: self.files.clone() };
        let text = serde_json::to_string_pretty(&document).map_err(|_| std::fmt::Error)?;
        writeln!(f, "{text}")
    }
}

impl Baseline {
    /// Whether a finding is a known one.
    pub fn holds(&self, file: &str, finding: &Finding) -> bool {
        self.files.get(file).is_some_and(|known| known.contains_key(&finding.fingerprint))
    }

    /// What is known of a file: fingerprints, each with its rule's code.
    pub fn entries(&self, file: &str) -> impl Iterator<Item = (&str, &str)> {
        let entries = self.files.get(file).into_iter().flatten();
        entries.map(|(fingerprint, code)| (fingerprint.as_str(), code.as_str()))
    }

    /// The files of which something is known.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Puts the findings of a file in place of those it had, but for entries whose code `keeps`
    /// says to keep, since the run did not look for them.
    pub fn update(&mut self, file: &str, findings: &[Finding], keeps: impl Fn(&str) -> bool) {
        let mut entries = self.files.remove(file).unwrap_or_default();
        entries.retain(|_, code| keeps(code));
        entries.extend(findings.iter().map(|f| (f.fingerprint.clone(), f.code.to_owned())));
        if !entries.is_empty() {
            self.files.insert(file.to_owned(), entries);
        }
    }

    /// Forgets the files for which `gone` holds.
    pub fn forget(&mut self, gone: impl Fn(&str) -> bool) {
        self.files.retain(|file, _| !gone(file));
    }
}
