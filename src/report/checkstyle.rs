//! Checkstyle's XML, which many tools read.

use super::text::{framed, push_number, xml};
use super::{Run, Settings, Writer};
use crate::linter::Report;
use crate::rule::Severity;
use crate::text::Source;

/// Bytes that most lines take.
const LINE: usize = 256;

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

    fn whole(&self, parts: Vec<String>, _: Run<'_>, _: &Settings) -> String {
        whole(parts)
    }
}

/// What a file adds.
fn part(report: &Report, limit: usize) -> String {
    let findings = report.findings().iter().take(limit);
    let mut out = String::with_capacity(findings.len() * LINE + LINE);
    out.push_str("  <file name=\"");
    out.push_str(&xml(report.file()));
    out.push_str("\">\n");
    for finding in findings {
        out.push_str("    <error line=\"");
        push_number(&mut out, finding.start.line);
        out.push_str("\" column=\"");
        push_number(&mut out, finding.start.column);
        out.push_str(match finding.severity {
            Severity::Error => "\" severity=\"error\" message=\"",
            Severity::Warning => "\" severity=\"warning\" message=\"",
            Severity::Advice => "\" severity=\"info\" message=\"",
        });
        out.push_str(&xml(&finding.message));
        if let Some(help) = &finding.help {
            out.push_str(" (");
            out.push_str(&xml(help));
            out.push(')');
        }
        out.push_str("\" source=\"");
        out.push_str(&xml(finding.code));
        out.push_str("\"/>\n");
    }
    out.push_str("  </file>\n");
    out
}

/// The whole, of its parts in order.
fn whole(parts: Vec<String>) -> String {
    let before = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
    framed(parts, before, "</checkstyle>\n")
}
