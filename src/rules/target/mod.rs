//! Rules about `target`.

mod create_empty;
mod legacy_new_target;
mod missing_object;
mod new_name_without_creation;
mod object_and_create;
mod search_values;
mod webhook_shape;

use crate::rules::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&dyn Rule] = &[
    &object_and_create::TargetObjectAndCreate,
    &missing_object::TargetMissingObject,
    &create_empty::CreateEmpty,
    &legacy_new_target::LegacyNewTarget,
    &new_name_without_creation::NewNameWithoutCreation,
    &search_values::SearchValuesInternal,
    &webhook_shape::WebhookShape,
];
