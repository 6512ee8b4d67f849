//! When a key is needed that is not always required.

use crate::schema::ApiVersion;

/// That a key which is not always required is needed: the one declaration of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    pub(crate) when: When,
    /// The version from which on it is an error without the key; where there is none, the API may
    /// do without it.
    pub(crate) error_since: Option<ApiVersion>,
    /// Whether a null is said by the rule about it, as an absent key is.
    pub(crate) null_too: bool,
}

/// When a key is needed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum When {
    Always,
    /// Without this other key.
    Without(&'static str),
    /// With this other key.
    With(&'static str),
    /// With more than one item under this other key.
    Several(&'static str),
    /// With this value under another key.
    Is(&'static str, &'static str),
    /// Where no item is under another key, and a key beside the whole object has this value.
    Neither {
        other: &'static str,
        beside: (&'static str, &'static str),
    },
    /// Where other items have a label, or an expression refers to one.
    Labels,
}

impl Need {
    /// An error without the key.
    pub(crate) const fn error(when: When) -> Self {
        Self::error_since(when, ApiVersion::V2022_12_12)
    }

    /// An error without the key from a version on.
    pub(crate) const fn error_since(when: When, version: ApiVersion) -> Self {
        Self { when, error_since: Some(version), null_too: false }
    }

    /// A warning without the key.
    pub(crate) const fn warning(when: When) -> Self {
        Self { when, error_since: None, null_too: false }
    }

    /// The same, where the rule about it also reports a null.
    pub(crate) const fn or_null(mut self) -> Self {
        self.null_too = true;
        self
    }

    /// Whether it is an error without the key.
    pub(crate) fn is_error(&self, version: ApiVersion) -> bool {
        self.error_since.is_some_and(|since| version >= since)
    }
}
