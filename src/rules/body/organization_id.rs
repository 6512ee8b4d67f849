use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Points out `organization_id`, whose meaning depends on the kind of API key.
    ///
    /// The documentation disagrees with itself: in one place it calls the key read-only for a
    /// partner key, in another it says that a partner or deployment key requires it. With an
    /// organization's own key, it can only be that organization.
    ///
    /// # Bad
    /// ```json
    /// {"organization_id": "0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a47"}
    /// ```
    /// ```text
    /// 1:2: advice[PT119]: the meaning of `organization_id` depends on the API key
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts"}
    /// ```
    OrganizationId {
        code: "PT119", name: "organization-id", group: Body, severity: Advice,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Create Sync reference, API version 2025-09-18 (`organization_id`); Terraform provider 3",
        summary: "`organization_id`, whose meaning depends on the API key",
        keys: ["organization_id"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    if let Some(node) = body.top.organization_id.or_blank().node() {
        out.push(
            Draft::key(&INFO, node, "the meaning of `organization_id` depends on the API key")
                .label("read-only or required")
                .help("remove it if you use an organization's own key; for partner keys, the documentation calls it read-only in one place and required in another"),
        );
    }
}
