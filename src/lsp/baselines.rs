//! Old findings, which stay silent in the editor too.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use crate::config::Known;
use crate::linter::suppress::baseline::Baseline;

/// The baselines that have been read, each as of a moment.
#[derive(Debug, Default)]
pub(super) struct Baselines {
    read: Mutex<HashMap<PathBuf, (SystemTime, Arc<Baseline>)>>,
}

impl Baselines {
    /// What is known of a file; nothing where the baseline cannot be read, which the command line
    /// says.
    pub(super) fn of(&self, path: &Path, file: &Path) -> Option<Known> {
        let written = std::fs::metadata(path).ok()?.modified().ok()?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let known = read.get(path).filter(|(then, _)| *then == written);
        let baseline = if let Some((_, baseline)) = known {
            Arc::clone(baseline)
        } else {
            let text = std::fs::read_to_string(path).ok()?;
            let baseline = Arc::new(text.parse().ok()?);
            read.insert(path.to_path_buf(), (written, Arc::clone(&baseline)));
            baseline
        };
        Some(Known::new(baseline, path, file))
    }
}
