use crate::endpoint::Body;
use crate::endpoint::model::SyncMode;
use crate::finding::{Draft, Findings, key_span};
use crate::rules::declare_rule;

declare_rule! {
    /// Points out a sync that deletes or overwrites records: mode `remove`, or mode `replace` in an
    /// active sync.
    ///
    /// The documentation describes both: `remove` deletes the matching records, and `replace`
    /// overwrites what is in the target.
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
        source: "Create Sync reference, API version 2025-09-18 (`mode`)",
        summary: "mode that deletes or overwrites records",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(mode) = body.top.mode.node() else { return };
    let active = body.top.active.node().filter(|node| node.bool() == Some(true));
    let kind = body.mode();
    if kind == Some(SyncMode::Remove) {
        out.push(
            Draft::value(&INFO, mode, "mode `remove` deletes records from the target")
                .label("deletes records")
                .help("before the sync runs, check which records its fields and filters select"),
        );
    } else if let (true, Some(active)) = (kind == Some(SyncMode::Replace), active) {
        out.push(
            Draft::value(
                &INFO,
                mode,
                "mode `replace` overwrites the target, and the sync is active",
            )
            .label("replaces existing records")
            .second(key_span(active), "the sync is active")
            .help("set `\"active\": false` to review the sync before it runs"),
        );
    }
}
