//! When keys are needed that are not always required. The tables have these, and rules about such
//! keys ask the same ones.

use super::NEW;
use crate::endpoint::model::Frequency;
use crate::schema::tables::{Need, When};

/// `field` of a filter or an override.
pub(crate) const FIELD: Need = Need::error(When::Without("field_id"));
/// `field_id` of a filter or an override.
pub(crate) const FIELD_ID: Need = Need::error(When::Without("field"));
/// `label` of a filter or a condition.
pub(crate) const LABEL: Need = Need::error(When::Labels);
/// `function` of an override.
pub(crate) const FUNCTION: Need = Need::warning(When::Always);
/// `conditions` of the newer filter format.
pub(crate) const CONDITIONS: Need = Need::error(When::With("logic"));
/// `strategy` of `identities`.
pub(crate) const STRATEGY: Need = Need::error(When::Several("mappings"));
/// `override_value` of a field mapping.
pub(crate) const VALUE: Need = Need::warning(When::Without("source"));
/// `override_value` of an override field.
pub(crate) const OVERRIDE_VALUE: Need = Need::error_since(When::Without("source"), NEW);
/// `source` of an override field, in place of its value.
pub(crate) const SOURCE_OF_OVERRIDE: Need =
    Need::error_since(When::Without("override_value"), NEW).or_null();
/// `object` of `target`.
pub(crate) const OBJECT: Need = Need::warning(When::Without("create"));
/// `frequency` of `schedule`.
pub(crate) const FREQUENCY: Need = Need::warning(When::Always);
/// `run_after` of `schedule`.
pub(crate) const RUN_AFTER: Need = Need::error(When::Is(AFTER.0, AFTER.1));
/// `sync_ids` of `run_after`.
pub(crate) const SYNC_IDS: Need =
    Need::error(When::Neither { other: "bulk_sync_ids", beside: AFTER });
/// `bulk_sync_ids` of `run_after`.
pub(crate) const BULK_SYNC_IDS: Need =
    Need::error(When::Neither { other: "sync_ids", beside: AFTER });

/// The frequency of a sync that runs after others.
const AFTER: (&str, &str) = ("frequency", Frequency::RunAfter.name());
