//! The catalogue, a folder for each concern, a file for each rule.

mod body;
mod declare;
mod fields;
mod filters;
mod identity;
pub(crate) mod json;
mod logic;
mod metadata;
mod request;
mod schedule;
pub(crate) mod shape;
mod target;

pub use self::declare::Rule;
pub(crate) use self::declare::declare_rule;
use crate::rule::RuleInfo;

/// Every rule, group by group.
pub(crate) fn all() -> impl Iterator<Item = &'static dyn Rule> {
    let groups = [
        json::RULES,
        shape::RULES,
        target::RULES,
        identity::RULES,
        fields::RULES,
        filters::RULES,
        logic::RULES,
        schedule::RULES,
        body::RULES,
        request::RULES,
        metadata::RULES,
    ];
    groups.into_iter().flatten().copied()
}

/// The tool's own rules, group by group in the order of the tables.
///
/// ```
/// assert!(polytomic_lint::rules().any(|rule| rule.code == "PT030"));
/// ```
pub fn rules() -> impl Iterator<Item = &'static RuleInfo> {
    all().map(Rule::info)
}

/// The rules that a code, a name or a group means.
///
/// # Errors
///
/// The nearest names, when it means none.
pub fn find_rules(name: &str) -> Result<Vec<&'static RuleInfo>, UnknownRule> {
    let found: Vec<_> = rules().filter(|info| info.answers_to(name)).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    Err(UnknownRule::new(name, rules()))
}

/// A name that no rule and no group has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown rule or group `{}`{}", crate::text::shown(name), nearest.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default())]
#[non_exhaustive]
pub struct UnknownRule {
    /// What was asked for.
    pub name: String,
    /// The nearest name there is.
    pub nearest: Option<&'static str>,
}

impl UnknownRule {
    /// A name that none of `rules` answers to.
    pub(crate) fn new(name: &str, rules: impl Iterator<Item = &'static RuleInfo>) -> Self {
        let names = rules.flat_map(|info| [info.code, info.name, info.group.name()]);
        let nearest = crate::text::nearest::nearest(name, names, 1).into_iter().next();
        Self { name: name.to_owned(), nearest }
    }
}
