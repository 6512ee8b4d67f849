//! Reviewdog's diagnostic format; its columns are bytes of UTF-8.

use std::sync::LazyLock;

use serde::Serialize;

use super::template::{Template, Value, push_text};
use super::text::{self, SEPARATOR, framed_list, printable};
use super::{Run, Settings, Writer};
use crate::finding::Finding;
use crate::linter::Report;
use crate::rule::{Severity, repository};
use crate::text::{Fix, Source, Span};

/// Edits with more bytes between them are no single suggestion.
const BETWEEN: usize = 400;

/// What is around the values of a finding, of its place, and of what it may have besides.
#[derive(Debug)]
struct Templates {
    message: Template,
    place: Template,
    severity: Template,
    url: Template,
    suggestion: Template,
}

static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates {
    message: Template::new(r#"{"message":"@","location":{"path":"@","range":"#),
    place: Template::new(r#"{"start":{"line":@,"column":@},"end":{"line":@,"column":@}}"#),
    severity: Template::new(r#"},"severity":"@","code":{"value":"@""#),
    url: Template::new(r#","url":"@""#),
    suggestion: Template::new(r#","text":"@"}"#),
});

/// Bytes that most findings take.
const LINE: usize = 360;

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

    fn whole(&self, parts: Vec<String>, _: Run<'_>, _: &Settings) -> String {
        whole(parts)
    }
}

/// What a file adds.
fn part(report: &Report, source: &Source<'_>, limit: usize) -> String {
    let findings = report.findings().iter().take(limit);
    let mut out = String::with_capacity(findings.len() * LINE);
    let mut message = String::new();
    for finding in findings {
        if !out.is_empty() {
            out.push_str(SEPARATOR);
        }
        message.clear();
        push_text(&mut message, &printable(&finding.message));
        if let Some(help) = &finding.help {
            message.push_str("\\n");
            push_text(&mut message, &printable(help));
        }
        push(&mut out, (report, source), finding, &message);
    }
    out
}

/// The whole, of its parts in order.
fn whole(parts: Vec<String>) -> String {
    #[derive(Serialize)]
    struct Tool {
        name: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<&'static str>,
    }
    let tool = Tool { name: env!("CARGO_PKG_NAME"), url: repository() };
    let before = format!("{{\"source\":{},\"diagnostics\":", text::json(&tool));
    framed_list(parts, &before, "}\n")
}

fn push(
    out: &mut String,
    (report, source): (&Report, &Source<'_>),
    finding: &Finding,
    message: &str,
) {
    let all = &*TEMPLATES;
    let located = |out: &mut String, message: Value<'_>, span: Span| {
        all.message.fill(out, 0, &[message, Value::Text(report.file())]);
        all.message.close(out);
        push_range(out, source, span);
    };
    located(out, Value::Json(message), finding.span);
    let severity = match finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Advice => "INFO",
    };
    all.severity.fill(out, 0, &[Value::Word(severity), Value::Text(finding.code)]);
    all.severity.close(out);
    if let Some(url) = &finding.url {
        all.url.fill(out, 0, &[Value::Text(url)]);
        all.url.close(out);
    }
    out.push('}');
    let suggestion = |fix| suggestion(fix, source, &report.secrets);
    let mut suggestions = finding.fixes.iter().filter_map(suggestion).peekable();
    if suggestions.peek().is_some() {
        out.push_str(",\"suggestions\":");
        all.suggestion.list(out, suggestions, |out, (span, text)| {
            out.push_str("{\"range\":");
            push_range(out, source, span);
            all.suggestion.fill(out, 0, &[Value::Text(&text)]);
            all.suggestion.close(out);
        });
    }
    if !finding.labels.is_empty() {
        out.push_str(",\"related_locations\":");
        all.message.list(out, finding.labels.iter(), |out, label| {
            located(out, Value::Text(&printable(&label.message)), label.span);
            out.push_str("}}");
        });
    }
    out.push('}');
}

/// A fix as one replacement, since reviewers take suggestions one at a time: with what is
/// between its edits, unless that is a lot or a secret.
fn suggestion(fix: &Fix, source: &Source<'_>, secrets: &[Span]) -> Option<(Span, String)> {
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
    Some((whole, text))
}

fn push_range(out: &mut String, source: &Source<'_>, span: Span) {
    let place = |offset| {
        let line = source.line_of(offset) as u32 + 1;
        [Value::Number(line), Value::Number(source.byte_column(offset))]
    };
    let ([line, column], [end_line, end_column]) = (place(span.start), place(span.end));
    let template = &TEMPLATES.place;
    template.fill(out, 0, &[line, column, end_line, end_column]);
    template.close(out);
}
