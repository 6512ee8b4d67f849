//! A rule as SARIF describes it.

use serde::Serialize;

use super::Text;
use crate::report::text::json;
use crate::rule::{Evidence, RuleInfo, Severity};

/// Longer descriptions are refused by code scanning.
const LIMIT: usize = 1024;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: &'static str,
    short_description: Text,
    full_description: Text,
    help: Help,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    precision: &'static str,
    #[serde(rename = "problem.severity")]
    severity: &'static str,
    tags: [&'static str; 1],
}

/// The rule on one line.
pub(super) fn line(info: &'static RuleInfo) -> String {
    let docs = info.doc_lines().collect::<Vec<_>>().join("\n");
    let prose = docs.split("\n# ").next().unwrap_or_default().trim();
    let (paragraph, _) = prose.split_once("\n\n").unwrap_or((prose, ""));
    json(&Descriptor {
        id: info.code,
        name: info.name,
        short_description: Text::new(cut(info.summary)),
        full_description: Text::new(cut(&paragraph.replace('\n', " "))),
        help: Help { text: prose.to_owned(), markdown: docs.trim().to_owned() },
        help_uri: info.url(),
        default_configuration: Configuration { level: level(info.severity) },
        properties: Properties {
            precision: match info.evidence {
                Evidence::Documented => "very-high",
                Evidence::Implied => "high",
                Evidence::Heuristic => "medium",
            },
            severity: match info.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Advice => "recommendation",
            },
            tags: [info.group.name()],
        },
    })
}

/// A severity in SARIF's words.
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LIMIT {
        return text.to_owned();
    }
    text.chars().take(LIMIT - 1).chain(['…']).collect()
}
