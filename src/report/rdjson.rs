//! Reviewdog's diagnostic format; its columns are bytes of UTF-8.

use serde::Serialize;

use super::text::{self, printable};
use super::{Run, Settings, Writer};
use crate::finding::Finding;
use crate::linter::Report;
use crate::rule::{Severity, repository};
use crate::text::{Fix, Source, Span};

/// Edits with more bytes between them are no single suggestion.
const BETWEEN: usize = 400;

#[derive(Serialize)]
struct Diagnostic<'r> {
    message: String,
    location: Location<'r>,
    severity: &'static str,
    code: Code<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'r>>,
}

#[derive(Serialize)]
struct Code<'r> {
    value: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    range: Range,
}

#[derive(Serialize)]
struct Related<'r> {
    message: String,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

/// The format `rdjson`.
#[derive(Debug)]
pub struct Rdjson;

impl Writer for Rdjson {
    fn name(&self) -> &'static str {
        "rdjson"
    }

    fn about(&self) -> &'static str {
        "reviewdog JSON"
    }

    fn part(&self, report: &Report, source: &Source<'_>, settings: &Settings) -> String {
        part(report, source, settings.limit())
    }

    fn is_document(&self) -> bool {
        true
    }

    fn whole(&self, parts: &[String], _: Run<'_>, _: &Settings) -> String {
        whole(parts)
    }
}

/// What a file adds.
fn part(report: &Report, source: &Source<'_>, limit: usize) -> String {
    let shown = report.findings().iter().take(limit);
    text::lines(shown.map(|finding| diagnostic(report, source, finding)))
}

/// The whole, of its parts in order.
fn whole(parts: &[String]) -> String {
    #[derive(Serialize)]
    struct Tool {
        name: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<&'static str>,
    }
    let tool = Tool { name: env!("CARGO_PKG_NAME"), url: repository() };
    format!("{{\"source\":{},\"diagnostics\":{}}}\n", text::json(&tool), text::list(parts))
}

fn diagnostic<'r>(report: &'r Report, source: &Source<'_>, finding: &'r Finding) -> Diagnostic<'r> {
    let location = |span| Location { path: report.file(), range: range(source, span) };
    let mut message = printable(&finding.message);
    if let Some(help) = &finding.help {
        message = format!("{message}\n{}", printable(help));
    }
    let related = |label: &crate::finding::Label| Related {
        message: printable(&label.message),
        location: location(label.span),
    };
    Diagnostic {
        message,
        location: location(finding.span),
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Advice => "INFO",
        },
        code: Code { value: finding.code, url: finding.url.as_deref() },
        suggestions: finding
            .fixes
            .iter()
            .filter_map(|fix| suggestion(fix, source, &report.secrets))
            .collect(),
        related_locations: finding.labels.iter().map(related).collect(),
    }
}

/// A fix as one replacement, since reviewers take suggestions one at a time: with what is
/// between its edits, unless that is a lot or a secret.
fn suggestion(fix: &Fix, source: &Source<'_>, secrets: &[Span]) -> Option<Suggestion> {
    let (first, last) = (fix.edits.first()?, fix.edits.last()?);
    let whole = first.span.to(last.span);
    let mut text = String::new();
    let (mut at, mut kept) = (whole.start, 0);
    for edit in &fix.edits {
        let between = Span::new(at, edit.span.start);
        let hidden = |secret: &Span| secret.start < between.end && between.start < secret.end;
        kept += between.len();
        if kept > BETWEEN || secrets.iter().any(hidden) {
            return None;
        }
        text.push_str(between.of(source.text()));
        text.push_str(&edit.text);
        at = edit.span.end;
    }
    Some(Suggestion { range: range(source, whole), text })
}

fn range(source: &Source<'_>, span: Span) -> Range {
    let place =
        |offset| Place { line: source.position(offset).line, column: source.byte_column(offset) };
    Range { start: place(span.start), end: place(span.end) }
}
