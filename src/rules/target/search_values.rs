use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::edits;
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds `search_values`.
    ///
    /// According to the guide to Polytomic's Terraform provider, it is internal state that the API
    /// derives from the object. It gets into a body when a response is copied.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account", "search_values": {"table": "accounts"}}}
    /// ```
    /// ```text
    /// 1:91: advice[PT036]: `search_values` is internal to the API
    /// ```
    /// # Fixed
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    SearchValuesInternal {
        code: "PT036", name: "search-values-internal", group: Target, severity: Advice,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0", tag: Unnecessary,
        source: "Terraform provider 1.4, upgrade guide",
        summary: "`search_values`, which the API derives itself",
        keys: ["search_values"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(target) = &body.target else { return };
    let Some(values) = target.search_values.node() else { return };
    // With the legacy way to create a target, it may say where to create it.
    let fix = (!target.is_legacy_new())
        .then(|| Fix::safe("remove `search_values`", edits::remove(values)));
    out.push(
        Draft::key(&INFO, values, "`search_values` is internal to the API")
            .label("derived from `object`")
            .help("remove it; the API derives it from `object`")
            .maybe_fix(fix),
    );
}
