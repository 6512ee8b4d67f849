//! Workflow commands of GitHub Actions: each finding becomes an annotation of the change.

use std::fmt::Write as _;

use super::text::{hostile, printable};
use super::{Settings, Writer};
use crate::linter::Report;
use crate::rule::Severity;
use crate::text::{Source, is_plain};

/// The format `github`.
#[derive(Debug)]
pub struct Github;

impl Writer for Github {
    fn name(&self) -> &'static str {
        "github"
    }

    fn about(&self) -> &'static str {
        "GitHub Actions annotations"
    }

    fn part(&self, report: &Report, _: &Source<'_>, settings: &Settings) -> String {
        part(report, &settings.place.path(report.file()), settings.limit())
    }
}

/// What a file adds.
fn part(report: &Report, path: &str, limit: usize) -> String {
    let mut out = String::new();
    let name = printable(report.file());
    for finding in report.findings().iter().take(limit) {
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let (start, end) = (finding.start, finding.end);
        let file = property(path);
        let _ = write!(out, "::{level} file={file},line={},endLine={}", start.line, end.line);
        // The runner drops columns that span lines.
        if start.line == end.line {
            let _ = write!(out, ",col={},endColumn={}", start.column, end.column);
        }
        // The annotation has the place already; the log shows nothing but the message.
        let mut message =
            format!("{name}:{}:{}: {}", start.line, start.column, printable(&finding.message));
        if let Some(help) = &finding.help {
            let _ = write!(message, " ({})", printable(help));
        }
        let _ = writeln!(out, ",title={}::{}", property(finding.code), data(&message));
    }
    out
}

/// What the runner takes apart again.
fn data(text: &str) -> String {
    if is_plain(text) && !text.contains('%') {
        return text.to_owned();
    }
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The runner has no escapes for characters other than these.
fn property(text: &str) -> String {
    if is_plain(text) && !text.contains(['%', ':', ',']) {
        return text.to_owned();
    }
    let harmless = |ch| if hostile(ch) && ch != '\r' && ch != '\n' { '\u{fffd}' } else { ch };
    let text: String = text.chars().map(harmless).collect();
    data(&text).replace(':', "%3A").replace(',', "%2C")
}
