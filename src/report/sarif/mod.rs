//! SARIF 2.1.0, the format of code scanning: a result a line, and every rule's documentation.

mod limit;
mod result;
mod rule;

use serde::Serialize;

use self::result::Results;
use super::text::{SEPARATOR, framed_list, json, push_list};
use super::{Run, Settings, Writer};
use crate::linter::Report;
use crate::rule::repository;
use crate::rules::rules;
use crate::text::Source;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    information_uri: Option<&'static str>,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

impl Text {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}

pub use self::limit::LIMIT;

/// The format `sarif`.
#[derive(Debug)]
pub struct Sarif;

impl Writer for Sarif {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn about(&self) -> &'static str {
        "SARIF 2.1.0, for code scanning"
    }

    fn part(&self, report: &Report, source: &Source<'_>, settings: &Settings) -> String {
        part(report, source, &settings.place.path(report.file()), settings.limit())
    }

    fn is_document(&self) -> bool {
        true
    }

    fn whole(&self, parts: Vec<String>, run: Run<'_>, _: &Settings) -> String {
        whole(parts, run.complete)
    }
}

/// What a file adds: its findings, then those that a baseline holds, as suppressed.
fn part(report: &Report, source: &Source<'_>, path: &str, limit: usize) -> String {
    let uri = uri(path);
    let new = report.findings().iter().map(|finding| (finding, false)).take(limit);
    let old = report.baselined().iter().map(|finding| (finding, true)).take(limit);
    let mut out = String::with_capacity((new.len() + old.len()) * LINE);
    let mut results = Results::new(source, &uri);
    for (finding, known) in new.chain(old) {
        if !out.is_empty() {
            out.push_str(SEPARATOR);
        }
        results.push(&mut out, finding, known);
    }
    out
}

/// Bytes that most results take.
const LINE: usize = 560;

/// The whole, of its parts in order. `complete` is whether every file could be linted.
fn whole(parts: Vec<String>, complete: bool) -> String {
    let driver = json(&Driver {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: repository(),
    });
    let driver = driver.strip_suffix('}').unwrap_or_default();
    let (parts, left) = limit::cut(parts);
    let notifications = match left {
        0 => String::new(),
        left => format!(",\"toolExecutionNotifications\":[{}]", limit::notification(left)),
    };
    let mut before = format!(
        "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\
         \"tool\":{{\"driver\":{driver},\"rules\":"
    );
    push_list(&mut before, &rules().map(rule::line).collect::<Vec<_>>());
    // Lines end at a lone CR too, which is not what readers take for granted.
    before.push_str(&format!(
        "}}}},\n\
         \"automationDetails\":{{\"id\":\"polytomic-lint/\"}},\
         \"invocations\":[{{\"executionSuccessful\":{complete}{notifications}}}],\
         \"columnKind\":\"unicodeCodePoints\",\
         \"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\n\
         \"results\":"
    ));
    framed_list(parts, &before, "}]}\n")
}

/// The address of a file: relative as the path is, or of the scheme `file`.
fn uri(file: &str) -> String {
    let slashes = if cfg!(windows) { file.replace('\\', "/") } else { file.to_owned() };
    let drive = cfg!(windows) && slashes.as_bytes().get(1) == Some(&b':');
    let path = slashes.strip_prefix("./").unwrap_or(&slashes);
    let mut out = String::with_capacity(path.len());
    match (path.starts_with('/'), drive) {
        (true, _) => out.push_str("file://"),
        (false, true) => out.push_str("file:///"),
        (false, false) => {}
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
