use std::collections::HashMap;

use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::{Node, edits};
use crate::placeholder;
use crate::rules::declare_rule;
use crate::text::all_differ::all_differ_in_any_case;
use crate::text::{Fix, shown};

declare_rule! {
    /// Finds a permission policy that is listed twice. One of the two was probably meant to be a
    /// different policy.
    ///
    /// Sample IDs and template markers, which can repeat, are not reported.
    ///
    /// # Bad
    /// ```json
    /// {"policies": ["3e7b9d15-4c2a-4f86-b0e1-7d5a9c3f2b68", "3e7b9d15-4c2a-4f86-b0e1-7d5a9c3f2b68"]}
    /// ```
    /// ```text
    /// 1:55: warning[PT118]: `policies` lists `3e7b9d15-4c2a-4f86-b0e1-7d5a9c3f2b68` twice
    /// ```
    /// # Fixed
    /// ```json
    /// {"policies": ["3e7b9d15-4c2a-4f86-b0e1-7d5a9c3f2b68"]}
    /// ```
    /// # Good
    /// ```json
    /// {"policies": ["3e7b9d15-4c2a-4f86-b0e1-7d5a9c3f2b68", "c1d8e5a2-7b4f-4e09-93a6-f2b0d7c4e851"]}
    /// ```
    PoliciesDuplicates {
        code: "PT118", name: "policies-duplicates", group: Body, severity: Warning,
        evidence: Heuristic, fix: Safe, strict: false, since: "0.1.0",
        summary: "duplicate policy",
        keys: ["policies"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let policies = body.top.policies;
    let count = policies.node().map_or(0, Node::len);
    if all_differ_in_any_case(count, policies.elements().map(Node::bytes)) {
        return;
    }
    let mut seen = HashMap::new();
    for item in policies.elements().filter(|item| !body.is_unreadable(*item)) {
        let Some(id) = item.text().filter(|id| placeholder::of(id).is_none()) else { continue };
        let first = *seen.entry(id.to_lowercase()).or_insert(item);
        if first != item {
            out.push(
                Draft::value(&INFO, item, format!("`policies` lists `{}` twice", shown(&id)))
                    .label("listed again here")
                    .second(first.span(), "first listed here")
                    .help("remove one, or replace it with the policy you meant")
                    .fix(Fix::safe("remove the duplicate", edits::remove(item))),
            );
        }
    }
}
