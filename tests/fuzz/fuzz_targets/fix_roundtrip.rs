//! Fixing any text comes to an end, and what could be read can still be read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use polytomic_lint::{Applicability, Group, Linter, Report, Severity, Source, apply, rules};

fn unread(report: &Report) -> usize {
    let json = |code| rules().any(|rule| rule.code == code && rule.group == Group::Json);
    let errors = report.findings().iter().filter(|f| f.severity == Severity::Error);
    errors.filter(|finding| json(finding.code)).count()
}

fuzz_target!(|bytes: &[u8]| {
    let (unsafe_too, bytes) = match bytes.split_first() {
        Some((first, rest)) => (first % 2 == 1, rest),
        None => return,
    };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let linter = Linter::default();
    let mut text = text.to_owned();
    let mut report = linter.lint(&Source::new("a.sync.json", &text));
    for round in 0.. {
        let fixes = report.findings().iter().filter_map(|finding| finding.fixes.first());
        let fixes = fixes.filter(|f| unsafe_too || f.applicability == Applicability::Safe);
        let Some(next) = apply(&text, fixes) else { break };
        let after = linter.lint(&Source::new("a.sync.json", &next));
        if unread(&after) > unread(&report) || next == text {
            break;
        }
        assert!(round < 50, "fixing does not end: {text}");
        (text, report) = (next, after);
    }
});
