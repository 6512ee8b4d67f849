//! The JSON report, version 1, and its findings one a line.

use serde::Serialize;
use serde_json::{Value, json};

use super::pretty::pretty;
use super::{Run, Settings, Writer, text};
use crate::finding::Finding;
use crate::linter::{Report, Summary};
use crate::rule::{RuleInfo, Severity};
use crate::text::Source;

/// The JSON Schema of the report.
pub fn schema() -> &'static str {
    include_str!("../../schema/report.schema.json")
}

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    tool: Tool,
    diagnostics: Vec<Entry<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Entry<'r> {
    file: &'r str,
    #[serde(flatten)]
    finding: &'r Finding,
}

fn entries(reports: &[Report], limit: usize) -> impl Iterator<Item = Entry<'_>> {
    reports.iter().flat_map(move |report| {
        report.findings().iter().take(limit).map(|finding| Entry { file: report.file(), finding })
    })
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

    fn whole(&self, _: &[String], run: Run<'_>, settings: &Settings) -> String {
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
        let mut out = String::new();
        for entry in entries(std::slice::from_ref(report), settings.limit()) {
            out.push_str(&text::json(&entry));
            out.push('\n');
        }
        out
    }
}

/// One document over all files.
pub fn write(reports: &[Report], limit: usize) -> String {
    let document = Document {
        version: 1,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        diagnostics: entries(reports, limit).collect(),
        summary: Summary::of(reports),
    };
    text::escaped(pretty(&document)) + "\n"
}

/// A level that some findings of a rule have.
fn other((severity, when): &(Severity, &str)) -> Value {
    json!({"severity": severity, "when": when})
}

/// A rule as `rules --format json` lists it, and with its documentation in `docs` as
/// `explain --format json` does.
pub fn rule(info: &RuleInfo, docs: bool) -> Value {
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
