use super::identity_required;
use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds an empty `identities.mappings`.
    ///
    /// According to the documentation of the official SDKs, an empty list removes the identities of
    /// the sync. If the mode needs an identity, PT040 is reported instead.
    ///
    /// # Bad
    /// ```json
    /// {"identities": {"mappings": []}}
    /// ```
    /// ```text
    /// 1:29: advice[PT044]: `identities.mappings` is empty, which removes the sync's identities
    /// ```
    /// # Good
    /// ```json
    /// {"identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}]}}
    /// ```
    IdentitiesEmpty {
        code: "PT044", name: "identities-empty", group: Identity, severity: Advice,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.10, docstring of `identities`",
        summary: "empty `identities.mappings`",
        keys: ["identities"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(identities) = body.identities else { return };
    let Some(list) = identities.mappings.node().filter(|list| list.is_empty()) else { return };
    // PT040 and PT042 already cover it.
    if identity_required::is_reported(body) || body.identity.is_some() {
        return;
    }
    out.push(
        Draft::value(
            &INFO,
            list,
            "`identities.mappings` is empty, which removes the sync's identities",
        )
        .label("empty array")
        .help("remove `identities`, unless you want to clear them"),
    );
}
