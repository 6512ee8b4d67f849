//! A finding as SARIF has it.

use serde::Serialize;

use super::{Text, rule};
use crate::finding::Finding;
use crate::report::text::printable;
use crate::rules::rules;
use crate::text::{Applicability, Edit, Fix, Source, Span};

/// Code scanning takes no more locations of one result.
const LOCATIONS: usize = 999;
/// Links in the message beyond these are more than anyone reads.
const LINKS: usize = 8;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outcome<'f> {
    rule_id: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: [Location<'f>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'f>>,
    partial_fingerprints: Fingerprints<'f>,
    /// None of them is said to be new while others are known: an empty list says so.
    suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Proposal<'f>>,
}

#[derive(Serialize)]
struct Fingerprints<'f> {
    #[serde(rename = "polytomicLint/v1")]
    own: &'f str,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    physical: Physical<'f>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'f> {
    artifact_location: Artifact<'f>,
    region: Region,
}

#[derive(Clone, Copy, Serialize)]
struct Artifact<'f> {
    uri: &'f str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
    byte_offset: u32,
    byte_length: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Proposal<'f> {
    description: Text,
    artifact_changes: [Change<'f>; 1],
    properties: Properties,
}

#[derive(Serialize)]
struct Properties {
    applicability: Applicability,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'f> {
    artifact_location: Artifact<'f>,
    replacements: Vec<Replacement<'f>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'f> {
    deleted_region: Region,
    inserted_content: Content<'f>,
}

#[derive(Serialize)]
struct Content<'f> {
    text: &'f str,
}

/// The finding; `known` to a baseline or not.
pub(super) fn of<'f>(
    finding: &'f Finding,
    source: &Source<'_>,
    uri: &'f str,
    known: bool,
) -> Outcome<'f> {
    let artifact = Artifact { uri };
    let location = |id: Option<usize>, span: Span, message: Option<Text>| Location {
        id,
        physical: Physical { artifact_location: artifact, region: region(source, span) },
        message,
    };
    let related = finding.labels.iter().take(LOCATIONS).enumerate().map(|(at, label)| {
        location(Some(at + 1), label.span, Some(Text::new(unlinked(&label.message))))
    });
    Outcome {
        rule_id: finding.code,
        rule_index: rules().position(|info| info.code == finding.code),
        level: rule::level(finding.severity),
        message: Text::new(message(finding)),
        locations: [location(None, finding.span, None)],
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints { own: &finding.fingerprint },
        suppressions: known.then_some(Suppression { kind: "external" }).into_iter().collect(),
        fixes: finding.fixes.iter().map(|fix| proposal(fix, source, artifact)).collect(),
    }
}

/// The headline, what to do, and links to the other places: viewers show those that are linked.
fn message(finding: &Finding) -> String {
    let mut out = unlinked(&finding.message);
    if let Some(help) = &finding.help {
        out.push('\n');
        out.push_str(&unlinked(help));
    }
    let links = finding.labels.iter().enumerate().filter(|(_, label)| !label.message.is_empty());
    let links = links
        .take(LINKS)
        .map(|(at, label)| format!("[{}]({})", escaped(printable(&label.message)), at + 1));
    let links: Vec<String> = links.collect();
    if !links.is_empty() {
        out.push_str("\nsee also: ");
        out.push_str(&links.join(", "));
    }
    out
}

/// A text in which `[…](…)`, which may be a value of the body, is no link.
fn unlinked(text: &str) -> String {
    let text = printable(text);
    if text.contains("](") { escaped(text) } else { text }
}

/// A text with what makes links written as itself.
fn escaped(mut text: String) -> String {
    for special in ["\\", "[", "]"] {
        text = text.replace(special, &format!("\\{special}"));
    }
    text
}

fn proposal<'f>(fix: &'f Fix, source: &Source<'_>, artifact: Artifact<'f>) -> Proposal<'f> {
    let replacement = |edit: &'f Edit| Replacement {
        deleted_region: region(source, edit.span),
        inserted_content: Content { text: &edit.text },
    };
    Proposal {
        description: Text::new(unlinked(&fix.title)),
        artifact_changes: [Change {
            artifact_location: artifact,
            replacements: fix.edits.iter().map(replacement).collect(),
        }],
        properties: Properties { applicability: fix.applicability },
    }
}

fn region(source: &Source<'_>, span: Span) -> Region {
    let (start, end) = (source.position(span.start), source.position(span.end));
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        byte_offset: span.start,
        byte_length: span.len(),
    }
}
