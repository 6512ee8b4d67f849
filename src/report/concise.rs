//! One line per finding: `path:line:column: severity[CODE]: message (help)`.

use super::text::{printable, push_place};
use super::{Settings, Writer};
use crate::linter::Report;
use crate::text::Source;

/// Bytes that most lines take.
const LINE: usize = 200;

/// The format `concise`.
#[derive(Debug)]
pub struct Concise;

impl Writer for Concise {
    fn name(&self) -> &'static str {
        "concise"
    }

    fn about(&self) -> &'static str {
        "One line per finding"
    }

    fn part(&self, report: &Report, _: &Source<'_>, settings: &Settings) -> String {
        write(report, settings.limit())
    }
}

/// Writes the findings of a file.
fn write(report: &Report, limit: usize) -> String {
    let mut file = printable(report.file());
    // A CI runner would take the line for a command of its own.
    if file.trim_start().starts_with("::") {
        file.to_mut().insert_str(0, "./");
    }
    let findings = report.findings().iter().take(limit);
    let mut out = String::with_capacity(findings.len() * LINE);
    for finding in findings {
        out.push_str(&file);
        push_place(&mut out, finding.start);
        out.push_str(finding.severity.name());
        out.push('[');
        out.push_str(finding.code);
        out.push_str("]: ");
        out.push_str(&printable(&finding.message));
        if let Some(help) = &finding.help {
            out.push_str(" (");
            out.push_str(&printable(help));
            out.push(')');
        }
        out.push('\n');
    }
    out
}
