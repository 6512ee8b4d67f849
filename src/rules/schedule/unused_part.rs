use crate::endpoint::{Body, Part};
use crate::finding::{Draft, Findings};
use crate::json::edits;
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds a time setting that the frequency does not use, such as `hour` with `continuous`.
    ///
    /// The documentation's own examples have such settings, and clients send blank ones, which are
    /// fine.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {"frequency": "hourly", "minute": "30", "hour": "6"}}
    /// ```
    /// ```text
    /// 1:54: advice[PT092]: frequency `hourly` does not use `hour`
    /// ```
    /// # Fixed
    /// ```json
    /// {"schedule": {"frequency": "hourly", "minute": "30"}}
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "hourly", "minute": "30", "hour": ""}}
    /// ```
    ScheduleUnusedPart {
        code: "PT092", name: "schedule-unused-part", group: Schedule, severity: Advice,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0", tag: Unnecessary,
        source: "product documentation, model sync schedules",
        summary: "time setting that the frequency does not use",
        keys: ["minute", "hour", "day_of_month", "month", "day_of_week"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(clock) = body.clock() else { return };
    for part in Part::ALL.into_iter().filter(|part| clock.uses(*part) == Some(false)) {
        let Some(value) = clock.slot(part).node() else { continue };
        out.push(
            Draft::key(
                &INFO,
                value,
                format!("frequency `{}` does not use `{}`", clock.text(), part.key()),
            )
            .label("unused")
            .second(clock.node().span(), "this frequency")
            .help("remove it, or choose a frequency that uses it")
            .fix(Fix::safe(format!("remove `{}`", part.key()), edits::remove(value))),
        );
    }
}
