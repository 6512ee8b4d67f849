//! GitLab's code quality report.

use serde::Serialize;

use super::text::{self, printable};
use super::{Run, Settings, Writer};
use crate::linter::Report;
use crate::rule::Severity;
use crate::text::Position;
use crate::text::Source;

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    /// For readers that do not use columns.
    lines: Range<u32>,
    positions: Range<Position>,
}

#[derive(Serialize)]
struct Range<T> {
    begin: T,
    end: T,
}

/// The format `gitlab`.
#[derive(Debug)]
pub struct Gitlab;

impl Writer for Gitlab {
    fn name(&self) -> &'static str {
        "gitlab"
    }

    fn about(&self) -> &'static str {
        "GitLab code quality report"
    }

    fn part(&self, report: &Report, _: &Source<'_>, settings: &Settings) -> String {
        part(report, &settings.place.path(report.file()), settings.limit())
    }

    fn is_document(&self) -> bool {
        true
    }

    fn whole(&self, parts: &[String], _: Run<'_>, _: &Settings) -> String {
        whole(parts)
    }
}

/// What a file adds.
fn part(report: &Report, path: &str, limit: usize) -> String {
    let issue = |finding: &crate::finding::Finding| {
        // Equal ones would be shown as one; the same body in two files is two.
        let identity = format!("{path}\n{}", finding.fingerprint);
        let (start, end) = (finding.start, finding.end);
        Issue {
            description: printable(&finding.message),
            check_name: finding.code,
            fingerprint: format!("{:032x}", xxhash_rust::xxh3::xxh3_128(identity.as_bytes())),
            severity: match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Advice => "info",
            },
            location: Location {
                path,
                lines: Range { begin: start.line, end: end.line },
                positions: Range { begin: start, end },
            },
        }
    };
    text::lines(report.findings().iter().take(limit).map(issue))
}

/// The whole, of its parts in order.
fn whole(parts: &[String]) -> String {
    text::list(parts) + "\n"
}
