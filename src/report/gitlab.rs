//! GitLab's code quality report.

use std::sync::LazyLock;

use super::template::{Template, Value, place};
use super::text::{SEPARATOR, framed_list, printable};
use super::{Run, Settings, Writer};
use crate::finding::fingerprint::push_hex;
use crate::linter::Report;
use crate::rule::Severity;
use crate::text::Source;

/// What is around the values of a finding. The lines are for readers that do not use columns.
static ISSUE: LazyLock<Template> = LazyLock::new(|| {
    Template::new(
        r#"{"description":"@","check_name":"@","fingerprint":"@","severity":"@","location":{"path":"@","lines":{"begin":@,"end":@},"positions":{"begin":{"line":@,"column":@},"end":{"line":@,"column":@}}}}"#,
    )
});

/// Bytes that most findings take.
const LINE: usize = 320;

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

    fn whole(&self, parts: Vec<String>, _: Run<'_>, _: &Settings) -> String {
        whole(parts)
    }
}

/// What a file adds.
fn part(report: &Report, path: &str, limit: usize) -> String {
    let findings = report.findings().iter().take(limit);
    let mut out = String::with_capacity(findings.len() * LINE);
    let mut identity = format!("{path}\n");
    let known = identity.len();
    let mut fingerprint = String::new();
    for finding in findings {
        if !out.is_empty() {
            out.push_str(SEPARATOR);
        }
        // Equal ones would be shown as one; the same body in two files is two.
        identity.truncate(known);
        identity.push_str(&finding.fingerprint);
        fingerprint.clear();
        push_hex(&mut fingerprint, xxhash_rust::xxh3::xxh3_128(identity.as_bytes()));
        let severity = match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Advice => "info",
        };
        let ([line, column], [end_line, end_column]) = (place(finding.start), place(finding.end));
        let values = [
            Value::Text(&printable(&finding.message)),
            Value::Text(finding.code),
            Value::Text(&fingerprint),
            Value::Word(severity),
            Value::Text(path),
            line,
            end_line,
            line,
            column,
            end_line,
            end_column,
        ];
        ISSUE.fill(&mut out, 0, &values);
        ISSUE.close(&mut out);
    }
    out
}

/// The whole, of its parts in order.
fn whole(parts: Vec<String>) -> String {
    framed_list(parts, "", "\n")
}
