//! The JSON report, version 1, and its findings one a line.

mod entry;

use serde_json::json;

use super::template::{Template, Value};
use super::{Run, Settings, Writer};
use crate::linter::{Report, Summary};
use crate::rule::{RuleInfo, Severity};
use crate::text::Source;

/// The JSON Schema of the report.
pub fn schema() -> &'static str {
    include_str!("../../../schema/report.schema.json")
}

/// The format `json`.
#[derive(Debug)]
pub struct Json;

impl Writer for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "A single JSON document"
    }

    fn part(&self, report: &Report, _: &Source<'_>, settings: &Settings) -> String {
        // The document is made of the reports themselves.
        let _ = (report, settings);
        String::new()
    }

    fn is_document(&self) -> bool {
        true
    }

    fn whole(&self, _: Vec<String>, run: Run<'_>, settings: &Settings) -> String {
        write(run.reports, settings.limit())
    }
}

/// The format `jsonl`.
#[derive(Debug)]
pub struct JsonLines;

impl Writer for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn about(&self) -> &'static str {
        "One JSON object per line"
    }

    fn part(&self, report: &Report, _: &Source<'_>, settings: &Settings) -> String {
        let lines = entry::lines();
        let findings = report.findings().iter().take(settings.limit());
        let mut out = String::with_capacity(findings.len() * LINE);
        for finding in findings {
            lines.push(&mut out, report.file(), finding);
            out.push('\n');
        }
        out
    }
}

/// Bytes that most findings take on a line, and over several.
const LINE: usize = 512;
const LINES: usize = 768;

/// One document over all files.
pub fn write(reports: &[Report], limit: usize) -> String {
    let document = Template::pretty(
        r#"{"version":@,"tool":{"name":"@","version":"@"},"diagnostics":@,"summary":{"files":@,"errors":@,"warnings":@,"advice":@,"fixable":@,"baselined":@}}"#,
        0,
    );
    let (name, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let entries = reports.iter().flat_map(|report| {
        report.findings().iter().take(limit).map(|finding| (report.file(), finding))
    });
    let count: usize = reports.iter().map(|report| report.findings().len().min(limit)).sum();
    let mut out = String::with_capacity(count * LINES + LINES);
    document.fill(&mut out, 0, &[Value::Number(1), Value::Word(name), Value::Word(version)]);
    document.open(&mut out, 3);
    entry::pretty().list(&mut out, entries);
    let summary = Summary::of(reports);
    let counts = [
        summary.files,
        summary.errors,
        summary.warnings,
        summary.advice,
        summary.fixable,
        summary.baselined,
    ];
    document.fill(&mut out, 4, &counts.map(|count| Value::Number(count as u32)));
    document.close(&mut out);
    out.push('\n');
    out
}

/// A level that some findings of a rule have.
fn other((severity, when): &(Severity, &str)) -> serde_json::Value {
    json!({"severity": severity, "when": when})
}

/// A rule as `rules --format json` lists it, and with its documentation in `docs` as
/// `explain --format json` does.
pub fn rule(info: &RuleInfo, docs: bool) -> serde_json::Value {
    let mut value = json!({
        "code": info.code,
        "name": info.name,
        "severity": info.severity,
        "evidence": info.evidence,
        "category": info.group,
        "fix": info.fix,
        "since": info.since,
        "summary": info.summary,
        "url": info.url(),
    });
    if docs {
        value["also"] = info.also.iter().map(other).collect();
        value["source"] = Some(info.source).filter(|source| !source.is_empty()).into();
        value["docs"] = info.doc_lines().collect::<Vec<_>>().join("\n").into();
    }
    value
}
