use crate::endpoint::Body;
use crate::endpoint::model::Frequency;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Points out a sync that is active as soon as it is created, with a frequency that starts it
    /// automatically: any frequency but `manual` and `runafter`.
    ///
    /// That may be what you want, but it leaves no time to review the sync first.
    ///
    /// # Bad
    /// ```json
    /// {"active": true, "schedule": {"frequency": "continuous"}}
    /// ```
    /// ```text
    /// 1:12: advice[PT115]: the sync is active, and frequency `continuous` starts it automatically
    /// ```
    /// # Good
    /// ```json
    /// {"active": true, "schedule": {"frequency": "manual"}}
    /// ```
    ActiveOnCreate {
        code: "PT115", name: "active-on-create", group: Body, severity: Advice,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "sync that runs as soon as it is created",
        keys: ["active"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(active) = body.top.active.node().filter(|node| node.bool() == Some(true)) else {
        return;
    };
    let Some(clock) = body.clock() else { return };
    if !clock.frequency().is_some_and(Frequency::is_automatic) {
        return;
    }
    out.push(
        Draft::value(
            &INFO,
            active,
            format!("the sync is active, and frequency `{}` starts it automatically", clock.text()),
        )
        .label("active")
        .second(clock.node().span(), "starts automatically")
        .help("set it to `false` to review the sync before its first run"),
    );
}
