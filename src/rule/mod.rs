//! What a rule is: one declaration that feeds the check, `explain`, the tables and the tests.

mod levels;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::join;

pub(crate) use self::levels::Levels;
pub use self::levels::{Level, UnknownLevel};

/// How certain the linter is that something needs to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// This is a suggestion or something worth knowing; it is shown only on request.
    Advice,
    /// The API accepts this, but it is almost certainly a mistake.
    Warning,
    /// The API will reject the body, or the documentation forbids it.
    Error,
}

impl Severity {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Where the fact that a rule is based on comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Evidence {
    /// The fact is in Polytomic's documentation.
    Documented,
    /// The fact follows from Polytomic's code, or from its tests against a live server.
    Implied,
    /// The fact is a plausible guess, so that its findings are never errors.
    Heuristic,
}

impl Evidence {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Implied => "implied",
            Self::Heuristic => "heuristic",
        }
    }
}

/// The part of the body that a rule checks; selectable as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Group {
    /// Rules about reading the file as JSON.
    Json,
    /// Rules about the documented shape: keys, types, and lists of values.
    Shape,
    /// Rules about `target`.
    Target,
    /// Rules about `identity` and `identities`.
    Identity,
    /// Rules about `fields` and `override_fields`.
    Fields,
    /// Rules about `filters`, conditions, and `overrides`.
    Filters,
    /// Rules about logic expressions and filter labels.
    Logic,
    /// Rules about `schedule`.
    Schedule,
    /// Rules about the body as a whole.
    Body,
    /// Rules about the request around the body: its method, URL, and headers.
    Request,
    /// Rules that compare the body with saved responses about its target and models.
    Metadata,
    /// Rules of your own.
    Custom,
}

impl Group {
    /// The name that selects the group, as in `--select`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Shape => "shape",
            Self::Target => "target",
            Self::Identity => "identity",
            Self::Fields => "fields",
            Self::Filters => "filters",
            Self::Logic => "logic",
            Self::Schedule => "schedule",
            Self::Body => "body",
            Self::Request => "request",
            Self::Metadata => "metadata",
            Self::Custom => "custom",
        }
    }
}

/// Which fixes a rule may offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum FixKind {
    /// The rule offers no fixes.
    None,
    /// The rule offers safe fixes.
    Safe,
    /// The rule offers unsafe fixes.
    Unsafe,
    /// The rule offers safe or unsafe fixes, depending on the case.
    Both,
}

impl FixKind {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
            Self::Both => "both",
        }
    }
}

/// How editors may draw what a rule finds, besides underlining it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tag {
    /// It has no effect; editors gray it out.
    Unnecessary,
    /// It has been replaced; editors strike it through.
    Deprecated,
}

/// The declaration of a rule, which everything else about it is made from.
#[derive(Debug)]
#[non_exhaustive]
pub struct RuleInfo {
    /// The code, such as `PT071`, which no other rule ever gets.
    pub code: &'static str,
    /// The name in kebab case, such as `logic-unknown-label`.
    pub name: &'static str,
    /// The group that it is selected with.
    pub group: Group,
    /// The level of its findings where neither they nor the settings say otherwise.
    pub severity: Severity,
    /// The other levels that its findings may have, and when: "for a byte order mark".
    pub also: &'static [(Severity, &'static str)],
    /// Where the fact comes from that the rule is based on.
    pub evidence: Evidence,
    /// Where the fact can be read: a page or a docstring with its version. Empty for a guess.
    pub source: &'static str,
    /// Which fixes its findings may have.
    pub fix: FixKind,
    /// Whether `--strict` raises its warnings to errors.
    pub strict: bool,
    /// The version of this tool that added the rule, such as `0.1.0`.
    pub since: &'static str,
    /// Whether it is shown with its own level whatever the settings are, because a body that
    /// cannot be parsed cannot be sent.
    pub always_on: bool,
    /// How editors may draw what it finds.
    pub tag: Option<Tag>,
    /// What it finds, as a noun phrase on one line.
    pub summary: &'static str,
    /// The documentation as Markdown, with examples that the tests run.
    pub docs: &'static str,
}

impl RuleInfo {
    /// A rule of your own: a warning of evidence [`Heuristic`](Evidence::Heuristic) without fixes,
    /// unless the other methods say otherwise. `docs` is Markdown.
    ///
    /// ```
    /// use polytomic_lint::{RuleInfo, Severity};
    ///
    /// static NO_REPLACE: RuleInfo =
    ///     RuleInfo::new("ACME002", "no-replace", "syncs that replace everything")
    ///         .with_severity(Severity::Error)
    ///         .with_docs("Replacing is for the data team.");
    /// assert_eq!(NO_REPLACE.severity, Severity::Error);
    /// ```
    pub const fn new(code: &'static str, name: &'static str, summary: &'static str) -> Self {
        Self {
            code,
            name,
            group: Group::Custom,
            severity: Severity::Warning,
            also: &[],
            evidence: Evidence::Heuristic,
            source: "",
            fix: FixKind::None,
            strict: false,
            since: "",
            always_on: false,
            tag: None,
            summary,
            docs: "",
        }
    }

    /// The same rule with another usual level.
    pub const fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same rule, whose findings may have other levels than the usual one, too.
    pub const fn with_other_levels(mut self, also: &'static [(Severity, &'static str)]) -> Self {
        self.also = also;
        self
    }

    /// The same rule with the page that its fact is from.
    pub const fn with_source(mut self, source: &'static str) -> Self {
        self.source = source;
        self
    }

    /// The same rule with another kind of evidence.
    pub const fn with_evidence(mut self, evidence: Evidence) -> Self {
        self.evidence = evidence;
        self
    }

    /// The same rule, which offers fixes of this kind.
    pub const fn with_fix(mut self, fix: FixKind) -> Self {
        self.fix = fix;
        self
    }

    /// The same rule with Markdown documentation.
    pub const fn with_docs(mut self, docs: &'static str) -> Self {
        self.docs = docs;
        self
    }

    /// The same rule, whose warnings `--strict` raises to errors.
    pub const fn with_strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// The same rule, drawn by editors in this way.
    pub const fn with_tag(mut self, tag: Tag) -> Self {
        self.tag = Some(tag);
        self
    }

    /// The same rule with the version that brought it.
    pub const fn with_since(mut self, version: &'static str) -> Self {
        self.since = version;
        self
    }

    /// Every level that its findings may have, highest first: "error or warning".
    pub fn levels(&self) -> String {
        let all = [Severity::Error, Severity::Warning, Severity::Advice];
        let used = |level: &Severity| {
            *level == self.severity || self.also.iter().any(|(other, _)| other == level)
        };
        let used: Vec<String> =
            all.iter().filter(|level| used(level)).map(ToString::to_string).collect();
        join(&used, "or")
    }

    /// When its findings have another level than the usual one: "; warning for a byte order mark".
    fn other_levels(&self) -> String {
        self.also
            .iter()
            .map(|(level, when)| format!("; {level} {when}"))
            .collect::<Vec<_>>()
            .concat()
    }

    /// The usual level, and when there is another: "error; warning for a byte order mark".
    pub fn levels_explained(&self) -> String {
        format!("{}{}", self.severity, self.other_levels())
    }

    /// The summary, and when there is another level than the usual one.
    pub fn summary_with_levels(&self) -> String {
        format!("{}{}", self.summary, self.other_levels())
    }

    /// How sure the fact is, and where it can be read: "documented (RFC 8259)".
    pub fn evidence_explained(&self) -> String {
        match self.source {
            "" => self.evidence.name().to_owned(),
            source => format!("{} ({source})", self.evidence.name()),
        }
    }

    /// Whether `name` is its code, its name, or its group; case does not matter.
    pub fn answers_to(&self, name: &str) -> bool {
        [self.code, self.name, self.group.name()].iter().any(|own| own.eq_ignore_ascii_case(name))
    }

    /// The lines of its documentation, Markdown, as they are read.
    pub(crate) fn doc_lines(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.docs.trim_end().lines().map(|line| line.strip_prefix(' ').unwrap_or(line))
    }

    /// The page that explains it, once the package names a repository; none for a rule of your own.
    pub fn url(&self) -> Option<String> {
        if self.group == Group::Custom {
            return None;
        }
        Some(format!("{}/blob/main/docs/rules.md#{}", repository()?, self.code.to_lowercase()))
    }
}

/// Where this tool lives, once the package says so.
pub(crate) fn repository() -> Option<&'static str> {
    option_env!("CARGO_PKG_REPOSITORY").filter(|url| !url.is_empty())
}
