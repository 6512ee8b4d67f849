//! Ignores of configurations that had nothing to do in a run which covered what they apply to.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::job::{Outcome, applies};
use super::walk::{Met, walk};
use crate::config::{Config, Configs, Layer, absolute};
use crate::linter::Linter;
use crate::linter::Report;
use crate::rules::json::unused_ignore;
use crate::text::Source;

/// What a run has seen of the configurations' ignores.
#[derive(Default)]
pub(super) struct Usage {
    linted: HashSet<PathBuf>,
    files: BTreeMap<String, Seen>,
}

/// One file of configurations, which several may build on.
struct Seen {
    layer: Arc<Layer>,
    /// A configuration that it is part of.
    config: Arc<Config>,
    /// Ignores with something to do, or which some file could not show to be unused.
    excused: HashSet<usize>,
    /// Ignores with nothing to do.
    idle: HashSet<usize>,
}

/// What is to be said about one file of a configuration.
pub(super) struct Unused {
    pub(super) layer: Arc<Layer>,
    pub(super) config: Arc<Config>,
    pub(super) linter: Arc<Linter>,
    pub(super) report: Report,
}

/// The files of a configuration, each with the numbers that its ignores have there.
fn parts(config: &Config) -> impl Iterator<Item = (&Arc<Layer>, std::ops::Range<usize>)> {
    let mut first = 0;
    config.layers().iter().map(move |layer| {
        let start = first;
        first += layer.ignore_count();
        (layer, start..first)
    })
}

impl Usage {
    pub(super) fn take(&mut self, file: &Path, outcome: &Outcome) {
        let Some(config) = outcome.config.as_ref().filter(|config| config.ignore_count() > 0)
        else {
            return;
        };
        self.linted.insert(absolute(file));
        let ignores = &outcome.ignores;
        for (layer, numbers) in parts(config).filter(|(_, numbers)| !numbers.is_empty()) {
            let seen = self.files.entry(layer.name.clone()).or_insert_with(|| Seen {
                layer: Arc::clone(layer),
                config: Arc::clone(config),
                excused: HashSet::new(),
                idle: HashSet::new(),
            });
            let own = |index: &&usize| numbers.contains(index);
            let number = |index: &usize| index - numbers.start;
            seen.excused.extend(ignores.used.iter().chain(&ignores.open).filter(own).map(number));
            seen.idle.extend(ignores.idle.iter().filter(own).map(number));
        }
    }

    /// The findings, a report for each file that has one.
    pub(super) fn report(self, configs: &Arc<Configs>) -> Vec<Unused> {
        let mut out = Vec::new();
        for seen in self.files.into_values() {
            let (layer, config) = (&seen.layer, &seen.config);
            let part = parts(config).find(|(other, _)| Arc::ptr_eq(other, layer));
            let Some((_, numbers)) = part else { continue };
            let anywhere = layer.folder.join("any.sync.json");
            let linter = config.linter_for(&anywhere);
            let unused = |index: &usize| {
                let number = index - numbers.start;
                let idle = seen.idle.contains(&number)
                    // No file of those it applies to is there.
                    || !config.ignores_for(&anywhere).contains(index)
                        && applies(config, &linter, *index);
                idle && !seen.excused.contains(&number)
            };
            let mut unused: Vec<usize> = numbers.clone().filter(unused).collect();
            if unused.is_empty() || !linter.shows(&unused_ignore::INFO) {
                continue;
            }
            uncovered(layer, configs, &self.linted, &mut unused, numbers.start);
            let source = Source::new(&layer.name, &layer.text);
            let places = unused.iter().filter_map(|index| config.ignore(*index));
            let drafts = places.map(|(name, span)| unused_ignore::idle(span, &[name])).collect();
            let report = linter.report_on(&source, drafts);
            if !report.is_clean() {
                let (layer, config) = (Arc::clone(layer), Arc::clone(config));
                out.push(Unused { layer, config, linter, report });
            }
        }
        out
    }
}

/// Takes out the ignores that are for a file which was not linted. Those of the layer start at
/// `first` in `unused`.
fn uncovered(
    layer: &Arc<Layer>,
    configs: &Arc<Configs>,
    linted: &HashSet<PathBuf>,
    unused: &mut Vec<usize>,
    first: usize,
) {
    walk(&layer.folder, configs, |met| {
        if let Met::File(found) = met
            && let of = &found.config
            && let Some((_, numbers)) = parts(of).find(|(other, _)| Arc::ptr_eq(other, layer))
            && of.takes(&found.whole)
            && !linted.contains(&found.whole)
        {
            let theirs = of.ignores_for(&found.whole);
            unused.retain(|index| !theirs.contains(&(index - first + numbers.start)));
        }
        !unused.is_empty()
    });
}
