//! How a rule is declared, and what it does when it is asked.

use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::rule::RuleInfo;

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

    /// A finding of this rule that underlines a value, to be completed and
    /// [pushed](Findings::push).
    fn finding(&self, value: Node<'_>, message: impl Into<String>) -> Draft
    where
        Self: Sized,
    {
        Draft::value(self.info(), value, message)
    }

    /// Looks at one body. Rules about syntax and shape are found while reading and do nothing
    /// here.
    fn check(&self, body: &Body<'_>, out: &mut Findings<'_>) {
        let _ = (body, out);
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
        $(always_on: $always_on:literal,)? $(tag: $tag:ident,)?
        $(also: [$(($level:ident, $when:literal)),+ $(,)?],)? $(source: $source:literal,)?
        summary: $summary:literal
        $(, $(keys: [$($key:literal),+ $(,)?],)? check: $check:ident)? $(,)?
    }) => {
        /// The declaration.
        pub(crate) static INFO: $crate::rule::RuleInfo = $crate::rule::RuleInfo {
            code: $code,
            name: $name,
            group: $crate::rule::Group::$group,
            severity: $crate::rule::Severity::$severity,
            also: &[$($(($crate::rule::Severity::$level, $when)),+)?],
            evidence: $crate::rule::Evidence::$evidence,
            source: [$($source,)? ""][0],
            fix: $crate::rule::FixKind::$fix,
            strict: $strict,
            since: $since,
            always_on: [$($always_on,)? false][0],
            tag: [$(Some($crate::rule::Tag::$tag),)? None][0],
            summary: $summary,
            docs: concat!($($doc, "\n"),*),
        };

        $(#[doc = $doc])*
        pub(crate) struct $rule;

        impl $crate::rules::Rule for $rule {
            fn info(&self) -> &'static $crate::rule::RuleInfo {
                &INFO
            }

            fn keys(&self) -> Option<&'static [&'static str]> {
                $crate::rules::declare::asked_by!($($(keys: [$($key),+],)? check: $check)?)
            }

            $(
                fn check(
                    &self,
                    body: &$crate::endpoint::Body<'_>,
                    out: &mut $crate::finding::Findings<'_>,
                ) {
                    $check(body, out);
                }
            )?
        }
    };
}
pub(crate) use declare_rule;
