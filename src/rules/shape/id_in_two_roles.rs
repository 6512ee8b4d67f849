use std::collections::HashMap;

use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node};
use crate::placeholder;
use crate::rules::declare_rule;

declare_rule! {
    /// Finds the same ID used for two different things: for a connection and a model, or for a
    /// model and a sync.
    ///
    /// As far as is known, IDs are unique across the API, so one of the two was probably pasted by
    /// mistake.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"},
    ///  "policies": ["6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"]}
    /// ```
    /// ```text
    /// 2:15: advice[PT028]: `policies[0]` is also used as a connection ID: `6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90`
    /// ```
    /// # Good
    /// ```json
    /// {"policies": ["3e7b9d15-4c2a-4f86-b0e1-7d5a9c3f2b68"]}
    /// ```
    IdInTwoRoles {
        code: "PT028", name: "id-in-two-roles", group: Shape, severity: Advice,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "same ID used for two different things",
        check: check,
    }
}

fn role(key: &str) -> Option<&'static str> {
    Some(match key {
        "connection_id" => "a connection ID",
        "model_id" => "a model ID",
        "sync_ids" => "a sync ID",
        "bulk_sync_ids" => "a bulk sync ID",
        "policies" => "a policy ID",
        "organization_id" => "an organization ID",
        _ => return None,
    })
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let mut seen: HashMap<String, Vec<(&'static str, Node<'_>)>> = HashMap::new();
    for node in body.root.tree.nodes_in(body.root.id()).filter(|node| node.is_key()) {
        let Some(role) = node.text().and_then(|key| role(&key)) else { continue };
        let Some(value) = node.value() else { continue };
        let items =
            if value.kind() == Kind::Array { value.elements().collect() } else { vec![value] };
        for item in items.into_iter().filter(|item| !body.is_unreadable(*item)) {
            let id = item.text().filter(|id| id.len() == 36 && !id.starts_with("00000000-"));
            let Some(id) = id.filter(|id| placeholder::of(id).is_none()) else { continue };
            // Each further role is reported once, whatever the order of the keys.
            let roles = seen.entry(id.to_lowercase()).or_default();
            if roles.iter().any(|(other, _)| *other == role) {
                continue;
            }
            roles.push((role, item));
            let (first_role, first) = roles[0];
            // PT096 reports a sync that is also listed as a bulk sync.
            let awaited = role.ends_with("sync ID") && first_role.ends_with("sync ID");
            if roles.len() > 1 && !awaited {
                out.push(
                    Draft::value(
                        &INFO,
                        item,
                        format!("`{}` is also used as {first_role}: `{id}`", item.path()),
                    )
                    .subject(id)
                    .tied_to(body.root)
                    .label(format!("used as {role}"))
                    .second(first.span(), format!("used as {first_role}"))
                    .help("check both; one was probably pasted by mistake"),
                );
            }
        }
    }
}
