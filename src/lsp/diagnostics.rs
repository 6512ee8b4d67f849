//! Findings as diagnostics: pushed, or handed out when asked for.

use std::collections::HashMap;
use std::sync::OnceLock;

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DiagnosticTag, Location, Message, Range,
};
use miette::Diagnostic as _;
use serde_json::{Value, json};

use super::client::Client;
use super::documents::{Checked, Document, SIZE_LIMIT};
use super::text::Text;
use crate::config::Problem;
use crate::finding::Finding;
use crate::rule::{Severity, Tag};
use crate::rules::rules;

/// Everything to show on a document.
pub(super) fn of(document: &Document, checked: &Checked, client: &Client) -> Vec<Diagnostic> {
    match checked {
        Checked::Other | Checked::Config(None) => Vec::new(),
        Checked::Config(Some(error)) => {
            error.problems().iter().map(|problem| in_config(document, problem)).collect()
        }
        Checked::TooLarge => vec![too_large()],
        Checked::Linted(linted) => linted
            .report()
            .findings()
            .iter()
            .map(|finding| one(document, finding, client))
            .collect(),
    }
}

/// How editors may draw what the rule of a code finds.
fn tag_of(code: &str) -> Option<Tag> {
    static TAGS: OnceLock<HashMap<&'static str, Tag>> = OnceLock::new();
    let tags =
        TAGS.get_or_init(|| rules().filter_map(|info| Some((info.code, info.tag?))).collect());
    tags.get(code).copied()
}

/// One finding as a diagnostic.
pub(super) fn one(document: &Document, finding: &Finding, client: &Client) -> Diagnostic {
    let text = &document.text;
    let tag = match tag_of(finding.code) {
        Some(Tag::Unnecessary) => Some((1, DiagnosticTag::Unnecessary)),
        Some(Tag::Deprecated) => Some((2, DiagnosticTag::Deprecated)),
        None => None,
    };
    let tag = tag.filter(|(number, _)| client.tags.contains(number));
    let message = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    };
    let url = finding.url.as_deref().filter(|_| client.descriptions);
    Diagnostic {
        range: text.range(finding.span),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Advice => DiagnosticSeverity::Hint,
        }),
        code: Some(Code::String(finding.code.to_owned())),
        code_description: url.map(|url| CodeDescription { href: url.into() }),
        source: Some("polytomic-lint".to_owned()),
        message: Message::String(message),
        tags: tag.map(|(_, tag)| vec![tag]),
        related_information: related(document, text, finding, client),
        data: None,
    }
}

fn related(
    document: &Document,
    text: &Text,
    finding: &Finding,
    client: &Client,
) -> Option<Vec<DiagnosticRelatedInformation>> {
    let places = finding.labels.iter().map(|label| DiagnosticRelatedInformation {
        location: Location { uri: document.uri.as_str().into(), range: text.range(label.span) },
        message: label.message.clone(),
    });
    (client.related && !finding.labels.is_empty()).then(|| places.collect())
}

/// One mistake in a configuration.
fn in_config(document: &Document, problem: &Problem) -> Diagnostic {
    let message = match problem.help() {
        Some(help) => format!("{}\n{help}", problem.message()),
        None => problem.message().to_owned(),
    };
    Diagnostic {
        range: problem.span().map(|span| document.text.range(span)).unwrap_or_default(),
        severity: Some(DiagnosticSeverity::Error),
        source: Some("polytomic-lint".to_owned()),
        message: Message::String(message),
        ..Diagnostic::default()
    }
}

fn too_large() -> Diagnostic {
    Diagnostic {
        range: Range::default(),
        severity: Some(DiagnosticSeverity::Information),
        source: Some("polytomic-lint".to_owned()),
        message: Message::String(too_large_message()),
        ..Diagnostic::default()
    }
}

/// What is said of a document that is too large.
pub(super) fn too_large_message() -> String {
    format!(
        "larger than {} MiB, so it is not linted in the editor; `polytomic-lint check` accepts larger files",
        SIZE_LIMIT / 1024 / 1024
    )
}

/// The parameters of a push.
pub(super) fn pushed(document: &Document, items: &[Diagnostic], client: &Client) -> Value {
    let mut params = json!({"uri": document.uri, "diagnostics": items});
    if let (true, Some(version)) = (client.versions, document.version) {
        params["version"] = version.into();
    }
    params
}

/// The answer to a pull: the diagnostics, or that they are what the client has.
pub(super) fn pulled(items: &[Diagnostic], previous: Option<&str>) -> Value {
    let text = serde_json::to_vec(items).unwrap_or_default();
    let id = format!("{:032x}", xxhash_rust::xxh3::xxh3_128(&text));
    if previous == Some(&id) {
        return json!({"kind": "unchanged", "resultId": id});
    }
    json!({"kind": "full", "resultId": id, "items": items})
}
