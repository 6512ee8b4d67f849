use std::collections::HashMap;

use crate::endpoint::Body;
use crate::endpoint::objects::WEBHOOK_FIELD;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds a target field that is used by an identity and mapped again in `fields`.
    ///
    /// Polytomic's own tests avoid this, because of the way the server removes duplicates. Whether
    /// it does any harm is not documented.
    ///
    /// # Bad
    /// ```json
    /// {"identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}]},
    ///   "fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email"}]}
    /// ```
    /// ```text
    /// 2:107: advice[PT045]: `fields[0].target` is already the target of `identities.mappings[0]`
    /// ```
    /// # Good
    /// ```json
    /// {"identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}]},
    ///   "fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "name"}, "target": "Name"}]}
    /// ```
    IdentityAlsoMapped {
        code: "PT045", name: "identity-also-mapped", group: Identity, severity: Advice,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        source: "Terraform provider, acceptance tests",
        summary: "identity target that is mapped again in `fields`",
        keys: ["identity", "identities"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let mut identities = HashMap::new();
    for identity in body.identity_mappings() {
        if let Some(target) = identity.target.or_blank().node()
            && let Some(name) = target.text().filter(|name| name != WEBHOOK_FIELD)
        {
            identities.entry(name).or_insert(target);
        }
    }
    if identities.is_empty() {
        return;
    }
    for field in &body.mappings {
        let Some(target) = field.target.node() else { continue };
        let Some(first) = target.text().and_then(|name| identities.get(&name)) else { continue };
        let path = first.parent().map(|identity| identity.path()).unwrap_or_default();
        out.push(
            Draft::value(
                &INFO,
                target,
                format!("`{}` is already the target of `{path}`", target.path()),
            )
            .label("mapped again")
            .second(first.span(), "used by the identity")
            .help(
                "remove this mapping; Polytomic's own tests avoid mapping an identity field twice",
            ),
        );
    }
}
