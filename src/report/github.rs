//! Workflow commands of GitHub Actions: each finding becomes an annotation of the change.

use std::borrow::Cow;

use super::text::{hostile, printable, push_number, push_place};
use super::{Settings, Writer};
use crate::linter::Report;
use crate::rule::Severity;
use crate::text::{Source, is_plain};

/// Bytes that most lines take.
const LINE: usize = 280;

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
    let (name, file) = (printable(report.file()), property(path));
    let name = data(&name);
    let findings = report.findings().iter().take(limit);
    let mut out = String::with_capacity(findings.len() * LINE);
    for finding in findings {
        let (start, end) = (finding.start, finding.end);
        out.push_str(match finding.severity {
            Severity::Error => "::error file=",
            Severity::Warning => "::warning file=",
            Severity::Advice => "::notice file=",
        });
        out.push_str(&file);
        out.push_str(",line=");
        push_number(&mut out, start.line);
        out.push_str(",endLine=");
        push_number(&mut out, end.line);
        // The runner drops columns that span lines.
        if start.line == end.line {
            out.push_str(",col=");
            push_number(&mut out, start.column);
            out.push_str(",endColumn=");
            push_number(&mut out, end.column);
        }
        out.push_str(",title=");
        out.push_str(&property(finding.code));
        out.push_str("::");
        // The annotation has the place already; the log shows nothing but the message.
        out.push_str(&name);
        push_place(&mut out, start);
        out.push_str(&data(&printable(&finding.message)));
        if let Some(help) = &finding.help {
            out.push_str(" (");
            out.push_str(&data(&printable(help)));
            out.push(')');
        }
        out.push('\n');
    }
    out
}

/// What the runner takes apart again.
fn data(text: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'%', b'\r', b'\n', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

/// The runner has no escapes for characters other than these.
fn property(text: &str) -> Cow<'_, str> {
    if is_plain(text) && memchr::memchr3(b'%', b':', b',', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let harmless = |ch| if hostile(ch) && ch != '\r' && ch != '\n' { '\u{fffd}' } else { ch };
    let text: String = text.chars().map(harmless).collect();
    Cow::Owned(data(&text).replace(':', "%3A").replace(',', "%2C"))
}
