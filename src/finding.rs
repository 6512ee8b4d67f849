//! What the linter has to say about one place: plain data, ready for any writer.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::fix::Fix;
use crate::json::Node;
use crate::rule::{Evidence, RuleInfo};
use crate::source::{Position, Span};

/// How sure the linter is that something has to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// Clarity, or a fact worth knowing; shown only on request.
    Advice,
    /// Accepted, but almost surely not meant.
    Warning,
    /// The API will reject the body, or the documentation forbids it.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A second place, and what it has to do with the finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The rule's code, `PTnnn` for the linter's own.
    pub code: &'static str,
    /// The rule's name in kebab case.
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

/// A finding in the making, as a rule states it. [`Findings::push`](crate::rule::Findings::push)
/// completes it.
#[derive(Debug)]
pub struct Draft {
    pub(crate) info: &'static RuleInfo,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) pointer: Option<String>,
    pub(crate) span: Span,
    pub(crate) label: String,
    pub(crate) labels: Vec<(Span, String)>,
    pub(crate) fixes: Vec<Fix>,
    pub(crate) subject: Option<String>,
    pub(crate) tied_to: Option<String>,
}

impl Draft {
    /// A finding about `node` (which the pointer names) that underlines `span`.
    pub fn at(
        info: &'static RuleInfo,
        node: Node<'_>,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        let mut draft = Self::text(info, span, message);
        draft.pointer = Some(node.pointer());
        draft
    }

    /// A finding about a place in a text that is no JSON.
    pub fn text(info: &'static RuleInfo, span: Span, message: impl Into<String>) -> Self {
        Self {
            info,
            severity: info.severity,
            message: message.into(),
            help: None,
            pointer: None,
            span,
            label: String::new(),
            labels: Vec::new(),
            fixes: Vec::new(),
            subject: None,
            tied_to: None,
        }
    }

    /// A finding that underlines a whole value.
    pub fn value(info: &'static RuleInfo, node: Node<'_>, message: impl Into<String>) -> Self {
        Self::at(info, node, node.span(), message)
    }

    /// A finding that underlines the key of a value, with its quotes.
    pub fn key(info: &'static RuleInfo, value: Node<'_>, message: impl Into<String>) -> Self {
        Self::at(info, value, key_span(value), message)
    }

    /// A finding about something that an object lacks: its key, or for the root and for an
    /// item of a list its opening brace.
    pub fn missing(info: &'static RuleInfo, object: Node<'_>, message: impl Into<String>) -> Self {
        Self::at(info, object, key_span(object), message)
    }

    /// Another level than the rule's own.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// A few words at the place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// A further place with words of its own.
    pub fn second(mut self, span: Span, label: impl Into<String>) -> Self {
        self.labels.push((span, label.into()));
        self
    }

    /// What to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// One way to mend it.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// One way to mend it, where there is one.
    pub fn maybe_fix(mut self, fix: Option<Fix>) -> Self {
        self.fixes.extend(fix);
        self
    }

    /// What the fingerprint is made of besides rule and pointer; the underlined text unless
    /// said otherwise. Needed where layout, escapes or a secret would leak into it.
    ///
    /// Of a place that depends on the order of keys, say also what the finding is
    /// [tied to](Self::tied_to).
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// The value that the fingerprint names instead of the one that is underlined, where the
    /// latter depends on the order of keys: the object of two keys that contradict each other.
    pub fn tied_to(mut self, node: Node<'_>) -> Self {
        self.tied_to = Some(node.pointer());
        self
    }
}

/// The key of a value with its quotes; for the root and for an item of a list what opens it.
pub fn key_span(value: Node<'_>) -> Span {
    value.key().map_or_else(|| value.opener(), |key| key.span())
}

/// A found value as messages show it: shortened to about eighty characters, on one line,
/// with line ends as they are written in JSON.
pub fn shown(raw: &str) -> String {
    const LIMIT: usize = 80;
    let mut out = String::new();
    for (count, ch) in raw.chars().enumerate() {
        if count == LIMIT {
            out.push('…');
            break;
        }
        match ch {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_obeyed(ch) => out.push('\u{fffd}'),
            _ => out.push(ch),
        }
    }
    out
}

/// Whether a terminal would obey a character instead of showing it: controls, and what turns the
/// direction of text.
pub(crate) fn is_obeyed(ch: char) -> bool {
    ch.is_control()
        || matches!(ch, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `a`, `b` and `c`, each in backticks.
pub fn list<S: AsRef<str>>(items: impl IntoIterator<Item = S>, word: &str) -> String {
    let items: Vec<String> = items.into_iter().map(|item| format!("`{}`", item.as_ref())).collect();
    match items.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}
