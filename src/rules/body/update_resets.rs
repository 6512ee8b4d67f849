use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::schema::tables::{Property, Purpose};
use crate::text::list;

declare_rule! {
    /// Points out the optional keys that are missing from the body of an update.
    ///
    /// Update Sync takes the same body as Create Sync and replaces the whole sync: according to the
    /// documentation, get the sync, change it, and send all of it back. Keys that are missing are
    /// reset. If a key has an older form, either of the two is enough.
    ///
    /// Endpoint: update
    ///
    /// # Bad
    /// ```json
    /// {"active": true, "model_filters": {"conditions": []}}
    /// ```
    /// ```text
    /// 1:1: advice[PT120]: the update resets `identities`, `override_fields`, `target_filters`, `overrides`, `encryption_passphrase`, `only_enrich_updates`, `organization_id`, `policies`, `skip_initial_backfill`, and `sync_all_records`
    /// ```
    /// # Good
    /// ```json
    /// {"active": false, "encryption_passphrase": "${PASSPHRASE}", "only_enrich_updates": false, "organization_id": null, "override_fields": null, "overrides": null,
    ///   "policies": null, "skip_initial_backfill": false, "sync_all_records": false, "mode": "update",
    ///   "fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "phone"}, "target": "Phone", "encryption_enabled": true}],
    ///   "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}]},
    ///   "model_filters": {"conditions": []}, "target_filters": {"conditions": []}}
    /// ```
    UpdateResets {
        code: "PT120", name: "update-resets", group: Body, severity: Advice,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Update Sync reference, API version 2025-09-18",
        summary: "optional keys that an update resets by leaving them out",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    if !body.endpoint.replaces {
        return;
    }
    let known = || body.endpoint.tables.body.known(body.version);
    let present = |property: &Property| body.root.get(property.name).is_some();
    // The older form of a key keeps the same setting as the newer one.
    let older = |property: &Property| {
        known().any(|other| {
            let newer = other.replacement(body.version);
            newer.is_some_and(|names| names.contains(property.name)) && present(other)
        })
    };
    let is_reset = |property: &&Property| {
        !property.required
            && !property.read_only
            && property.purpose != Purpose::SchemaReference
            && property.replacement(body.version).is_none()
            && !present(property)
            && !older(property)
    };
    let names: Vec<&str> = known().filter(is_reset).map(|property| property.name).collect();
    if names.is_empty() {
        return;
    }
    out.push(
        Draft::missing(&INFO, body.root, format!("the update resets {}", list(&names, "and")))
            .label("optional keys are missing")
            .help(
                "add the keys whose values the sync should keep; an update replaces the whole sync",
            ),
    );
}
