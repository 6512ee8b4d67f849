use std::collections::HashMap;

use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node};
use crate::placeholder;
use crate::rules::declare_rule;

declare_rule! {
    /// Finds one id in two roles: as a connection and as a model, as a model and as a sync.
    ///
    /// Ids are unique across the API as far as is known, so one of the two places was most likely
    /// pasted over.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"},
    ///  "policies": ["6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"]}
    /// ```
    /// ```text
    /// 2:15: advice[PT028]: `policies[0]` is a policy here and a connection elsewhere: `6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90`
    /// ```
    /// # Good
    /// ```json
    /// {"policies": ["3e7b9d15-4c2a-4f86-b0e1-7d5a9c3f2b68"]}
    /// ```
    IdInTwoRoles {
        code: "PT028", name: "id-in-two-roles", group: Shape, severity: Advice,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "one id in two roles",
        check: check,
    }
}

fn role(key: &str) -> Option<&'static str> {
    Some(match key {
        "connection_id" => "a connection",
        "model_id" => "a model",
        "sync_ids" => "a sync",
        "bulk_sync_ids" => "a bulk sync",
        "policies" => "a policy",
        "organization_id" => "an organization",
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
            // Each further role once, whatever the order of the keys.
            let roles = seen.entry(id.to_lowercase()).or_default();
            if roles.iter().any(|(other, _)| *other == role) {
                continue;
            }
            roles.push((role, item));
            let (first_role, first) = roles[0];
            // A sync to run after that is listed as a bulk sync too is PT096's.
            let awaited = role.ends_with("sync") && first_role.ends_with("sync");
            if roles.len() > 1 && !awaited {
                out.push(
                    Draft::value(
                        &INFO,
                        item,
                        format!(
                            "`{}` is {role} here and {first_role} elsewhere: `{id}`",
                            item.path()
                        ),
                    )
                    .subject(id)
                    .tied_to(body.root)
                    .label(format!("as {role}"))
                    .second(first.span(), format!("as {first_role}"))
                    .help("one of the two was most likely pasted over; look both up"),
                );
            }
        }
    }
}
