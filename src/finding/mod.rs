//! What the linter has to say about one place: plain data, ready for any writer.

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

/// One mistake, its place and its mending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// The rule's code, `PTnnn` for the linter's own.
    #[serde(deserialize_with = "names::deserialize")]
    pub code: &'static str,
    /// The rule's name in kebab case.
    #[serde(deserialize_with = "names::deserialize")]
    pub name: &'static str,
    /// How grave it is, configuration accounted for.
    pub severity: Severity,
    /// One sentence: what is wrong, with the found value.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The rule's documentation.
    pub url: Option<String>,
    /// How sure the rule's fact is.
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
    /// How to mend it, the best first.
    pub fixes: Vec<Fix>,
    /// Stable while rule, place and value stay, whatever moves around them.
    pub fingerprint: String,
    /// The places of secrets in the file, which an excerpt does not show.
    #[serde(skip)]
    pub(crate) secrets: Arc<[Span]>,
}
