//! Applying fixes: in rounds, since one may make room for the next; each result is linted before
//! it is taken.

use std::collections::HashSet;

use super::{Linter, Report};
use crate::finding::Finding;
use crate::rule::Severity;
use crate::text::{Applicability, Encoding, Fix, Source, apply};

/// More rounds change nothing in practice; a bound all the same.
const ROUNDS: usize = 100;

/// How often a round may be tried with fewer fixes.
const TRIES: usize = 100;

/// A text after its fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The whole text.
    pub text: String,
    /// How many fixes were applied.
    pub count: usize,
}

/// Applies the safe fixes of everything that `linter` finds, and with `unsafe_too` those that are
/// good guesses, until there is nothing left to apply. A fix that would leave more errors than
/// there were is left alone. Nothing where nothing changes, and for a file that is not UTF-8, since
/// its text could not be kept byte for byte.
///
/// ```
/// use polytomic_lint::{Linter, Source, fix};
///
/// let source = Source::new("a.sync.json", r#"{"name": "Accounts",}"#);
/// let fixed = fix(&Linter::default(), &source, false).expect("a comma too many");
/// assert_eq!(fixed.text, r#"{"name": "Accounts"}"#);
/// ```
pub fn fix(linter: &Linter, source: &Source<'_>, unsafe_too: bool) -> Option<Fixed> {
    fix_where(linter, source, unsafe_too, |_| true)
}

/// The same for the findings that `wanted` takes.
pub(crate) fn fix_where(
    linter: &Linter,
    source: &Source<'_>,
    unsafe_too: bool,
    wanted: impl Fn(&Finding) -> bool,
) -> Option<Fixed> {
    if source.encoding != Encoding::Utf8 || !source.unreadable.is_empty() {
        return None;
    }
    let mut text = source.text().to_owned();
    let mut report = linter.lint(source);
    let mut seen = HashSet::from([hash(&text)]);
    let mut count = 0;
    for _ in 0..ROUNDS {
        let fixes = candidates(&report, unsafe_too, &wanted);
        let mut step = Step {
            linter,
            source,
            text: &text,
            errors: report.count(Severity::Error),
            budget: TRIES,
            taken: Vec::new(),
            result: None,
        };
        step.take(&fixes);
        let Some((next, applied, after)) = step.result else { break };
        // Two fixes that undo each other would go on forever.
        if !seen.insert(hash(&next)) {
            break;
        }
        (text, report) = (next, after);
        count += applied;
    }
    (count > 0).then_some(Fixed { text, count })
}

/// One round: as many fixes as leave no more errors than there were.
struct Step<'s, 'f> {
    linter: &'s Linter,
    source: &'s Source<'s>,
    text: &'s str,
    errors: usize,
    budget: usize,
    taken: Vec<&'f Fix>,
    result: Option<(String, usize, Report)>,
}

impl<'f> Step<'_, 'f> {
    /// Takes all of the fixes, or else of each half what it can.
    fn take(&mut self, fixes: &[&'f Fix]) {
        if fixes.is_empty() || self.budget == 0 {
            return;
        }
        self.budget -= 1;
        let all = self.taken.iter().chain(fixes).copied();
        let Some((next, applied)) = apply(self.text, all) else { return };
        let after = self.linter.lint(&Source::new(self.source.name(), &next));
        if after.count(Severity::Error) <= self.errors {
            self.taken.extend(fixes);
            self.result = Some((next, applied, after));
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
    unsafe_too: bool,
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
    if unsafe_too {
        safe.extend(guesses);
    }
    safe
}
