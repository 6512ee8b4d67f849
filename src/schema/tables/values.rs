//! Documented lists of values.

use super::Docs;
use crate::text::list;
use crate::text::nearest::{folded, same_name};

/// A documented list of values.
#[derive(Debug)]
pub(crate) struct Values {
    /// What people call one: "a sync mode".
    pub(crate) noun: &'static str,
    /// What people call several: "sync modes".
    pub(crate) plural: &'static str,
    pub(crate) name: &'static str,
    pub(crate) docs: Docs,
    pub(crate) listed: &'static [&'static str],
    /// Values outside of the list that the documentation itself has, so that they are no error for
    /// sure.
    pub(crate) seen: &'static [&'static str],
    /// What people write for a value, by folded name.
    pub(crate) synonyms: &'static [(&'static str, &'static str)],
}

impl Values {
    /// Whether it is this list, and not another that looks like it.
    pub(crate) fn is(&self, list: &Self) -> bool {
        std::ptr::eq(self, list)
    }

    /// Whether a text is one of them.
    pub(crate) fn has(&self, text: Option<&str>) -> bool {
        text.is_some_and(|text| self.listed.contains(&text))
    }

    /// The one that a text differs from in case and separators alone.
    pub(crate) fn spelled_otherwise(&self, text: &str) -> Option<&'static str> {
        let is = |value: &&&str| same_name(value, text);
        self.listed.iter().find(is).copied()
    }

    /// The one that is called so elsewhere.
    pub(crate) fn called_otherwise(&self, text: &str) -> Option<&'static str> {
        let (lower, folded) = (text.to_lowercase(), folded(text));
        let is = |(word, _): &&(&str, &str)| *word == lower.trim() || *word == folded;
        self.synonyms.iter().find(is).map(|(_, value)| *value)
    }

    /// All of them where they are few, else a few: "one of `a`, `b`, or `c`".
    pub(crate) fn some(&self) -> String {
        const MANY: usize = 12;
        match self.listed.len() <= MANY {
            true => format!("one of {}", list(self.listed, "or")),
            false => format!("a name such as {}", list(&self.listed[..3], "or")),
        }
    }
}
