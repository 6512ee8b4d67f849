//! The JSON report, version 1, and its findings one a line.

use serde::Serialize;
use serde_json::{Value, json};

use super::text;
use crate::finding::Finding;
use crate::linter::{Report, Summary};
use crate::rule::RuleInfo;

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

fn entries<'r>(reports: &'r [Report], limit: usize) -> impl Iterator<Item = Entry<'r>> {
    reports.iter().flat_map(move |report| {
        report.findings().iter().take(limit).map(|finding| Entry { file: report.file(), finding })
    })
}

/// One document over all files.
pub fn write(reports: &[Report], limit: usize) -> String {
    let document = Document {
        version: 1,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        diagnostics: entries(reports, limit).collect(),
        summary: Summary::of(reports),
    };
    text::escaped(serde_json::to_string_pretty(&document).unwrap_or_default()) + "\n"
}

/// One finding a line.
pub fn write_lines(reports: &[Report], limit: usize) -> String {
    let mut out = String::new();
    for entry in entries(reports, limit) {
        out.push_str(&text::json(&entry));
        out.push('\n');
    }
    out
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
        value["docs"] = info.doc_lines().collect::<Vec<_>>().join("\n").into();
    }
    value
}
