//! The documented lists of values.

use serde::{Deserialize, Serialize};

pub use crate::endpoint::functions::FilterFunction;

/// Gives lists of values their documented names, of which the tables are made.
macro_rules! names {
    ($($list:ident { $($variant:ident = $name:literal,)* $(_ = $open:ident)? })*) => {$(
        #[allow(dead_code, reason = "not every list is asked in every way")]
        impl $list {
            /// The documented names.
            pub(crate) const NAMES: &[&str] = &[$($name),*];

            /// The value of a documented name.
            pub(crate) fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// Its name.
            pub(crate) const fn name(&self) -> &str {
                match self {
                    $(Self::$variant => $name,)*
                    $(Self::$open(name) => name.as_str(),)?
                }
            }
        }
    )*};
}

names! {
    SyncMode {
        Create = "create",
        Update = "update",
        UpdateOrCreate = "updateOrCreate",
        Replace = "replace",
        Append = "append",
        Remove = "remove",
        Snapshot = "snapshot",
        _ = Other
    }
    Frequency {
        Manual = "manual",
        Continuous = "continuous",
        Hourly = "hourly",
        Daily = "daily",
        Weekly = "weekly",
        Custom = "custom",
        Builder = "builder",
        RunAfter = "runafter",
        Multi = "multi",
        DbtCloud = "dbtcloud",
    }
    FieldType {
        Model = "Model",
        Target = "Target",
    }
    IdentityFunction {
        Equality = "Equality",
        ISubstring = "ISubstring",
        OneOf = "OneOf",
        DomainMatch = "DomainMatch",
        HostnameMatch = "HostnameMatch",
        _ = Other
    }
    IdentityStrategy {
        Priority = "priority",
        And = "and",
    }
}

/// What the sync does with records. The documentation mentions a mode outside of its own list, so
/// any other is kept as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum SyncMode {
    /// Creates records that are not there.
    #[default]
    Create,
    /// Updates records that are there.
    Update,
    /// Both.
    UpdateOrCreate,
    /// Replaces everything.
    Replace,
    /// Appends.
    Append,
    /// Removes records.
    Remove,
    /// Takes a snapshot.
    Snapshot,
    /// A mode that is not documented.
    #[serde(untagged)]
    Other(String),
}

impl SyncMode {
    /// Whether it matches records of the target, by an identity.
    pub(crate) fn matches_records(&self) -> bool {
        matches!(self, Self::Update | Self::UpdateOrCreate | Self::Remove)
    }

    /// Whether it takes records of the target away, or may.
    pub(crate) fn removes_records(&self) -> bool {
        matches!(self, Self::Replace | Self::Remove | Self::Snapshot)
    }
}

/// How often the sync runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Frequency {
    /// Only when started.
    Manual,
    /// All the time.
    Continuous,
    /// Every hour, at a minute.
    Hourly,
    /// Every day, at an hour and a minute.
    Daily,
    /// Every week, on a day, at an hour and a minute.
    Weekly,
    /// By parts in the syntax of cron.
    Custom,
    /// By parts in the syntax of cron, as the web interface makes them.
    Builder,
    /// After other syncs.
    RunAfter,
    /// Several schedules; documented for bulk syncs.
    Multi,
    /// After a job of dbt Cloud.
    DbtCloud,
}

impl Frequency {
    /// Whether a sync starts without being asked to, or waiting for others.
    pub(crate) fn is_automatic(self) -> bool {
        !matches!(self, Self::Manual | Self::RunAfter)
    }

    /// Whether the parts of the schedule are in the syntax of cron.
    pub(crate) fn is_cron(self) -> bool {
        matches!(self, Self::Custom | Self::Builder)
    }
}

/// Whose field a filter looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum FieldType {
    /// A field of a model.
    Model,
    /// A field of the target.
    Target,
}

/// How an identity compares. The documentation's own example shows a value outside of its list,
/// so any other is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum IdentityFunction {
    /// The same value.
    Equality,
    /// One in the other, whatever the case.
    ISubstring,
    /// One of several.
    OneOf,
    /// The same domain.
    DomainMatch,
    /// The same host.
    HostnameMatch,
    /// A function that is not documented.
    #[serde(untagged)]
    Other(String),
}

/// How several identities work together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum IdentityStrategy {
    /// The first that matches.
    Priority,
    /// All of them.
    And,
}
