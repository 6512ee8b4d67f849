//! Rules about the user's own destination and models, as saved responses of the API show them.
//! Asked only where there are any.

mod create_properties;
mod identity_unsupported;
mod mode_not_supported;
mod required_fields;
mod source_field_unknown;
mod target_field_unknown;
mod target_filter_unsupported;
mod wording;
mod writable;

pub(super) use self::writable::is_unencryptable;
use crate::rules::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&dyn Rule] = &[
    &mode_not_supported::ModeNotSupported,
    &target_field_unknown::TargetFieldUnknown,
    &create_properties::CreateProperties,
    &source_field_unknown::SourceFieldUnknown,
    &target_filter_unsupported::TargetFilterUnsupported,
    &identity_unsupported::IdentityUnsupported,
];
