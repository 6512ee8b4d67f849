//! One line per finding: `path:line:column: severity[CODE]: message (help)`.

use std::fmt::Write as _;

use super::text::printable;
use super::{Settings, Writer};
use crate::linter::Report;
use crate::text::Source;

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
    let mut out = String::new();
    let mut file = printable(report.file());
    // A CI runner would take the line for a command of its own.
    if file.trim_start().starts_with("::") {
        file.insert_str(0, "./");
    }
    for finding in report.findings().iter().take(limit) {
        let (line, column) = (finding.start.line, finding.start.column);
        let (severity, code) = (finding.severity, finding.code);
        let message = printable(&finding.message);
        let _ = write!(out, "{file}:{line}:{column}: {severity}[{code}]: {message}");
        if let Some(help) = &finding.help {
            let _ = write!(out, " ({})", printable(help));
        }
        out.push('\n');
    }
    out
}
