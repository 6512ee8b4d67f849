//! The body of the request as Rust types, for programs that make bodies or take them apart.
//!
//! Every documented key of every API version is here, except read-only ones. A key that is
//! not documented is skipped when a body is read: the [`Linter`](crate::Linter) is what names
//! it. Lists of values that the documentation leaves open keep what they do not know
//! ([`SyncMode::Other`]); in the others an unknown value is an error, as it is for the API.
//!
//! ```
//! use polytomic_lint::model::{FieldMapping, Frequency, Schedule, SourceField, SyncMode, SyncRequest, Target};
//! use polytomic_lint::uuid::uuid;
//!
//! let model = uuid!("a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25");
//! let mut target = Target::new(uuid!("5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35"));
//! target.object = Some("Account".to_owned());
//!
//! let mut sync = SyncRequest::new("Accounts", SyncMode::Create, target);
//! sync.fields.push(FieldMapping::new(SourceField::new(model, "name"), "Name"));
//! sync.schedule = Schedule::new(Frequency::Daily);
//! sync.schedule.hour = Some("6".to_owned());
//! sync.schedule.minute = Some("30".to_owned());
//!
//! let body = serde_json::to_string_pretty(&sync)?;
//! assert!(polytomic_lint::lint(&body).is_clean());
//! # Ok::<(), serde_json::Error>(())
//! ```

mod filters;
mod lists;
mod parts;
mod secret;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use self::filters::{
    Filter, ModelCondition, ModelFilters, Override, TargetCondition, TargetFilters,
};
pub use self::lists::{
    FieldType, FilterFunction, Frequency, IdentityFunction, IdentityStrategy, SyncMode,
};
pub use self::parts::{
    FieldMapping, Identities, Identity, OverrideField, RunAfter, Schedule, SourceField, Target,
};
pub use self::secret::Secret;

/// The body of a Create Sync request.
///
/// ```
/// use polytomic_lint::model::{SyncMode, SyncRequest};
///
/// let sync: SyncRequest = serde_json::from_str(
///     r#"{
///         "name": "Accounts",
///         "mode": "append",
///         "fields": [],
///         "schedule": {"frequency": "manual"},
///         "target": {"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35"}
///     }"#,
/// )?;
/// assert_eq!(sync.mode, SyncMode::Append);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SyncRequest {
    /// What the sync is called in Polytomic.
    pub name: String,
    /// What the sync does with records.
    pub mode: SyncMode,
    /// Which field of a model goes to which field of the target.
    pub fields: Vec<FieldMapping>,
    /// Where records are written.
    pub target: Target,
    /// When the sync runs.
    pub schedule: Schedule,
    /// Whether the sync is switched on and runs on its schedule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// How records are matched; [`identities`](Self::identities) since 2025-09-18.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    /// How records are matched, by one or more pairs of fields. Since 2025-09-18.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identities: Option<Identities>,
    /// Target fields that get one fixed value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_fields: Option<Vec<OverrideField>>,
    /// Which records take part; `model_filters` and `target_filters` since 2025-09-18.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filters: Option<Vec<Filter>>,
    /// How the Model filters are combined; `model_filters.logic` since 2025-09-18.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter_logic: Option<String>,
    /// Which rows of the models take part. Since 2025-09-18.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model_filters: Option<ModelFilters>,
    /// Which records of the target take part. Since 2025-09-18.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_filters: Option<TargetFilters>,
    /// Values of the model that are replaced where a condition holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overrides: Option<Vec<Override>>,
    /// The passphrase that encrypts the fields marked for it. A secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encryption_passphrase: Option<Secret>,
    /// For enriched models; its name and its documented description disagree on what it limits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_enrich_updates: Option<bool>,
    /// The organization that owns the sync.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<Uuid>,
    /// Ids of permission policies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policies: Option<Vec<Uuid>>,
    /// Whether the first run leaves out what is there already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip_initial_backfill: Option<bool>,
    /// Whether every run sends all records, not only changed ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sync_all_records: Option<bool>,
}

impl SyncRequest {
    /// A sync without fields yet, that runs when it is started.
    pub fn new(name: impl Into<String>, mode: SyncMode, target: Target) -> Self {
        Self {
            name: name.into(),
            mode,
            target,
            schedule: Schedule::new(Frequency::Manual),
            ..Self::default()
        }
    }
}

/// Keeps a null apart from a key that is not there.
fn present<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<serde_json::Value>, D::Error> {
    serde_json::Value::deserialize(deserializer).map(Some)
}
