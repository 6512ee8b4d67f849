use super::run_after_ids;
use crate::endpoint::Body;
use crate::endpoint::model::Frequency;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds `run_after_success_only` without a sync to run after.
    ///
    /// With frequency `runafter`, PT095 is reported instead. The value `false` is the default and
    /// is not reported.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {"frequency": "daily", "hour": "6", "minute": "0", "run_after_success_only": true}}
    /// ```
    /// ```text
    /// 1:65: advice[PT100]: `run_after_success_only` is set, but there is no sync to run after
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "runafter", "run_after": {"sync_ids": ["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"]}, "run_after_success_only": true}}
    /// ```
    SuccessOnlyUnused {
        code: "PT100", name: "success-only-unused", group: Schedule, severity: Advice,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0", tag: Unnecessary,
        summary: "`run_after_success_only` with nothing to run after",
        keys: ["run_after_success_only"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(schedule) = &body.schedule else { return };
    if body.clock().is_some_and(|clock| clock.is(Frequency::RunAfter)) {
        return;
    }
    let Some(flag) = schedule.run_after_success_only.node() else { return };
    if flag.bool() == Some(true) && run_after_ids(body).is_some_and(|ids| ids.is_empty()) {
        out.push(
            Draft::key(
                &INFO,
                flag,
                "`run_after_success_only` is set, but there is no sync to run after",
            )
            .label("has no effect")
            .help("remove it, or list the IDs of the syncs to wait for under `run_after`"),
        );
    }
}
