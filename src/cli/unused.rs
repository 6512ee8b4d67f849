//! Ignores of configurations that had nothing to do in a run which covered what they speak of.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{Met, walk};
use super::job::{Outcome, speaks};
use crate::config::{Config, Configs, absolute};
use crate::linter::Linter;
use crate::linter::Report;
use crate::rules::json::unused_ignore;
use crate::text::Source;

/// What a run has seen of the configurations' ignores.
#[derive(Default)]
pub(super) struct Usage {
    linted: HashSet<PathBuf>,
    configs: BTreeMap<String, Seen>,
}

struct Seen {
    config: Arc<Config>,
    /// Ignores with something to do, or of which some file told nothing.
    excused: HashSet<usize>,
    /// Ignores with nothing to do.
    idle: HashSet<usize>,
}

/// What is to be said about one configuration.
pub(super) struct Unused {
    pub(super) config: Arc<Config>,
    pub(super) linter: Arc<Linter>,
    pub(super) report: Report,
}

impl Usage {
    pub(super) fn take(&mut self, outcome: &Outcome) {
        let Some(config) = outcome.config.as_ref().filter(|config| config.ignore_count() > 0)
        else {
            return;
        };
        self.linted.insert(absolute(&outcome.path));
        let seen = self.configs.entry(config.name().to_owned()).or_insert_with(|| Seen {
            config: Arc::clone(config),
            excused: HashSet::new(),
            idle: HashSet::new(),
        });
        let ignores = &outcome.ignores;
        seen.excused.extend(ignores.used.iter().chain(&ignores.open));
        seen.idle.extend(&ignores.idle);
    }

    /// The findings, a report for each configuration that has one.
    pub(super) fn report(self, configs: &Arc<Configs>) -> Vec<Unused> {
        let mut out = Vec::new();
        for seen in self.configs.into_values() {
            let config = &seen.config;
            let anywhere = config.folder().join("any.sync.json");
            let linter = config.linter_for(&anywhere);
            let unused = |index: &usize| {
                let idle = seen.idle.contains(index)
                    // No file of those it speaks of is there.
                    || !config.ignores_for(&anywhere).contains(index)
                        && speaks(config, &linter, *index);
                idle && !seen.excused.contains(index)
            };
            let mut unused: Vec<usize> = (0..config.ignore_count()).filter(unused).collect();
            if unused.is_empty() || !linter.shows(&unused_ignore::INFO) {
                continue;
            }
            uncovered(config, configs, &self.linted, &mut unused);
            let source = Source::new(config.name(), config.text());
            let places = unused.iter().filter_map(|index| config.ignore(*index));
            let drafts = places.map(|(name, span)| unused_ignore::idle(span, &[name])).collect();
            let report = linter.report_on(&source, drafts);
            if !report.is_clean() {
                out.push(Unused { config: Arc::clone(config), linter, report });
            }
        }
        out
    }
}

/// Takes out the ignores that speak of a file which was not linted.
fn uncovered(
    config: &Arc<Config>,
    configs: &Arc<Configs>,
    linted: &HashSet<PathBuf>,
    unused: &mut Vec<usize>,
) {
    walk(config.folder(), configs, |met| {
        if let Met::File(path, of) = met
            && Arc::ptr_eq(&of, config)
            && config.takes(&path)
            && !linted.contains(Path::new(&path))
        {
            let speaks_of = config.ignores_for(&path);
            unused.retain(|index| !speaks_of.contains(index));
        }
        !unused.is_empty()
    });
}
