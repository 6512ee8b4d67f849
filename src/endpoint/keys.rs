//! Every documented key once, in whatever place: the parser numbers them, and whoever looks for
//! one compares numbers.

use crate::json::{KeyTable, Symbol};

const LIST: &[&str] = &[
    // The sync.
    "name",
    "mode",
    "fields",
    "target",
    "schedule",
    "active",
    "identity",
    "identities",
    "override_fields",
    "filters",
    "filter_logic",
    "model_filters",
    "target_filters",
    "overrides",
    "encryption_passphrase",
    "only_enrich_updates",
    "organization_id",
    "policies",
    "skip_initial_backfill",
    "sync_all_records",
    // Read-only ones, and that of editors.
    "id",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "model_ids",
    "problems",
    "$schema",
    // Fields, identities and what they name.
    "source",
    "model_id",
    "field",
    "override_value",
    "new",
    "sync_mode",
    "encryption_enabled",
    "function",
    "mappings",
    // The target.
    "connection_id",
    "object",
    "create",
    "configuration",
    "new_name",
    "search_values",
    // The schedule.
    "frequency",
    "minute",
    "hour",
    "day_of_month",
    "month",
    "day_of_week",
    "job_id",
    "run_after",
    "run_after_success_only",
    "sync_ids",
    "bulk_sync_ids",
    // Filters and overrides.
    "field_id",
    "field_type",
    "value",
    "label",
    "value_field",
    "override",
    "value_source",
    "conditions",
    "logic",
    // These share their bits in sets with keys that are not known and with the first two, beside
    // which they are not.
    "strategy",
    "new_field",
    "remote_field_type_id",
];

/// What the parser is given.
pub(crate) static KEYS: KeyTable = KeyTable::new(LIST);

/// The symbol of a key, for use at compile time.
///
/// # Panics
///
/// When the key is not listed, which stops the build.
pub(crate) const fn symbol(key: &str) -> Symbol {
    KeyTable::number(LIST, key)
}
