//! One file: read, fixed where that is wanted, linted, written.

use std::sync::Arc;

use super::args::Check;
use super::baselines::Baselines;
use super::input::Input;
use super::writing::Writing;
use super::{fixing, panics};
use crate::config::{Config, ConfigError};
use crate::finding::Finding;
use crate::host::{self, Writable};
use crate::linter::{Linter, Report};
use crate::rules::find_rules;
use crate::text::{Applicability, Fix};

/// What all files of a run have in common.
pub(super) struct Job<'j> {
    pub(super) args: &'j Check,
    pub(super) baselines: &'j Baselines,
    pub(super) writing: Writing,
}

/// What comes of one file.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Nothing where the file could not be linted.
    pub(super) report: Option<Report>,
    /// What the report adds to the output.
    pub(super) text: String,
    /// What takes standard output besides: a diff, or standard input fixed.
    pub(super) printed: Vec<u8>,
    pub(super) fixes: usize,
    /// Fixes in embedded bodies that were not asked for.
    pub(super) embedded: usize,
    /// Sentences about what could not be done.
    pub(super) problems: Vec<String>,
    pub(super) broken: Option<Arc<ConfigError>>,
    pub(super) config: Option<Arc<Config>>,
    pub(super) linter: Option<Arc<Linter>>,
    pub(super) ignores: Ignores,
}

/// What became of the configuration's ignores, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Ignores {
    /// Those with something to do.
    pub(super) used: Vec<usize>,
    /// Those with nothing to do whose rule was on.
    pub(super) idle: Vec<usize>,
    /// Those that this file cannot show to be unused, since it was not read whole.
    pub(super) open: Vec<usize>,
}

impl Job<'_> {
    pub(super) fn run(&self, input: &Input) -> Outcome {
        let mut outcome = Outcome::default();
        let config = match &input.config {
            Ok(config) => Arc::clone(config),
            Err(error) => {
                outcome.broken = Some(Arc::clone(error));
                return outcome;
            }
        };
        if !input.excluded {
            outcome.config = Some(Arc::clone(&config));
            outcome.ignores.open = config.ignores_for(&input.whole);
        }
        let bytes = match input.read() {
            Ok(bytes) => bytes,
            Err(problem) => {
                outcome.problems.push(problem);
                return outcome;
            }
        };
        if input.excluded {
            if self.prints_fixed(input) {
                outcome.printed = bytes;
            }
            return outcome;
        }
        let linted = panics::guarded(|| {
            let mut linted = Outcome::default();
            self.lint(input, &bytes, &config, &mut linted);
            linted
        });
        match linted {
            Ok(linted) => {
                let ignores = outcome.ignores.open;
                outcome = Outcome { config: Some(Arc::clone(&config)), ..linted };
                settle(&config, ignores, &mut outcome);
            }
            Err(place) => {
                outcome.problems.push(panics::message(&input.name, &place));
                if self.prints_fixed(input) {
                    outcome.printed = bytes;
                }
            }
        }
        outcome
    }

    /// Whether the text of this input goes to standard output.
    fn prints_fixed(&self, input: &Input) -> bool {
        input.stdin && self.args.fix && !self.args.diff
    }

    fn lint(&self, input: &Input, bytes: &[u8], config: &Config, out: &mut Outcome) {
        let linter = config.linter_for_sent(&input.whole, input.decided);
        let baseline = self.baselines.of(config, &input.whole).unwrap_or_else(|problem| {
            out.problems.push(problem);
            None
        });
        let taken = self.baselines.takes(config).unwrap_or_else(|problem| {
            if !out.problems.contains(&problem) {
                out.problems.push(problem);
            }
            false
        });
        let is_old = |finding: &_| baseline.as_ref().is_some_and(|known| known.holds(finding));
        let source = input.source(bytes);
        let mut report = linter.lint(&source);
        let mut fixed = None;
        let fixing = self.args.fix || self.args.diff;
        let writable = match fixing {
            true => host::writable(source.file_name(), source.text()),
            false => Writable::Whole,
        };
        if fixing && writable == Writable::Bodies && !self.args.embedded {
            let fixable = |finding: &&Finding| {
                let fits =
                    |fix: &Fix| fix.applicability == Applicability::Safe || self.args.unsafe_fixes;
                !is_old(finding) && finding.fixes.iter().any(fits)
            };
            out.embedded = report.findings().iter().filter(fixable).count();
        } else if fixing && writable != Writable::Nothing {
            let (before, kind) = (report.clone(), self.applicability());
            let after;
            (fixed, after) = linter.fix_where(&source, before, kind, |finding| !is_old(finding));
            if let Some(text) = fixed.take_if(|_| self.args.diff) {
                out.printed = fixing::diff(&input.name, source.text(), &text.text).into_bytes();
            } else if let Some(text) = &fixed {
                match put(input, bytes, &text.text) {
                    Ok(()) => (report, out.fixes) = (after, text.count),
                    Err(problem) => {
                        out.problems.push(problem);
                        fixed = None;
                    }
                }
            }
        }
        if self.prints_fixed(input) {
            out.printed = fixed.as_ref().map_or(bytes, |fixed| fixed.text.as_bytes()).to_vec();
        }
        let source = match &fixed {
            Some(fixed) => input.source(fixed.text.as_bytes()),
            None => source,
        };
        report.set_aside(|finding| taken || is_old(finding));
        out.text = self.writing.part(&report, &source, config.junit_failures());
        out.report = Some(report);
        out.linter = Some(linter);
    }

    fn applicability(&self) -> Applicability {
        if self.args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe }
    }
}

/// Writes what a file has become, if it is one.
fn put(input: &Input, old: &[u8], text: &str) -> Result<(), String> {
    if input.stdin {
        return Ok(());
    }
    fixing::replace(input.path(), old, text.as_bytes())
        .map_err(|error| format!("cannot write {}: {error}", input.name))
}

/// Says of each ignore whether it had something to do.
fn settle(config: &Config, ignores: Vec<usize>, out: &mut Outcome) {
    let (Some(report), Some(linter)) = (&out.report, &out.linter) else { return };
    for (number, index) in ignores.into_iter().enumerate() {
        let on = || applies(config, linter, index);
        match () {
            () if report.used_ignores().contains(&number) => out.ignores.used.push(index),
            () if !report.is_settled() => out.ignores.open.push(index),
            () if on() => out.ignores.idle.push(index),
            () => {}
        }
    }
}

/// Whether a rule that an ignore names shows what it finds.
pub(super) fn applies(config: &Config, linter: &Linter, index: usize) -> bool {
    let rules = config.ignore(index).and_then(|(name, _)| find_rules(name).ok());
    rules.is_some_and(|rules| rules.iter().any(|info| linter.shows(info)))
}
