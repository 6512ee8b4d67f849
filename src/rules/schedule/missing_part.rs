use crate::endpoint::{Body, Part};
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::list;

declare_rule! {
    /// Finds a frequency without the clock parts it needs: `minute` for `hourly`, `hour` and `minute`
    /// for `daily`, and `day_of_week` as well for `weekly`.
    ///
    /// The product's documentation describes them so. What the API takes for an absent part is not
    /// documented.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {"frequency": "weekly", "hour": "6"}}
    /// ```
    /// ```text
    /// 1:28: warning[PT091]: frequency `weekly` needs `minute` and `day_of_week`, which `schedule` does not have
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "weekly", "day_of_week": "monday", "hour": "6", "minute": "0"}}
    /// ```
    ScheduleMissingPart {
        code: "PT091", name: "schedule-missing-part", group: Schedule, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        summary: "a frequency without a clock part that it needs",
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
    let frequency = clock.frequency();
    out.push(
        Draft::value(
            &INFO,
            clock.node(),
            format!("frequency `{frequency}` needs {names}, which `schedule` does not have"),
        )
        .label(format!("needs {names}"))
        .help(format!("add {names}, as strings and in UTC"))
        .subject(missing.join(" ")),
    );
}
