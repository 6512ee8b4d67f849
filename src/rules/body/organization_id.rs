use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Points out what `organization_id` means, which depends on the kind of API key.
    ///
    /// The documentation's texts differ: one calls it read-only with a partner key, another says that a
    /// partner or deployment key requires it. With an organization's own key it can only name that
    /// organization.
    ///
    /// # Bad
    /// ```json
    /// {"organization_id": "0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a47"}
    /// ```
    /// ```text
    /// 1:2: advice[PT119]: what `organization_id` means depends on the API key
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts"}
    /// ```
    OrganizationId {
        code: "PT119", name: "organization-id", group: Body, severity: Advice,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        summary: "what `organization_id` means depends on the API key",
        keys: ["organization_id"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    if let Some(node) = body.top.organization_id.or_blank().node() {
        out.push(
            Draft::key(&INFO, node, "what `organization_id` means depends on the API key")
                .label("read-only or required, by the kind of key")
                .help("leave it out with an organization's own key; of partner keys one text says that it is read-only, another that it is required"),
        );
    }
}
