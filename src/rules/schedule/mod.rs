//! Rules about `schedule`: how often, when, and after what.

mod clock;
mod cron;
mod dbt_cloud_parts;
mod hourly_quarter;
mod impossible_date;
mod missing_part;
mod multi_frequency;
mod part_range;
mod run_after_duplicates;
mod run_after_ids;
mod success_only_unused;
mod unused_part;
mod without_frequency;

use crate::rule::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&dyn Rule] = &[
    &without_frequency::ScheduleWithoutFrequency,
    &missing_part::ScheduleMissingPart,
    &unused_part::ScheduleUnusedPart,
    &part_range::SchedulePartRange,
    &hourly_quarter::HourlyQuarter,
    &run_after_ids::RunAfterIds,
    &run_after_duplicates::RunAfterDuplicates,
    &dbt_cloud_parts::DbtCloudParts,
    &multi_frequency::MultiFrequency,
    &impossible_date::ImpossibleDate,
    &success_only_unused::SuccessOnlyUnused,
];
