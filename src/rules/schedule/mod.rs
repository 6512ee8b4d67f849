//! Rules about `schedule`: how often, when, and after what.

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

use crate::endpoint::{Body, Slot};
use crate::json::Node;
use crate::rules::Rule;

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

/// The ids that the sync waits for; nothing where that is not known.
fn run_after_ids<'a>(body: &Body<'a>) -> Option<Vec<Node<'a>>> {
    let schedule = body.schedule.as_ref()?;
    match (schedule.run_after.or_blank(), body.run_after) {
        (Slot::Absent, _) => Some(Vec::new()),
        (Slot::Value(_), Some(run_after)) => {
            let lists = [run_after.sync_ids, run_after.bulk_sync_ids];
            let readable = lists.iter().all(|list| list.is_absent() || list.node().is_some());
            readable.then(|| lists.into_iter().flat_map(Slot::elements).collect())
        }
        _ => None,
    }
}
