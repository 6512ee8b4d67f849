//! What the linter found at one place: plain data, ready for any writer.

mod draft;
mod findings;
pub(crate) mod fingerprint;
mod names;

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use self::draft::{Draft, key_span};
pub use self::findings::Findings;
use crate::rule::{Evidence, Severity};
use crate::text::{Fix, Position, Span};

/// A second place, and what it has to do with the finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Label {
    /// The bytes of the file, counted from 0, end exclusive.
    pub span: Span,
    /// The line and column where it starts, both counted from 1; columns are code points.
    pub start: Position,
    /// The line and column just after its end, both counted from 1; columns are code points.
    pub end: Position,
    /// A few words on what the place has to do with the finding.
    pub message: String,
}

/// What a body is embedded in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum HostKind {
    /// The body is in a shell script.
    Shell,
    /// The body is in a Markdown document.
    Markdown,
    /// The body is in a request file: `.http` or `.rest`.
    Http,
    /// The body is in a Postman collection.
    Postman,
    /// The body is a line of a JSON Lines file.
    Lines,
    /// The body is an item of a JSON array.
    List,
}

impl HostKind {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shell => "shell",
            Self::Markdown => "markdown",
            Self::Http => "http",
            Self::Postman => "postman",
            Self::Lines => "lines",
            Self::List => "list",
        }
    }
}

/// Which body of a file a finding is about, where there may be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BodyPlace {
    /// The number of the body in its file, counted from 0.
    pub index: u32,
    /// What it is embedded in.
    pub kind: HostKind,
    /// The line and column where the body starts in its file, both counted from 1.
    pub start: Position,
}

/// Written like this, since `serde` would borrow a `&str` from what it reads.
type Name = &'static str;

/// One mistake, its place, and how to fix it.
///
/// ```
/// use polytomic_lint::{Finding, lint};
///
/// let report = lint(r#"{"mode": "upsert"}"#);
/// let json = serde_json::to_string(report.findings())?;
/// let read: Vec<Finding> = serde_json::from_reader(json.as_bytes())?;
/// assert_eq!(read[0].fixes, report.findings()[0].fixes);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// The rule's code, `PTnnn` for the linter's own.
    #[serde(deserialize_with = "names::deserialize")]
    pub code: Name,
    /// The rule's name in kebab case.
    #[serde(deserialize_with = "names::deserialize")]
    pub name: Name,
    /// How severe it is under the settings of the run.
    pub severity: Severity,
    /// One sentence: what is wrong, with the found value.
    pub message: String,
    /// What to do about it, if there is something to advise.
    pub help: Option<Cow<'static, str>>,
    /// The page with the rule's documentation, where there is one.
    pub url: Option<String>,
    /// Where the fact that the rule is based on comes from.
    pub evidence: Evidence,
    /// An RFC 6901 JSON Pointer to the value meant; none for a file that is not JSON at all.
    pub pointer: Option<String>,
    /// The bytes of the file, counted from 0, end exclusive.
    pub span: Span,
    /// The line and column where it starts, both counted from 1; columns are code points.
    pub start: Position,
    /// The line and column just after its end, both counted from 1; columns are code points.
    pub end: Position,
    /// A few words at the place, for excerpts; may be empty. A serialized finding, which is an entry
    /// of the JSON report, does not have it.
    #[serde(skip)]
    pub label: Cow<'static, str>,
    /// Other places that explain it, each with a few words.
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
