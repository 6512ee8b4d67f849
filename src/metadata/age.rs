//! How old a response is.

use super::responses::Content;

/// After so many days a response is worth fetching again.
pub const OLD_DAYS: i64 = 30;

/// When a response says that it was taken, in seconds since 1970. The API writes the year 1 for
/// never.
pub(super) fn taken(content: &Content) -> Option<i64> {
    let Content::TargetFields(target) = content else { return None };
    let stamp: jiff::Timestamp = target.refreshed_at.as_deref()?.trim().parse().ok()?;
    Some(stamp.as_second()).filter(|seconds| *seconds > 0)
}
