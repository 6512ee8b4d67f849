//! `fields`, `identity`, `target`, `schedule`.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Frequency, IdentityFunction, IdentityStrategy};

/// A model field, by the ID of the model and the name of the field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SourceField {
    /// The model.
    pub model_id: Uuid,
    /// The name of the field.
    pub field: String,
}

impl SourceField {
    /// A field of a model.
    pub fn new(model_id: Uuid, field: impl Into<String>) -> Self {
        Self { model_id, field: field.into() }
    }
}

/// An entry of `fields`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FieldMapping {
    /// The model's field to read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceField>,
    /// The ID of the target field.
    pub target: String,
    /// A fixed value; the source is then not used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_value: Option<String>,
    /// Whether to create the field in the target; not every destination can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<bool>,
    /// The mode of this field alone: `updateOrCreate`, or `create` to write only where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sync_mode: Option<String>,
    /// Whether the value is encrypted on its way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encryption_enabled: Option<bool>,
}

impl FieldMapping {
    /// A field of a model that goes to a field of the target.
    pub fn new(source: SourceField, target: impl Into<String>) -> Self {
        Self {
            source: Some(source),
            target: target.into(),
            override_value: None,
            new: None,
            sync_mode: None,
            encryption_enabled: None,
        }
    }

    /// A fixed value for a field of the target.
    pub fn fixed(target: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            source: None,
            target: target.into(),
            override_value: Some(value.into()),
            new: None,
            sync_mode: None,
            encryption_enabled: None,
        }
    }
}

/// An entry of `override_fields`: a target field that gets one fixed value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OverrideField {
    /// The ID of the target field.
    pub target: String,
    /// The value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_value: Option<String>,
    /// Not for override fields: an entry with a source is a field mapping. Deprecated in 2025-09-18.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceField>,
    /// Whether to create the field in the target; not every destination can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<bool>,
    /// The mode of this field alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sync_mode: Option<String>,
    /// Ignored since 2025-09-18.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encryption_enabled: Option<bool>,
}

impl OverrideField {
    /// A fixed value for a field of the target.
    pub fn new(target: impl Into<String>, override_value: impl Into<String>) -> Self {
        Self {
            target: target.into(),
            override_value: Some(override_value.into()),
            source: None,
            new: None,
            sync_mode: None,
            encryption_enabled: None,
        }
    }
}

/// A pair of fields by which records are matched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Identity {
    /// The model's field.
    pub source: SourceField,
    /// The target's field.
    pub target: String,
    /// How the two are compared.
    pub function: IdentityFunction,
    /// Whether to create the target's field; not every destination can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_field: Option<bool>,
    /// The type of that new field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote_field_type_id: Option<String>,
}

impl Identity {
    /// A field of a model that is compared with a field of the target.
    pub fn new(source: SourceField, target: impl Into<String>, function: IdentityFunction) -> Self {
        Self {
            source,
            target: target.into(),
            function,
            new_field: None,
            remote_field_type_id: None,
        }
    }
}

/// Pairs of fields by which records are matched, and how they work together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Identities {
    /// The pairs.
    pub mappings: Vec<Identity>,
    /// With more than one pair: the first that matches, or all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strategy: Option<IdentityStrategy>,
}

impl Identities {
    /// Pairs of fields.
    pub fn new(mappings: Vec<Identity>) -> Self {
        Self { mappings, ..Self::default() }
    }
}

/// A connection, and the object in it that is written to or created.
///
/// `{:?}` shows the keys of `create` and `configuration`, not their values, which may be secrets.
///
/// ```
/// use polytomic_lint::model::Target;
///
/// let target: Target = serde_json::from_str(
///     r#"{"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "configuration": {"token": "t0p"}}"#,
/// )?;
/// assert!(format!("{target:?}").contains(r#"configuration: Some({"token": *****})"#));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Target {
    /// The connection.
    pub connection_id: Uuid,
    /// The object to write to; not together with `create`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// Properties of a new object to create; not together with `object`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create: Option<BTreeMap<String, String>>,
    /// Options of this kind of destination.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub configuration: Option<Map<String, Value>>,
    /// The name of a new target, in the old way of creating one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_name: Option<String>,
    /// How the Target filters are combined; `target_filters.logic` since 2025-09-18.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter_logic: Option<String>,
    /// Internal state that the API derives from the object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search_values: Option<Map<String, Value>>,
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Target")
            .field("connection_id", &self.connection_id)
            .field("object", &self.object)
            .field("create", &self.create.as_ref().map(|keys| Keys(keys.keys())))
            .field("configuration", &self.configuration.as_ref().map(|keys| Keys(keys.keys())))
            .field("new_name", &self.new_name)
            .field("filter_logic", &self.filter_logic)
            .field("search_values", &self.search_values)
            .finish()
    }
}

/// Keys without their values.
struct Keys<I>(I);

impl<'k, I: Iterator<Item = &'k String> + Clone> fmt::Debug for Keys<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.clone().map(|key| (key, format_args!("*****")))).finish()
    }
}

impl Target {
    /// A connection, without an object yet.
    pub fn new(connection_id: Uuid) -> Self {
        Self { connection_id, ..Self::default() }
    }
}

/// How often the sync runs, and when. Times are in UTC, each part a string.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Schedule {
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    /// Minute of the hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minute: Option<String>,
    /// Hour of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hour: Option<String>,
    /// Day of the month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_of_month: Option<String>,
    /// Month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<String>,
    /// Day of the week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_of_week: Option<String>,
    /// The dbt Cloud connection, for `dbtcloud`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_id: Option<Uuid>,
    /// The dbt Cloud job, for `dbtcloud`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_id: Option<i64>,
    /// What the sync waits for, for `runafter`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run_after: Option<RunAfter>,
    /// Whether only a successful run starts this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run_after_success_only: Option<bool>,
}

impl Schedule {
    /// A frequency, without its parts yet.
    pub fn new(frequency: Frequency) -> Self {
        Self { frequency: Some(frequency), ..Self::default() }
    }
}

/// The syncs whose end starts this one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RunAfter {
    /// Model syncs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sync_ids: Option<Vec<Uuid>>,
    /// Bulk syncs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bulk_sync_ids: Option<Vec<Uuid>>,
}
