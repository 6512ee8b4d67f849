//! The levels at which rules are shown, as a user sets them.

use std::collections::HashMap;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{RuleInfo, Severity};

/// A rule's level as a user sets it.
///
/// ```
/// use polytomic_lint::Level;
///
/// assert_eq!("off".parse(), Ok(Level::Off));
/// let error = "none".parse::<Level>().expect_err("no level");
/// assert!(error.to_string().starts_with("unknown level `none`"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Level {
    /// Its findings are never shown.
    Off,
    /// Its findings are advice, shown only on request.
    Advice,
    /// Its findings are warnings.
    Warning,
    /// Its findings are errors.
    Error,
}

impl Level {
    /// Every level by its name, the lowest first.
    pub(crate) const NAMES: [(&str, Self); 4] = [
        ("off", Self::Off),
        ("advice", Self::Advice),
        ("warning", Self::Warning),
        ("error", Self::Error),
    ];
}

/// A name that no level has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown level `{0}`; the levels are `off`, `advice`, `warning`, and `error`")]
pub struct UnknownLevel(pub String);

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::NAMES.iter().find(|(name, _)| *name == text);
        found.map(|(_, level)| *level).ok_or_else(|| UnknownLevel(text.to_owned()))
    }
}

/// The levels of one run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Levels {
    pub(crate) strict: bool,
    pub(crate) pedantic: bool,
    /// If set, only these codes are reported, including their advice.
    pub(crate) selected: Option<Vec<&'static str>>,
    pub(crate) set: HashMap<&'static str, Level>,
}

impl Levels {
    pub(crate) fn wants(&self, info: &RuleInfo) -> bool {
        info.always_on
            || self.selected.as_ref().is_none_or(|codes| codes.contains(&info.code))
                && self.set.get(info.code) != Some(&Level::Off)
    }

    /// Whether a rule may show what it finds.
    pub(crate) fn shows(&self, info: &RuleInfo) -> bool {
        let also = info.also.iter().map(|(severity, _)| *severity);
        std::iter::once(info.severity).chain(also).any(|level| self.resolve(info, level).is_some())
    }

    pub(crate) fn resolve(&self, info: &RuleInfo, stated: Severity) -> Option<Severity> {
        if info.always_on {
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
