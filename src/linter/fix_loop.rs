//! Applying fixes: in rounds, since one may make room for the next; each result is linted before
//! it is taken.

use std::collections::HashSet;

use super::{Linter, Report};
use crate::finding::Finding;
use crate::rule::Severity;
use crate::text::{Applicability, Encoding, Fix, Fixed, Source, apply};

/// More rounds change nothing in practice; a bound all the same.
const ROUNDS: usize = 100;

/// How often a round may be tried with fewer fixes.
const TRIES: usize = 100;

impl Linter {
    /// Applies the fixes of everything that is found, until there is nothing left to apply: the
    /// safe ones, and with [`Applicability::Unsafe`] the best guesses too. A fix that would leave
    /// more errors than there were is left alone. Nothing where nothing changes, and for a file
    /// that is not UTF-8, since its text could not be kept byte for byte.
    ///
    /// ```
    /// use polytomic_lint::{Applicability, Linter, Source};
    ///
    /// let source = Source::new("a.sync.json", r#"{"name": "Accounts",}"#);
    /// let fixed = Linter::default().fix(&source, Applicability::Safe).expect("an extra comma");
    /// assert_eq!(fixed.text, r#"{"name": "Accounts"}"#);
    /// ```
    pub fn fix(&self, source: &Source<'_>, applicability: Applicability) -> Option<Fixed> {
        self.fix_where(source, self.lint(source), applicability, |_| true).0
    }

    /// The same for the findings of `report` that `wanted` takes, and the report on what comes of
    /// it.
    pub(crate) fn fix_where(
        &self,
        source: &Source<'_>,
        report: Report,
        applicability: Applicability,
        wanted: impl Fn(&Finding) -> bool,
    ) -> (Option<Fixed>, Report) {
        if source.encoding != Encoding::Utf8 || !source.unreadable.is_empty() {
            return (None, report);
        }
        let mut report = report;
        let mut fixed: Option<Fixed> = None;
        let mut seen = HashSet::from([hash(source.text())]);
        for _ in 0..ROUNDS {
            let text = fixed.as_ref().map_or(source.text(), |fixed| &fixed.text);
            let fixes = candidates(&report, applicability, &wanted);
            let mut step = Step {
                linter: self,
                source,
                text,
                errors: report.count(Severity::Error),
                budget: TRIES,
                taken: Vec::new(),
                result: None,
            };
            step.take(&fixes);
            let Some((next, after)) = step.result else { break };
            // Two fixes that undo each other would go on forever.
            if !seen.insert(hash(&next.text)) {
                break;
            }
            let count = next.count + fixed.map_or(0, |fixed| fixed.count);
            (fixed, report) = (Some(Fixed { count, ..next }), after);
        }
        (fixed, report)
    }
}

/// One round: as many fixes as leave no more errors than there were.
struct Step<'s, 'f> {
    linter: &'s Linter,
    source: &'s Source<'s>,
    text: &'s str,
    errors: usize,
    budget: usize,
    taken: Vec<&'f Fix>,
    result: Option<(Fixed, Report)>,
}

impl<'f> Step<'_, 'f> {
    /// Takes all of the fixes, or else of each half what it can.
    fn take(&mut self, fixes: &[&'f Fix]) {
        if fixes.is_empty() || self.budget == 0 {
            return;
        }
        self.budget -= 1;
        let all = self.taken.iter().chain(fixes).copied();
        let Some(next) = apply(self.text, all) else { return };
        let after = self.linter.lint(&self.source.with_text(&next.text));
        if after.count(Severity::Error) <= self.errors {
            self.taken.extend(fixes);
            self.result = Some((next, after));
        } else if fixes.len() > 1 {
            let (first, second) = fixes.split_at(fixes.len() / 2);
            self.take(first);
            self.take(second);
        }
    }
}

fn hash(text: &str) -> u128 {
    xxhash_rust::xxh3::xxh3_128(text.as_bytes())
}

/// The best applicable fix of each finding, safe ones first.
fn candidates<'r>(
    report: &'r Report,
    applicability: Applicability,
    wanted: &impl Fn(&Finding) -> bool,
) -> Vec<&'r Fix> {
    let (mut safe, mut guesses) = (Vec::new(), Vec::new());
    for finding in report.findings().iter().filter(|finding| wanted(finding)) {
        let is = |wanted: Applicability| move |fix: &&Fix| fix.applicability == wanted;
        match finding.fixes.iter().find(is(Applicability::Safe)) {
            Some(fix) => safe.push(fix),
            None => guesses.extend(finding.fixes.iter().find(is(Applicability::Unsafe))),
        }
    }
    if applicability == Applicability::Unsafe {
        safe.extend(guesses);
    }
    safe
}
