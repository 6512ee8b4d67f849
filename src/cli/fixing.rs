//! Applying fixes: in rounds, since one may make room for the next; the result is linted before it
//! is written.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::finding::Severity;
use crate::fix::{Applicability, Fix, apply};
use crate::linter::Linter;
use crate::report::Report;
use crate::rule::Group;
use crate::rules::rules;
use crate::source::Source;

/// More rounds change nothing in practice.
const ROUNDS: usize = 10;

/// A text after its fixes.
pub(super) struct Fixed {
    pub(super) bytes: Vec<u8>,
    pub(super) count: usize,
}

/// Applies what may be applied; nothing where nothing changes, or where the text cannot be kept
/// byte for byte.
pub(super) fn fix(linter: &Linter, name: &str, bytes: &[u8], unsafe_too: bool) -> Option<Fixed> {
    let mut text = std::str::from_utf8(bytes).ok()?.to_owned();
    let mut report = linter.lint(&Source::new(name, &text));
    let mut count = 0;
    for _ in 0..ROUNDS {
        let Some((next, applied)) = apply(&text, candidates(&report, unsafe_too)) else { break };
        let after = linter.lint(&Source::new(name, &next));
        if unread(&after) > unread(&report) || next == text {
            break;
        }
        (text, report) = (next, after);
        count += applied;
    }
    (count > 0).then(|| Fixed { bytes: text.into_bytes(), count })
}

/// The best applicable fix of each finding, safe ones first.
fn candidates(report: &Report, unsafe_too: bool) -> impl Iterator<Item = &Fix> {
    let of = |wanted: Applicability| {
        report.findings().iter().filter_map(move |finding| {
            finding.fixes.first().filter(|fix| fix.applicability == wanted)
        })
    };
    of(Applicability::Safe).chain(of(Applicability::Unsafe).filter(move |_| unsafe_too))
}

/// Mistakes that keep something from being read. A fix may bring others to light: what a key is
/// called right is looked into.
fn unread(report: &Report) -> usize {
    let reads = |code: &str| rules().any(|rule| rule.code == code && rule.group == Group::Json);
    let errors = report.findings().iter().filter(|finding| finding.severity == Severity::Error);
    errors.filter(|finding| reads(finding.code)).count()
}

/// Puts the bytes into place by a rename, so that a crash leaves the old file or the new one.
pub(super) fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // A link stays a link: what it names is replaced.
    let path: PathBuf = std::fs::canonicalize(path)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(std::fs::metadata(&path)?.permissions())?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

/// A unified diff that `patch` takes.
pub(super) fn diff(name: &str, before: &[u8], after: &[u8]) -> String {
    let (before, after) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
    similar::TextDiff::from_lines(&*before, &*after).unified_diff().header(name, name).to_string()
}
