//! The documented lists of values.

use serde::{Deserialize, Serialize};

pub use crate::endpoint::functions::FilterFunction;

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
