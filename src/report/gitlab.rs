//! GitLab's code quality report.

use std::path::{MAIN_SEPARATOR, Path};

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
    /// For readers that know nothing of columns.
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
        part(report, settings.root.as_deref(), settings.limit())
    }

    fn is_document(&self) -> bool {
        true
    }

    fn whole(&self, parts: &[String], _: Run<'_>, _: &Settings) -> String {
        whole(parts)
    }
}

/// What a file adds. Paths are told from `root`, the folder of the project, where they are
/// absolute and below it.
fn part(report: &Report, root: Option<&Path>, limit: usize) -> String {
    let path = relative(report.file(), root);
    let issue = |finding: &crate::finding::Finding| {
        // Equal ones would be shown as one; the same body in two files is two.
        let identity = format!("{path}\n{}", finding.fingerprint);
        let (start, end) = (finding.start, finding.end);
        text::json(&Issue {
            description: printable(&finding.message),
            check_name: finding.code,
            fingerprint: format!("{:032x}", xxhash_rust::xxh3::xxh3_128(identity.as_bytes())),
            severity: match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Advice => "info",
            },
            location: Location {
                path: &path,
                lines: Range { begin: start.line, end: end.line },
                positions: Range { begin: start, end },
            },
        })
    };
    let issues: Vec<String> = report.findings().iter().take(limit).map(issue).collect();
    issues.join(",\n")
}

/// The whole, of its parts in order.
fn whole(parts: &[String]) -> String {
    text::list(parts) + "\n"
}

fn relative(file: &str, root: Option<&Path>) -> String {
    let path = Path::new(file);
    let path = root.and_then(|root| path.strip_prefix(root).ok()).unwrap_or(path);
    let path = path.strip_prefix(".").unwrap_or(path);
    path.to_string_lossy().replace(MAIN_SEPARATOR, "/")
}
