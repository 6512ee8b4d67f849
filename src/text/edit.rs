//! Edits to a text, and fixes that are made of them.

use serde::{Deserialize, Serialize};

use super::Span;

/// Whether a fix may be applied unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Applicability {
    /// The fix keeps what the author clearly meant, so it may be applied without a look.
    Safe,
    /// The fix is a best guess, to be reviewed.
    Unsafe,
}

impl Applicability {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// A replacement of some bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Edit {
    /// The bytes to replace; an empty span inserts.
    pub span: Span,
    /// The text to put there, as it is.
    pub text: String,
}

impl Edit {
    /// Replaces the bytes of `span` with `text`, as it is.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Puts `text`, as it is, before the byte `at`.
    pub fn insert(at: u32, text: impl Into<String>) -> Self {
        Self::replace(Span::empty(at), text)
    }
}

impl From<(Span, String)> for Edit {
    fn from((span, text): (Span, String)) -> Self {
        Self { span, text }
    }
}

/// One way to fix a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Fix {
    /// What it does, as an imperative: "remove the comma".
    pub title: String,
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// Edits in the order of the file, none overlapping.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// Makes a fix that keeps what the author clearly meant.
    pub fn safe<E: Into<Edit>>(title: impl Into<String>, edits: Vec<E>) -> Self {
        Self::new(title, Applicability::Safe, edits)
    }

    /// Makes a fix that is a best guess, to be reviewed.
    pub fn unsafe_<E: Into<Edit>>(title: impl Into<String>, edits: Vec<E>) -> Self {
        Self::new(title, Applicability::Unsafe, edits)
    }

    /// Makes a fix of the given applicability; its edits are put in order.
    pub fn new<E: Into<Edit>>(
        title: impl Into<String>,
        applicability: Applicability,
        edits: Vec<E>,
    ) -> Self {
        let mut edits: Vec<Edit> = edits.into_iter().map(Into::into).collect();
        edits.sort_by_key(|edit| edit.span);
        Self { title: title.into(), applicability, edits }
    }
}
