//! What the documented values mean, as far as the documentation tells.

use crate::endpoint::Arity;

/// What a value of a documented list means.
pub(super) fn of(list: &str, value: &str) -> Option<&'static str> {
    Some(match (list, value) {
        ("mode", "create") => "Creates records that the target does not have.",
        ("mode", "update") => "Updates records that the target has.",
        ("mode", "updateOrCreate") => "Updates records that the target has and creates the others.",
        ("mode", "replace") => "Replaces everything in the target.",
        ("mode", "append") => "Appends to what the target has.",
        ("mode", "remove") => "Removes records from the target.",
        ("mode", "snapshot") => "Takes a snapshot.",
        ("frequency", "manual") => "Runs only when it is started.",
        ("frequency", "continuous") => "Runs again and again; uses no clock parts.",
        ("frequency", "hourly") => "Runs every hour at `minute`.",
        ("frequency", "daily") => "Runs every day at `hour` and `minute` (UTC).",
        ("frequency", "weekly") => "Runs every week on `day_of_week` at `hour` and `minute` (UTC).",
        ("frequency", "custom" | "builder") => {
            "Runs by the five clock parts, in the syntax of cron."
        }
        ("frequency", "runafter") => "Runs after the syncs in `run_after`.",
        ("frequency", "multi") => "Belongs to bulk syncs.",
        ("frequency", "dbtcloud") => "Runs after the dbt Cloud job `job_id` of `connection_id`.",
        ("field_type", "Model") => "A field of a model.",
        ("field_type", "Target") => "A field of the target.",
        ("identity_strategy", "priority") => "The first pair that matches counts.",
        ("identity_strategy", "and") => "All pairs have to match.",
        ("filter_function", function) => match Arity::of(function)? {
            Arity::None => "Takes no value.",
            Arity::List => "Takes a list of values.",
            Arity::Two => "Takes a list of two values, the lower one first.",
            Arity::Duration => "Takes a duration counted back from now.",
            Arity::Equal | Arity::One => "Takes one value.",
        },
        _ => return None,
    })
}
