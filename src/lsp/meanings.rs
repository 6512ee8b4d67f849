//! What the documented values mean, as far as the documentation says.

use crate::endpoint::Arity;

/// What a value of a documented list means.
pub(super) fn of(list: &str, value: &str) -> Option<&'static str> {
    Some(match (list, value) {
        ("mode", "create") => "Creates records that are not in the target yet.",
        ("mode", "update") => "Updates records that are already in the target.",
        ("mode", "updateOrCreate") => {
            "Updates records that are already in the target and creates the others."
        }
        ("mode", "replace") => "Replaces everything in the target.",
        ("mode", "append") => "Appends records to the target.",
        ("mode", "remove") => "Deletes matching records from the target.",
        ("mode", "snapshot") => "Takes a snapshot.",
        ("frequency", "manual") => "Runs only on demand.",
        ("frequency", "continuous") => "Runs continuously; uses no time settings.",
        ("frequency", "hourly") => "Runs every hour at `minute`.",
        ("frequency", "daily") => "Runs every day at `hour` and `minute` (UTC).",
        ("frequency", "weekly") => "Runs every week on `day_of_week` at `hour` and `minute` (UTC).",
        ("frequency", "custom" | "builder") => {
            "Runs according to the five time settings, in cron syntax."
        }
        ("frequency", "runafter") => "Runs after the syncs in `run_after`.",
        ("frequency", "multi") => "Only for bulk syncs.",
        ("frequency", "dbtcloud") => "Runs after the dbt Cloud job `job_id` of `connection_id`.",
        ("field_type", "Model") => "A model field.",
        ("field_type", "Target") => "A target field.",
        ("identity_strategy", "priority") => "The first pair that matches is used.",
        ("identity_strategy", "and") => "All pairs need to match.",
        ("filter_function", function) => match Arity::of(function)? {
            Arity::None => "Takes no value.",
            Arity::List => "Takes an array of values.",
            Arity::Two => "Takes an array of two values, the smaller one first.",
            Arity::Duration => "Takes a duration counted back from now.",
            Arity::Equal | Arity::One => "Takes one value.",
        },
        _ => return None,
    })
}
