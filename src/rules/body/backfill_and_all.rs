use crate::endpoint::Body;
use crate::finding::{Draft, Findings, key_span};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds `skip_initial_backfill` together with `sync_all_records`: the first run skips existing
    /// records, while every run sends all of them.
    ///
    /// A live server accepts both. What the two do together is not documented.
    ///
    /// # Bad
    /// ```json
    /// {"skip_initial_backfill": true, "sync_all_records": true}
    /// ```
    /// ```text
    /// 1:2: advice[PT116]: `skip_initial_backfill` and `sync_all_records` are both `true`
    /// ```
    /// # Good
    /// ```json
    /// {"skip_initial_backfill": true, "sync_all_records": false}
    /// ```
    BackfillAndAll {
        code: "PT116", name: "backfill-and-all", group: Body, severity: Advice,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        source: "Terraform provider, acceptance tests",
        summary: "`skip_initial_backfill` together with `sync_all_records`",
        keys: ["skip_initial_backfill"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let on = |slot: crate::endpoint::Slot<'_>| slot.bool() == Some(true);
    let (skip, all) = (body.top.skip_initial_backfill, body.top.sync_all_records);
    let (true, true, Some(skip), Some(all)) = (on(skip), on(all), skip.node(), all.node()) else {
        return;
    };
    out.push(
        Draft::key(&INFO, skip, "`skip_initial_backfill` and `sync_all_records` are both `true`")
            .label("skips existing records")
            .second(key_span(all), "sends all records")
            .help("keep one of the two; the documentation does not say what they do together"),
    );
}
