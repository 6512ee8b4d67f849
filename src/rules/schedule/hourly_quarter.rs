use crate::endpoint::model::Frequency;
use crate::endpoint::{Body, Part};
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds a minute other than 0, 15, 30, or 45 with frequency `hourly`.
    ///
    /// Polytomic offers only these four. Whether the API accepts others is not documented.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {"frequency": "hourly", "minute": "20"}}
    /// ```
    /// ```text
    /// 1:48: advice[PT094]: minute `20` is not on the quarter hour
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "hourly", "minute": "15"}}
    /// ```
    HourlyQuarter {
        code: "PT094", name: "hourly-quarter", group: Schedule, severity: Advice,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "product documentation, model sync schedules",
        summary: "hourly sync that is not on a quarter hour",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(clock) = body.clock().filter(|clock| clock.is(Frequency::Hourly)) else { return };
    let Some(node) = clock.slot(Part::Minute).node() else { return };
    let Some(text) = node.text() else { return };
    if Part::Minute.value(text.trim()).is_some_and(|minute| minute % 15 != 0) {
        out.push(
            Draft::value(
                &INFO,
                node,
                format!("minute `{}` is not on the quarter hour", shown(&text)),
            )
            .label("expected 0, 15, 30, or 45")
            .help("use `0`, `15`, `30`, or `45`, which are what Polytomic offers for hourly syncs"),
        );
    }
}
