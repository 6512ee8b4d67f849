use std::collections::HashMap;

use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::{Node, edits};
use crate::placeholder;
use crate::rules::declare_rule;
use crate::text::all_differ::all_differ_in_any_case;
use crate::text::{Fix, shown};

declare_rule! {
    /// Finds an ID that is listed twice in `run_after`: in one list, or in both. An ID belongs to
    /// either a sync or a bulk sync, not to both.
    ///
    /// Sample IDs and template markers, which can repeat, are not reported.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {"frequency": "runafter", "run_after": {"sync_ids": ["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24", "9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"]}}}
    /// ```
    /// ```text
    /// 1:107: warning[PT096]: `sync_ids` lists `9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24` twice
    /// ```
    /// # Fixed
    /// ```json
    /// {"schedule": {"frequency": "runafter", "run_after": {"sync_ids": ["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"]}}}
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "runafter", "run_after": {"sync_ids": ["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"], "bulk_sync_ids": ["1f6d3b8e-92c4-4a57-b1e0-6c8a4d2f9b73"]}}}
    /// ```
    RunAfterDuplicates {
        code: "PT096", name: "run-after-duplicates", group: Schedule, severity: Warning,
        evidence: Heuristic, fix: Both, strict: false, since: "0.1.0",
        summary: "duplicate ID in `run_after`",
        keys: ["run_after"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(run_after) = body.run_after else { return };
    let lists = [run_after.sync_ids, run_after.bulk_sync_ids];
    let count = lists.iter().filter_map(|list| list.node()).map(Node::len).sum();
    let all = lists.iter().flat_map(|list| list.elements());
    if all_differ_in_any_case(count, all.map(Node::bytes)) {
        return;
    }
    let mut items: Vec<(Node<'_>, &str)> = run_after
        .sync_ids
        .elements()
        .map(|item| (item, "sync_ids"))
        .chain(run_after.bulk_sync_ids.elements().map(|item| (item, "bulk_sync_ids")))
        .filter(|(item, _)| !body.is_unreadable(*item))
        .collect();
    items.sort_by_key(|(item, _)| item.id());
    let mut seen = HashMap::new();
    for (item, list) in items {
        let Some(id) = item.text().filter(|id| placeholder::of(id).is_none()) else { continue };
        let (first, other) = *seen.entry(id.to_lowercase()).or_insert((item, list));
        if first == item {
            continue;
        }
        let removal = edits::remove(item);
        let (message, help, fix) = if other == list {
            (
                format!("`{list}` lists `{}` twice", shown(&id)),
                "remove one, or replace it with the ID you meant",
                Fix::safe("remove the duplicate", removal),
            )
        } else {
            (
                format!("`{}` is listed in both `{other}` and `{list}`", shown(&id)),
                "keep it in one of the two; an ID belongs to either a sync or a bulk sync",
                Fix::unsafe_(format!("remove the ID from `{list}`"), removal),
            )
        };
        out.push(
            Draft::value(&INFO, item, message)
                .label("listed again here")
                .second(first.span(), "first listed here")
                .help(help)
                .fix(fix),
        );
    }
}
