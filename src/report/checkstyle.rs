//! Checkstyle's XML, which many tools read.

use std::fmt::Write as _;

use super::text::xml;
use crate::linter::Report;
use crate::rule::Severity;

/// What a file adds.
pub fn part(report: &Report, limit: usize) -> String {
    let mut out = format!("  <file name=\"{}\">\n", xml(report.file()));
    for finding in report.findings().iter().take(limit) {
        let (line, column) = (finding.start.line, finding.start.column);
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "info",
        };
        let _ = write!(
            out,
            "    <error line=\"{line}\" column=\"{column}\" severity=\"{severity}\" message=\"{}",
            xml(&finding.message)
        );
        if let Some(help) = &finding.help {
            let _ = write!(out, " ({})", xml(help));
        }
        let _ = writeln!(out, "\" source=\"{}\"/>", xml(finding.code));
    }
    out + "  </file>\n"
}

/// The whole, of its parts in order.
pub fn whole(parts: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n{}</checkstyle>\n",
        parts.concat()
    )
}
