//! What a run has gathered, and what is said of it at its end.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::config::FailOn;
use crate::linter::{Report, Summary};
use crate::rule::Severity;

/// Numbers over a run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) summary: Summary,
    pub(super) fixes: usize,
    /// Fixes in embedded bodies that were not asked for.
    pub(super) embedded: usize,
    /// Findings in bodies inside other files that have a safe fix.
    pub(super) inside: usize,
    /// Findings whose fixes are all guesses, where those were not asked for.
    pub(super) guesses: usize,
    /// Those of them that are in bodies inside other files.
    pub(super) guesses_inside: usize,
    /// Whether something was found that makes the run fail.
    pub(super) found: bool,
    /// Whether something could not be carried out.
    pub(super) failed: bool,
    counts: BTreeMap<(&'static str, &'static str, Severity), usize>,
    reported: BTreeSet<String>,
}

impl Tally {
    /// Counts what a report has.
    pub(super) fn count(&mut self, report: &Report, fail_on: FailOn) {
        self.summary += Summary::of(std::slice::from_ref(report));
        for finding in report.findings() {
            self.found |= fail_on.counts(finding.severity);
            *self.counts.entry((finding.code, finding.name, finding.severity)).or_default() += 1;
        }
    }

    /// Notes that something could not be carried out; whether that has not been said yet.
    pub(super) fn fail(&mut self, problem: &str) -> bool {
        self.failed = true;
        self.reported.insert(problem.to_owned())
    }

    /// The findings of each rule, a line each.
    pub(super) fn statistics(&self) -> String {
        let line = |(&(code, name, severity), count): (&(&str, &str, Severity), &usize)| {
            format!("{count:>6} {severity:<7} {code} {name}\n")
        };
        self.counts.iter().map(line).collect()
    }

    /// One line about all of it.
    pub(super) fn line(&self, took: Duration) -> String {
        let summary = self.summary;
        let mut parts =
            vec![many(summary.errors, "error", "s"), many(summary.warnings, "warning", "s")];
        if summary.advice > 0 {
            parts.push(format!("{} advice", summary.advice));
        }
        let files = many(summary.files, "file", "s");
        let mut out = format!("checked {files} in {}: {}", time(took), parts.join(", "));
        if summary.baselined > 0 {
            out += &format!("; {} hidden by the baseline", summary.baselined);
        }
        if self.fixes > 0 {
            out += &format!("; applied {}", many(self.fixes, "fix", "es"));
        }
        if self.embedded > 0 {
            let count = many(self.embedded, "fix", "es");
            out += &format!("; {count} inside other files, which `--embedded` applies");
        } else {
            out += &self.offer();
        }
        out
    }

    /// How many findings can be fixed, and how. A fix that would reveal an error is left
    /// alone.
    fn offer(&self) -> String {
        let own = self.summary.fixable.saturating_sub(self.inside);
        let mut out = match (own, self.inside) {
            (0, 0) if self.guesses == 0 => return String::new(),
            (0, 0) => {
                let embedded = if self.guesses == self.guesses_inside { " --embedded" } else { "" };
                let guesses = self.guesses;
                return format!(
                    "; up to {guesses} can be fixed with `--fix{embedded} --unsafe-fixes`"
                );
            }
            (own, 0) => format!("; up to {own} can be fixed with `--fix`"),
            (0, inside) => format!("; up to {inside} can be fixed with `--fix --embedded`"),
            (own, inside) => format!(
                "; up to {own} can be fixed with `--fix`, and {inside} inside other files with `--embedded`"
            ),
        };
        if self.guesses > 0 {
            out += &format!(", and {} more with `--unsafe-fixes`", self.guesses);
        }
        out
    }
}

fn many(count: usize, word: &str, plural: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { plural })
}

fn time(took: Duration) -> String {
    match took.as_millis() {
        millis @ 0..10_000 => format!("{millis} ms"),
        millis => format!("{}.{} s", millis / 1000, millis % 1000 / 100),
    }
}
