//! A finding in the making, as a rule states it.

use std::borrow::Cow;

use crate::json::Node;
use crate::rule::{RuleInfo, Severity};
use crate::text::{Fix, Span};

/// A finding in the making, as a rule states it. [`Findings::push`](crate::finding::Findings::push)
/// completes it.
#[derive(Debug)]
pub struct Draft {
    pub(crate) info: &'static RuleInfo,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) help: Option<Cow<'static, str>>,
    pub(crate) pointer: Option<String>,
    pub(crate) span: Span,
    pub(crate) label: Cow<'static, str>,
    pub(crate) labels: Vec<(Span, String)>,
    pub(crate) fixes: Vec<Fix>,
    pub(crate) subject: Option<String>,
    pub(crate) tied_to: Option<String>,
    /// Whether its fixes say how a place is read that is not written so.
    pub(crate) is_reading: bool,
    /// Whether its places are those of the file around the body.
    pub(crate) outside: bool,
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

    /// A finding about a place in a text that is not JSON.
    pub fn text(info: &'static RuleInfo, span: Span, message: impl Into<String>) -> Self {
        Self {
            info,
            severity: info.severity,
            message: message.into(),
            help: None,
            pointer: None,
            span,
            label: Cow::Borrowed(""),
            labels: Vec::new(),
            fixes: Vec::new(),
            subject: None,
            tied_to: None,
            is_reading: false,
            outside: false,
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

    /// A finding about something missing from an object: underlines its key, or the opening brace
    /// of the root and of an item in an array.
    pub fn missing(info: &'static RuleInfo, object: Node<'_>, message: impl Into<String>) -> Self {
        Self::at(info, object, key_span(object), message)
    }

    /// Sets another level than the rule's usual one.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Sets the label: a few words about the place.
    pub fn label(mut self, label: impl Into<Cow<'static, str>>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a second place with a label of its own.
    pub fn second(mut self, span: Span, label: impl Into<String>) -> Self {
        self.labels.push((span, label.into()));
        self
    }

    /// Sets the help: what to do about it, action first.
    pub fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds one way to fix it, after those that are better.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// Adds one way to fix it, if there is one.
    pub fn maybe_fix(mut self, fix: Option<Fix>) -> Self {
        self.fixes.extend(fix);
        self
    }

    /// What the fingerprint is made of besides rule and pointer; by default, the underlined text.
    /// Needed where layout, escapes, or a secret would leak into it.
    ///
    /// If the place depends on the order of keys, also say what the finding is
    /// [tied to](Self::tied_to).
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// The pointer of the whole body.
    pub(crate) fn pointing_at_whole(mut self) -> Self {
        self.pointer = Some(String::new());
        self
    }

    /// Its places are those of the file around the body, such as a header of the request.
    pub(crate) fn outside(mut self) -> Self {
        self.outside = true;
        self
    }

    /// The value that the fingerprint uses instead of the underlined one, if that depends on the
    /// order of keys: the object with two keys that contradict each other.
    pub fn tied_to(mut self, node: Node<'_>) -> Self {
        self.tied_to = Some(node.pointer());
        self
    }
}

/// The key of a value with its quotes; for the root and for an item of an array, its opener.
pub fn key_span(value: Node<'_>) -> Span {
    value.key().map_or_else(|| value.opener(), |key| key.span())
}
