//! The baselines of a run: read once, written at its end where that is asked for.

use std::collections::{BTreeMap, HashSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::args::Check;
use super::fixing;
use super::job::Outcome;
use crate::config::{Config, Known, absolute, displayed, relative_to};
use crate::finding::Finding;
use crate::linter::Linter;
use crate::linter::suppress::baseline::Baseline;
use crate::rules::find_rules;

/// Where they are, and what is in them.
#[derive(Debug)]
pub(super) struct Baselines {
    given: Option<PathBuf>,
    update: bool,
    /// Whether the command line leaves rules out, whose entries then stay.
    narrowed: bool,
    read: Mutex<BTreeMap<PathBuf, Result<Arc<Baseline>, String>>>,
    /// Those that a run updates, and whether they can be written.
    tried: Mutex<BTreeMap<PathBuf, Result<(), String>>>,
}

impl Baselines {
    pub(super) fn new(args: &Check) -> Self {
        Self {
            given: args.options.baseline.clone(),
            update: args.update_baseline,
            narrowed: !args.options.select.is_empty() || !args.options.ignore.is_empty(),
            read: Mutex::default(),
            tried: Mutex::default(),
        }
    }

    /// Where the baseline of a configuration's files is.
    fn path(&self, config: &Config) -> Option<PathBuf> {
        self.given.clone().or_else(|| config.baseline().map(Path::to_path_buf))
    }

    /// What is known of a file.
    ///
    /// # Errors
    ///
    /// A sentence on why its baseline cannot be read.
    pub(super) fn of(&self, config: &Config, file: &Path) -> Result<Option<Known>, String> {
        let Some(path) = self.path(config) else { return Ok(None) };
        let baseline = self.load(&path)?;
        Ok(Some(Known::new(baseline, &path, file)))
    }

    fn load(&self, path: &Path) -> Result<Arc<Baseline>, String> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let load = || {
            let name = displayed(path);
            match std::fs::read_to_string(path) {
                Ok(text) => text.parse().map(Arc::new).map_err(|error| format!("{name}: {error}")),
                Err(error) if error.kind() == ErrorKind::NotFound && self.update => {
                    Ok(Arc::default())
                }
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    Err(format!("baseline {name} not found; create it with `--update-baseline`"))
                }
                Err(error) => Err(format!("cannot read {name}: {error}")),
            }
        };
        read.entry(path.to_path_buf()).or_insert_with(load).clone()
    }

    /// Whether this run puts what it finds under a configuration into a baseline.
    ///
    /// # Errors
    ///
    /// A sentence on why it cannot: what is not written down is to be shown.
    pub(super) fn takes(&self, config: &Config) -> Result<bool, String> {
        if !self.update {
            return Ok(false);
        }
        let path = self.path(config).ok_or(
            "`--update-baseline` needs a file: set one with `--baseline`, or with `baseline` in the \
             configuration",
        )?;
        self.load(&path)?;
        let mut tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = |error| format!("cannot write {}: {error}", displayed(&path));
        let answer =
            tried.entry(path.clone()).or_insert_with(|| fixing::try_write(&path).map_err(failed));
        answer.clone().map(|()| true)
    }
}

/// Entries of baselines that nothing answers to any more.
#[derive(Debug, Default)]
pub(super) struct Gone {
    by_baseline: BTreeMap<PathBuf, (usize, String)>,
}

impl Gone {
    /// Looks for the entries of a file, which a run that writes them anew has no need of.
    pub(super) fn take(&mut self, baselines: &Baselines, file: &Path, outcome: &Outcome) {
        let (Some(report), Some(config), Some(linter)) =
            (&outcome.report, &outcome.config, &outcome.linter)
        else {
            return;
        };
        let path = baselines.path(config).filter(|_| !baselines.update && report.is_settled());
        let Some(path) = path else { return };
        let Ok(baseline) = baselines.load(&path) else { return };
        let file = relative_to(&path, file);
        let found: HashSet<&str> =
            report.baselined().iter().map(|finding| finding.fingerprint.as_str()).collect();
        let shown = |code: &str| {
            find_rules(code).is_ok_and(|rules| rules.iter().any(|info| linter.shows(info)))
        };
        for (fingerprint, code) in baseline.entries(&file) {
            if !found.contains(fingerprint) && shown(code) {
                self.add(&path, code, &file);
            }
        }
    }

    fn add(&mut self, path: &Path, code: &str, file: &str) {
        let first = || (0, format!("{code} in {file}"));
        self.by_baseline.entry(path.to_path_buf()).or_insert_with(first).0 += 1;
    }

    /// A sentence on each baseline, those of files that are gone among them.
    pub(super) fn messages(mut self, baselines: &Baselines) -> Vec<String> {
        let read = baselines.read.lock().unwrap_or_else(PoisonError::into_inner);
        for (path, baseline) in read.iter().filter(|_| !baselines.update) {
            let Ok(baseline) = baseline else { continue };
            let folder = absolute(path).parent().map(Path::to_path_buf).unwrap_or_default();
            for file in baseline.files().filter(|file| !folder.join(file).exists()) {
                for (_, code) in baseline.entries(file) {
                    self.add(path, code, file);
                }
            }
        }
        let message = |(path, (count, first)): (PathBuf, (usize, String))| {
            let what = match count {
                1 => format!("1 known finding is gone, {first}"),
                count => format!("{count} known findings are gone, such as {first}"),
            };
            format!("{}: {what}; remove what is gone with `--update-baseline`", displayed(&path))
        };
        self.by_baseline.into_iter().map(message).collect()
    }
}

/// What a run writes into its baselines.
#[derive(Debug, Default)]
pub(super) struct Updates {
    new: BTreeMap<PathBuf, Baseline>,
}

impl Updates {
    /// Takes up what was found in a file.
    pub(super) fn take(&mut self, baselines: &Baselines, file: &Path, outcome: &Outcome) {
        let (Some(report), Some(config)) = (&outcome.report, &outcome.config) else { return };
        let Some(linter) = outcome.linter.as_deref() else { return };
        self.add(baselines, config, linter, file, report.baselined());
    }

    pub(super) fn add(
        &mut self,
        baselines: &Baselines,
        config: &Config,
        linter: &Linter,
        file: &Path,
        findings: &[Finding],
    ) {
        if baselines.takes(config) != Ok(true) {
            return;
        }
        let Some(path) = baselines.path(config) else { return };
        let Ok(old) = baselines.load(&path) else { return };
        let file = relative_to(&path, file);
        let unseen = |code: &str| {
            let rules = find_rules(code).unwrap_or_default();
            baselines.narrowed && !rules.iter().any(|info| linter.shows(info))
        };
        let new = self.new.entry(path).or_insert_with(|| Baseline::clone(&old));
        new.update(&file, findings, unseen);
    }

    /// Writes them; what went wrong, in sentences.
    pub(super) fn write(self) -> Vec<String> {
        let mut problems = Vec::new();
        for (path, mut baseline) in self.new {
            let folder = absolute(&path).parent().map(Path::to_path_buf).unwrap_or_default();
            baseline.forget(|file| !folder.join(file).exists());
            let text = baseline.to_string();
            if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
                continue;
            }
            if let Err(error) = fixing::write_new(&path, text.as_bytes()) {
                problems.push(format!("cannot write {}: {error}", displayed(&path)));
            }
        }
        problems
    }
}
