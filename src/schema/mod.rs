//! The documented shape, checked.
mod adapter;

use crate::json::Node;
use crate::request::Marks;
use crate::rule::Findings;
use crate::version::ApiVersion;

/// Checks shape; says what rules need not say again.
pub(crate) fn check(
    _root: Node<'_>,
    _version: ApiVersion,
    _markers: &[String],
    _out: &mut Findings<'_>,
) -> Marks {
    Marks::default()
}
