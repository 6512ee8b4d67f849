//! One line a finding: `path:line:column: severity[CODE]: message (help)`.

use std::fmt::Write as _;

use super::{Report, printable};

/// Writes the findings of a file.
pub fn write(report: &Report, limit: usize) -> String {
    let mut out = String::new();
    let file = printable(report.file());
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
