//! Checkstyle's XML, which many tools read.

use std::fmt::Write as _;

use super::text::xml;
use super::{Run, Settings, Writer};
use crate::linter::Report;
use crate::rule::Severity;
use crate::text::Source;

/// The format `checkstyle`.
#[derive(Debug)]
pub struct Checkstyle;

impl Writer for Checkstyle {
    fn name(&self) -> &'static str {
        "checkstyle"
    }

    fn about(&self) -> &'static str {
        "Checkstyle XML"
    }

    fn part(&self, report: &Report, _: &Source<'_>, settings: &Settings) -> String {
        part(report, settings.limit())
    }

    fn is_document(&self) -> bool {
        true
    }

    fn whole(&self, parts: &[String], _: Run<'_>, _: &Settings) -> String {
        whole(parts)
    }
}

/// What a file adds.
fn part(report: &Report, limit: usize) -> String {
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
fn whole(parts: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n{}</checkstyle>\n",
        parts.concat()
    )
}
