//! What the linter found at one place: plain data, ready for any writer.

mod draft;
mod findings;
pub(crate) mod fingerprint;
mod names;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use self::draft::{Draft, key_span};
pub use self::findings::Findings;
use crate::rule::{Evidence, Severity};
use crate::text::{Fix, Position, Span};

/// A second place, and what it has to do with the finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The place, in bytes of the file.
    pub span: Span,
    /// Where it starts, for people.
    pub start: Position,
    /// One past its end, for people.
    pub end: Position,
    /// A few words.
    pub message: String,
}

/// What a body is embedded in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum HostKind {
    /// A shell script.
    Shell,
    /// A Markdown document.
    Markdown,
    /// A request file: `.http`, `.rest`.
    Http,
    /// A Postman collection.
    Postman,
    /// JSON Lines: one body per line.
    Lines,
    /// A JSON array of bodies.
    List,
}

/// Which body of a file a finding is about, where there may be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyPlace {
    /// Its number in the file, from zero.
    pub index: u32,
    /// What it is embedded in.
    pub kind: HostKind,
    /// Where it starts in the file.
    pub start: Position,
}

/// One mistake, its place, and how to fix it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// The rule's code, `PTnnn` for the linter's own.
    #[serde(deserialize_with = "names::deserialize")]
    pub code: &'static str,
    /// The rule's name in kebab case.
    #[serde(deserialize_with = "names::deserialize")]
    pub name: &'static str,
    /// How severe it is, after the configuration.
    pub severity: Severity,
    /// One sentence: what is wrong, with the found value.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The rule's documentation.
    pub url: Option<String>,
    /// Where the fact that the rule is based on comes from.
    pub evidence: Evidence,
    /// An RFC 6901 JSON Pointer to the value meant; none for a file that is not JSON at all.
    pub pointer: Option<String>,
    /// The place, in bytes of the file.
    pub span: Span,
    /// Where it starts, for people.
    pub start: Position,
    /// One past its end, for people.
    pub end: Position,
    /// A few words at the place, for excerpts; may be empty.
    #[serde(skip)]
    pub label: String,
    /// Further places.
    pub labels: Vec<Label>,
    /// How to fix it, the best way first.
    pub fixes: Vec<Fix>,
    /// Stable as long as rule, place, and value stay the same, whatever moves around them.
    pub fingerprint: String,
    /// The body it is about, in a file that is not a single body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyPlace>,
    /// Where the secrets of the file are, which an excerpt masks.
    #[serde(skip)]
    pub(crate) secrets: Arc<[Span]>,
}
