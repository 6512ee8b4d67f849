//! Rules about `fields` and `override_fields`.

mod duplicate_target;
mod field_sync_mode;
mod field_without_value;
mod fields_empty;
mod override_field_encryption;
mod override_field_source;
mod override_field_without_value;
mod source_and_value;
mod target_in_both;

use crate::rules::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&dyn Rule] = &[
    &field_without_value::FieldWithoutValue,
    &source_and_value::FieldSourceAndValue,
    &duplicate_target::DuplicateTargetField,
    &target_in_both::TargetInFieldsAndOverrides,
    &field_sync_mode::FieldSyncModeValue,
    &fields_empty::FieldsEmpty,
    &override_field_source::OverrideFieldSource,
    &override_field_without_value::OverrideFieldWithoutValue,
    &override_field_encryption::OverrideFieldEncryption,
];
