use super::run_after_ids;
use crate::endpoint::Body;
use crate::endpoint::model::Frequency;
use crate::endpoint::tables::needs;
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;

declare_rule! {
    /// Finds frequency `runafter` without an ID in `run_after.sync_ids` or
    /// `run_after.bulk_sync_ids`: the sync would never run. As a warning, it also reports such IDs
    /// with another frequency, which does not use them.
    ///
    /// Polytomic's Terraform provider sends the two only together.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {"frequency": "runafter"}}
    /// ```
    /// ```text
    /// 1:28: error[PT095]: frequency `runafter` has no sync to run after
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "runafter", "run_after": {"sync_ids": ["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"]}}}
    /// ```
    RunAfterIds {
        code: "PT095", name: "run-after-ids", group: Schedule, severity: Error,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        also: [(Warning, "for IDs without frequency `runafter`")],
        source: "Terraform provider (`run_after`)",
        summary: "`runafter` without IDs, or IDs without `runafter`",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let (Some(clock), Some(ids)) = (body.clock(), run_after_ids(body)) else { return };
    let Some(schedule) = &body.schedule else { return };
    if needs::RUN_AFTER.holds(schedule.node, |key| schedule.slot(key)) {
        if ids.is_empty() {
            out.push(
                Draft::value(&INFO, clock.node(), "frequency `runafter` has no sync to run after")
                    .label("needs at least one sync")
                    .help("list the IDs of the syncs to wait for: `\"run_after\": {\"sync_ids\": [\"…\"]}`, or `bulk_sync_ids`")
                    .subject("run_after"),
            );
        }
    } else if let (false, false, Some(run_after)) = (
        ids.is_empty(),
        clock.is(Frequency::Multi),
        body.schedule.as_ref().and_then(|it| it.run_after.node()),
    ) {
        out.push(
            Draft::key(
                &INFO,
                run_after,
                format!("frequency `{}` does not use `run_after`", clock.text()),
            )
            .severity(Severity::Warning)
            .label("unused")
            .second(clock.node().span(), "this frequency")
            .help("change the frequency to `runafter`, or remove `run_after`"),
        );
    }
}
