use super::run_after_ids;
use crate::endpoint::{Body, Part, part};
use crate::finding::{Draft, Findings};
use crate::json::edits;
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds a schedule without `frequency`, which says nothing about when the sync runs.
    ///
    /// The documentation's own minimal example has an empty schedule, and its schema does not require
    /// the key, so the API may accept it; the vendor's provider requires it.
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
        summary: "a schedule that does not say how often",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(schedule) = body.schedule.as_ref().filter(|it| it.frequency.is_absent()) else {
        return;
    };
    let has = |wanted: Part| part(schedule, wanted).is_present();
    let meant = match () {
        () if run_after_ids(body).is_some_and(|ids| !ids.is_empty()) => Some("runafter"),
        () if schedule.job_id.or_blank().is_present() => Some("dbtcloud"),
        () if has(Part::DayOfMonth) || has(Part::Month) => Some("custom"),
        () if has(Part::DayOfWeek) => Some("weekly"),
        () if has(Part::Hour) => Some("daily"),
        () if has(Part::Minute) => Some("hourly"),
        () => None,
    };
    let manual = "`\"frequency\": \"manual\"` to run only when started";
    let help = match meant {
        Some(meant) => format!(
            "write `\"frequency\": \"{meant}\"`, which what stands there is for, or {manual}"
        ),
        None => format!(
            "write {manual}; the documentation's own example leaves it out, so the API may accept it"
        ),
    };
    // Ids to wait for would have no use under `manual`.
    let (title, frequency) = match meant {
        Some("runafter") => ("run after the syncs it names", "runafter"),
        _ => ("run only when started", "manual"),
    };
    let member = format!("\"frequency\": \"{frequency}\"");
    out.push(
        Draft::missing(&INFO, schedule.node, "`schedule` has no `frequency`")
            .label("does not say how often")
            .help(help)
            .subject("frequency")
            .fix(Fix::unsafe_(title, edits::insert(schedule.node, &[member]))),
    );
}
