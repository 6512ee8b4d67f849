//! What a rule is: one declaration that feeds the check, `explain`, the tables and the tests.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::finding::{Draft, Severity};
use crate::request::Body;
use crate::rules::json::syntax;

/// Where the fact behind a rule comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Evidence {
    /// The vendor's documentation says so.
    Documented,
    /// The vendor's code or tests against a live server show it.
    Implied,
    /// A plausible guess; never an error.
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

/// The part of the body that a rule watches; selectable as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Group {
    /// Reading the file.
    Json,
    /// The documented shape: keys, types, lists of values.
    Shape,
    /// `target`.
    Target,
    /// `identity` and `identities`.
    Identity,
    /// `fields` and `override_fields`.
    Fields,
    /// `filters`, conditions and `overrides`.
    Filters,
    /// Logic expressions.
    Logic,
    /// `schedule`.
    Schedule,
    /// The whole body.
    Body,
    /// Rules of your own.
    Custom,
}

impl Group {
    /// Its name on the command line.
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
            Self::Custom => "custom",
        }
    }
}

/// Which fixes a rule may offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum FixKind {
    /// None.
    None,
    /// Safe ones.
    Safe,
    /// Unsafe ones.
    Unsafe,
    /// Both, depending on the case.
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

/// How editors may draw what a rule finds, besides the squiggle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tag {
    /// Something that does nothing: greyed out.
    Unnecessary,
    /// Something that has been replaced: struck through.
    Deprecated,
}

/// Everything that is said about a rule; the one place it is said.
#[derive(Debug)]
pub struct RuleInfo {
    /// `PTnnn`; never reused.
    pub code: &'static str,
    /// The name in kebab case.
    pub name: &'static str,
    /// The section of the catalogue.
    pub group: Group,
    /// The usual level; a finding may have another where the rule's documentation says so. A rule
    /// that is declared as advice gives nothing else.
    pub severity: Severity,
    /// Where the fact comes from.
    pub evidence: Evidence,
    /// Which fixes it offers.
    pub fix: FixKind,
    /// Whether `--strict` raises its warnings to errors.
    pub strict: bool,
    /// The version of this tool that brought it.
    pub since: &'static str,
    /// How editors may draw what it finds.
    pub tag: Option<Tag>,
    /// One line for tables.
    pub summary: &'static str,
    /// The documentation, Markdown, with examples that are executed.
    pub docs: &'static str,
}

impl RuleInfo {
    /// Whether `name` is its code, its name or its group; case does not matter.
    pub fn answers_to(&self, name: &str) -> bool {
        [self.code, self.name, self.group.name()].iter().any(|own| own.eq_ignore_ascii_case(name))
    }

    /// Whether it speaks whatever the settings are, always with its own level: what cannot be read
    /// cannot be sent. Holds for PT001 alone.
    pub fn always_speaks(&self) -> bool {
        self.code == syntax::INFO.code
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

/// Something that looks at a body and says what it found.
///
/// The linter's own rules and an embedder's are the same; see
/// [`LinterBuilder::rule`](crate::LinterBuilder::rule).
pub trait Rule: Send + Sync {
    /// The declaration.
    fn info(&self) -> &'static RuleInfo;

    /// The documented keys that it is about: it is asked only about bodies that have one of them
    /// somewhere. By default, and with a key that is not documented, it is asked about every body.
    fn keys(&self) -> Option<&'static [&'static str]> {
        None
    }

    /// Looks at one body. Rules about syntax and shape are found while reading and do nothing
    /// here.
    fn check(&self, body: &Body<'_>, out: &mut Findings<'_>) {
        let _ = (body, out);
    }
}

/// Where the findings of one run are gathered.
#[derive(Debug)]
pub struct Findings<'l> {
    pub(crate) levels: &'l Levels,
    pub(crate) drafts: Vec<Draft>,
    /// Advice that is not shown.
    pub(crate) hidden: Vec<Draft>,
}

impl<'l> Findings<'l> {
    pub(crate) fn new(levels: &'l Levels) -> Self {
        Self { levels, drafts: Vec::new(), hidden: Vec::new() }
    }

    /// Adds a finding, unless its level is switched off.
    pub fn push(&mut self, mut draft: Draft) {
        if let Some(severity) = self.levels.resolve(draft.info, draft.severity) {
            draft.severity = severity;
            self.drafts.push(draft);
        } else if self.levels.wants(draft.info) {
            self.hidden.push(draft);
        }
    }
}

/// A rule's level as a user sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Level {
    /// Never shown.
    Off,
    /// Shown with `--pedantic`.
    Advice,
    /// Shown as a warning.
    Warning,
    /// Shown as an error.
    Error,
}

/// The levels of one run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Levels {
    pub(crate) strict: bool,
    pub(crate) pedantic: bool,
    /// When set, only these codes speak, and their advice is shown.
    pub(crate) selected: Option<Vec<&'static str>>,
    pub(crate) set: HashMap<&'static str, Level>,
}

impl Levels {
    pub(crate) fn wants(&self, info: &RuleInfo) -> bool {
        info.always_speaks()
            || self.selected.as_ref().is_none_or(|codes| codes.contains(&info.code))
                && self.set.get(info.code) != Some(&Level::Off)
    }

    /// Whether a rule shows what it usually finds.
    pub(crate) fn shows(&self, info: &RuleInfo) -> bool {
        self.resolve(info, info.severity).is_some()
    }

    pub(crate) fn resolve(&self, info: &RuleInfo, stated: Severity) -> Option<Severity> {
        if info.always_speaks() {
            return Some(stated);
        }
        if !self.wants(info) {
            return None;
        }
        let severity = match self.set.get(info.code) {
            Some(Level::Advice) => Severity::Advice,
            Some(Level::Warning) => Severity::Warning,
            Some(Level::Error) => Severity::Error,
            Some(Level::Off) | None
                if self.strict && info.strict && stated == Severity::Warning =>
            {
                Severity::Error
            }
            Some(Level::Off) | None => stated,
        };
        let shown = severity > Severity::Advice || self.pedantic || self.selected.is_some();
        shown.then_some(severity)
    }
}

/// Which keys make a body one that a rule is asked about; none do for what is found while reading.
macro_rules! asked_by {
    () => {
        Some(&[])
    };
    (check: $check:ident) => {
        None
    };
    (keys: [$($key:literal),+], check: $check:ident) => {
        Some(&[$($key),+])
    };
}
pub(crate) use asked_by;

/// Declares a rule: its documentation as the doc comment, its facts as fields, and the function
/// that checks it, unless it is found while reading, with the keys that it is about, if it has
/// nothing to say without one. Any file under `src/rules` shows it.
macro_rules! declare_rule {
    ($(#[doc = $doc:literal])* $rule:ident {
        code: $code:literal, name: $name:literal, group: $group:ident, severity: $severity:ident,
        evidence: $evidence:ident, fix: $fix:ident, strict: $strict:literal, since: $since:literal,
        $(tag: $tag:ident,)?
        summary: $summary:literal
        $(, $(keys: [$($key:literal),+ $(,)?],)? check: $check:ident)? $(,)?
    }) => {
        /// The declaration.
        pub(crate) static INFO: $crate::rule::RuleInfo = $crate::rule::RuleInfo {
            code: $code,
            name: $name,
            group: $crate::rule::Group::$group,
            severity: $crate::finding::Severity::$severity,
            evidence: $crate::rule::Evidence::$evidence,
            fix: $crate::rule::FixKind::$fix,
            strict: $strict,
            since: $since,
            tag: [$(Some($crate::rule::Tag::$tag),)? None][0],
            summary: $summary,
            docs: concat!($($doc, "\n"),*),
        };

        $(#[doc = $doc])*
        pub(crate) struct $rule;

        impl $crate::rule::Rule for $rule {
            fn info(&self) -> &'static $crate::rule::RuleInfo {
                &INFO
            }

            fn keys(&self) -> Option<&'static [&'static str]> {
                $crate::rule::asked_by!($($(keys: [$($key),+],)? check: $check)?)
            }

            $(
                fn check(
                    &self,
                    body: &$crate::request::Body<'_>,
                    out: &mut $crate::rule::Findings<'_>,
                ) {
                    $check(body, out);
                }
            )?
        }
    };
}
pub(crate) use declare_rule;
