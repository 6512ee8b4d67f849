use crate::endpoint::Body;
use crate::finding::{Draft, Findings, key_span};
use crate::rules::declare_rule;

declare_rule! {
    /// Points out a sync that takes records away: mode `remove`, or mode `replace` in a sync that is
    /// active.
    ///
    /// The documentation describes both: `remove` deletes the records that match, `replace` overwrites
    /// what the target holds.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "replace", "active": true}
    /// ```
    /// ```text
    /// 1:10: advice[PT114]: mode `replace` overwrites the target, and the sync is active
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "replace", "active": false}
    /// ```
    DestructiveMode {
        code: "PT114", name: "destructive-mode", group: Body, severity: Advice,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        summary: "a mode that takes records away",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(mode) = body.top.mode.node() else { return };
    let active = body.top.active.node().filter(|node| node.bool() == Some(true));
    if mode.is_text("remove") {
        out.push(
            Draft::value(&INFO, mode, "mode `remove` takes records out of the target")
                .label("removes records")
                .help("check which records the fields and filters select before the sync runs"),
        );
    } else if let (true, Some(active)) = (mode.is_text("replace"), active) {
        out.push(
            Draft::value(
                &INFO,
                mode,
                "mode `replace` overwrites the target, and the sync is active",
            )
            .label("replaces what is there")
            .second(key_span(active), "switched on")
            .help("write `\"active\": false` to look at the sync before it runs"),
        );
    }
}
