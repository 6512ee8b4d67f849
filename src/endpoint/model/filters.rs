//! `filters`, `overrides` and the conditions of the newer shape.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{FieldType, FilterFunction, SourceField, present};

/// An entry of `filters`: a condition on a field of the model or of the target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Filter {
    /// A model's field by name; or `field_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<SourceField>,
    /// A field by ID: a UUID for Model, the destination's own name for Target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_id: Option<String>,
    /// Whose field it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_type: Option<FieldType>,
    /// How it is compared.
    pub function: FilterFunction,
    /// What it is compared with; null is a value too.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub value: Option<Value>,
    /// Its name in a logic expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// A model's field to compare a Target filter with, instead of a value. Since 2025-09-18.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_field: Option<SourceField>,
}

impl Filter {
    /// A comparison, without its field yet.
    pub fn new(function: FilterFunction) -> Self {
        Self {
            function,
            field: None,
            field_id: None,
            field_type: None,
            value: None,
            label: None,
            value_field: None,
        }
    }
}

/// An entry of `overrides`: a value of the model that is replaced where a condition holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Override {
    /// The model's field by name; or `field_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<SourceField>,
    /// The model field by ID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_id: Option<String>,
    /// How it is compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<FilterFunction>,
    /// What it is compared with; null is a value too.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub value: Option<Value>,
    /// What is written instead: `override` in JSON.
    #[serde(
        rename = "override",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    pub replacement: Option<Value>,
}

/// A condition on a field of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ModelCondition {
    /// The model's field.
    pub source: SourceField,
    /// How it is compared.
    pub function: FilterFunction,
    /// What it is compared with; null is a value too.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub value: Option<Value>,
    /// Its name in the logic expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

impl ModelCondition {
    /// A comparison of a field, without a value yet.
    pub fn new(source: SourceField, function: FilterFunction) -> Self {
        Self { source, function, value: None, label: None }
    }
}

/// A condition on a field of the target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TargetCondition {
    /// The target's field.
    pub field: String,
    /// How it is compared.
    pub function: FilterFunction,
    /// What it is compared with; null is a value too.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub value: Option<Value>,
    /// A model's field to compare with, instead of a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_source: Option<SourceField>,
    /// Its name in the logic expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

impl TargetCondition {
    /// A comparison of a field, without a value yet.
    pub fn new(field: impl Into<String>, function: FilterFunction) -> Self {
        Self { field: field.into(), function, value: None, value_source: None, label: None }
    }
}

/// Conditions on rows of the models, and how they are combined.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ModelFilters {
    /// The conditions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions: Option<Vec<ModelCondition>>,
    /// How they are combined, by their labels; without it, all of them hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logic: Option<String>,
}

/// Conditions on records of the target, and how they are combined.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TargetFilters {
    /// The conditions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions: Option<Vec<TargetCondition>>,
    /// How they are combined, by their labels; without it, all of them hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logic: Option<String>,
}
