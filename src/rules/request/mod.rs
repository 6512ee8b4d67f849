//! Rules about the request around a body: its method, URL, and headers. They are asked only where a
//! file holds a whole request.

mod header_authorization;
mod header_content_type;
mod header_idempotency;
mod header_version;
mod wrong_method_or_url;

use crate::rules::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&dyn Rule] = &[
    &header_version::HeaderVersion,
    &header_idempotency::HeaderIdempotency,
    &header_authorization::HeaderAuthorization,
    &wrong_method_or_url::WrongMethodOrUrl,
    &header_content_type::HeaderContentType,
];
