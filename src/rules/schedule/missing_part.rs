use crate::endpoint::{Body, Part};
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::list;

declare_rule! {
    /// Finds a frequency without a time setting that it needs: `minute` for `hourly`, `hour` and
    /// `minute` for `daily`, and also `day_of_week` for `weekly`.
    ///
    /// This is how Polytomic's documentation describes them. What the API does if one is missing is
    /// not documented.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {"frequency": "weekly", "hour": "6"}}
    /// ```
    /// ```text
    /// 1:28: warning[PT091]: `schedule` is missing `minute` and `day_of_week`, which frequency `weekly` needs
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "weekly", "day_of_week": "monday", "hour": "6", "minute": "0"}}
    /// ```
    ScheduleMissingPart {
        code: "PT091", name: "schedule-missing-part", group: Schedule, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "product documentation, model sync schedules",
        summary: "missing time setting for the frequency",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(clock) = body.clock().filter(|clock| !clock.is_cron()) else { return };
    let missing: Vec<&str> =
        clock.parts().filter(|part| clock.slot(*part).is_absent()).map(Part::key).collect();
    if missing.is_empty() {
        return;
    }
    let names = list(&missing, "and");
    let frequency = clock.text();
    out.push(
        Draft::value(
            &INFO,
            clock.node(),
            format!("`schedule` is missing {names}, which frequency `{frequency}` needs"),
        )
        .label(format!("needs {names}"))
        .help(match missing.len() {
            1 => format!("add {names} as a string, in UTC"),
            _ => format!("add {names} as strings, in UTC"),
        })
        .subject(missing.join(" ")),
    );
}
