//! What a baseline says about one file.

use std::path::Path;
use std::sync::Arc;

use super::relative_to;
use crate::finding::Finding;
use crate::linter::suppress::baseline::Baseline;

/// The part of a baseline that is about one file.
#[derive(Debug)]
pub(crate) struct Known {
    baseline: Arc<Baseline>,
    /// The file as the baseline names it.
    file: String,
}

impl Known {
    /// The entries for `file` of the baseline at `path`.
    pub(crate) fn new(baseline: Arc<Baseline>, path: &Path, file: &Path) -> Self {
        Self { baseline, file: relative_to(path, file) }
    }

    /// Whether a finding is an old one.
    pub(crate) fn holds(&self, finding: &Finding) -> bool {
        self.baseline.holds(&self.file, finding)
    }
}
