use crate::endpoint::Body;
use crate::endpoint::model::Frequency;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds frequency `multi`, which is for bulk syncs: the schedule of a model sync has no place
    /// for the schedules that it combines.
    ///
    /// The list of frequencies has it for both. The guide to 2025-09-18 replaces it for bulk syncs
    /// too.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {"frequency": "multi"}}
    /// ```
    /// ```text
    /// 1:28: warning[PT098]: frequency `multi` is only for bulk syncs
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "continuous"}}
    /// ```
    MultiFrequency {
        code: "PT098", name: "multi-frequency", group: Schedule, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "migration guide to API version 2025-09-18",
        summary: "frequency that is only for bulk syncs",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    if let Some(clock) = body.clock().filter(|clock| clock.is(Frequency::Multi)) {
        out.push(
            Draft::value(&INFO, clock.node(), "frequency `multi` is only for bulk syncs")
                .label("not available for a model sync")
                .help(
                    "use a single frequency, such as `custom` with cron values: `\"hour\": \"6,18\"`",
                ),
        );
    }
}
