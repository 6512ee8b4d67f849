use super::run_after_ids;
use crate::endpoint::model::Frequency;
use crate::endpoint::{Body, Part, part};
use crate::finding::{Draft, Findings};
use crate::json::edits;
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds a schedule without `frequency`, so that nothing says when the sync runs.
    ///
    /// The documentation's own minimal example has an empty schedule, and its schema does not
    /// require the key, so the API may accept this; Polytomic's Terraform provider requires it.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {}}
    /// ```
    /// ```text
    /// 1:2: warning[PT090]: `schedule` has no `frequency`
    /// ```
    /// # Fixed
    /// ```json
    /// {"schedule": {"frequency": "manual"}}
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "manual"}}
    /// ```
    ScheduleWithoutFrequency {
        code: "PT090", name: "schedule-without-frequency", group: Schedule, severity: Warning,
        evidence: Implied, fix: Unsafe, strict: false, since: "0.1.0",
        source: "Terraform provider, where `frequency` is required",
        summary: "schedule without a frequency",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(schedule) = body.schedule.as_ref().filter(|it| it.frequency.is_absent()) else {
        return;
    };
    let has = |wanted: Part| part(schedule, wanted).is_present();
    let meant = match () {
        () if run_after_ids(body).is_some_and(|ids| !ids.is_empty()) => Some(Frequency::RunAfter),
        () if schedule.job_id.or_blank().is_present() => Some(Frequency::DbtCloud),
        () if has(Part::DayOfMonth) || has(Part::Month) => Some(Frequency::Custom),
        () if has(Part::DayOfWeek) => Some(Frequency::Weekly),
        () if has(Part::Hour) => Some(Frequency::Daily),
        () if has(Part::Minute) => Some(Frequency::Hourly),
        () => None,
    };
    let manual = "`\"frequency\": \"manual\"` to run the sync only on demand";
    let help = match meant {
        Some(meant) => {
            let name = meant.name();
            format!("add `\"frequency\": \"{name}\"`, which fits the other keys here, or {manual}")
        }
        None => format!(
            "add {manual}; the documentation's own example leaves `frequency` out, so the API may accept this"
        ),
    };
    // IDs to wait for would be unused with `manual`.
    let frequency = match meant {
        Some(Frequency::RunAfter) => Frequency::RunAfter,
        _ => Frequency::Manual,
    };
    let entry = format!("\"frequency\": \"{}\"", frequency.name());
    out.push(
        Draft::missing(&INFO, schedule.node, "`schedule` has no `frequency`")
            .label("does not say when to run")
            .help(help)
            .subject("frequency")
            .fix(Fix::unsafe_(format!("add `{entry}`"), edits::insert(schedule.node, &[entry]))),
    );
}
