//! Rules about `filters`, conditions and `overrides`.

mod contradictory_filters;
mod field_type_missing;
mod filter_both_fields;
mod filter_value_missing;
mod filter_value_shape;
mod filter_value_unexpected;
mod filter_without_field;
mod filters_both_shapes;
mod instant;
mod model_field_id;
mod override_both_fields;
mod override_incomplete;
mod override_shadowed;
mod override_without_field;
mod relative_needs_duration;
mod same;
mod target_filter_by_source;
mod target_filter_mode;
mod value_field_misuse;

pub(super) use self::relative_needs_duration::is_point;
use crate::rules::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&dyn Rule] = &[
    &filter_without_field::FilterWithoutField,
    &filter_both_fields::FilterBothFields,
    &target_filter_by_source::TargetFilterBySource,
    &model_field_id::ModelFieldIdNotUuid,
    &field_type_missing::FieldTypeMissing,
    &target_filter_mode::TargetFilterMode,
    &filter_value_missing::FilterValueMissing,
    &filter_value_unexpected::FilterValueUnexpected,
    &filter_value_shape::FilterValueShape,
    &relative_needs_duration::RelativeNeedsDuration,
    &filters_both_shapes::FiltersBothShapes,
    &value_field_misuse::ValueFieldMisuse,
    &contradictory_filters::ContradictoryFilters,
    &override_without_field::OverrideWithoutField,
    &override_both_fields::OverrideBothFields,
    &override_incomplete::OverrideIncomplete,
    &override_shadowed::OverrideShadowed,
];
