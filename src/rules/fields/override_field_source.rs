use std::collections::HashSet;

use crate::endpoint::objects::WEBHOOK_FIELD;
use crate::endpoint::{Body, Slot};
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node, edits};
use crate::rules::declare_rule;
use crate::schema::ApiVersion;
use crate::text::{Fix, Span, shown};

declare_rule! {
    /// Finds a `source` in an entry of `override_fields`, which is for fixed values.
    ///
    /// In API version 2025-09-18, such an entry is stored as a field mapping, according to the
    /// documentation of the official SDKs. In earlier versions, the server ignored the source,
    /// according to the changelog of Polytomic's Terraform provider.
    ///
    /// # Bad
    /// ```json
    /// {"override_fields": [{"target": "LeadSource", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "origin"}}]}
    /// ```
    /// ```text
    /// 1:47: warning[PT056]: `override_fields[0]` has a `source`, but `override_fields` is for fixed values
    /// ```
    /// # Fixed
    /// ```json
    /// {"override_fields": [], "fields": [{"source": {"field": "name", "model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25"}, "target": "Name"},{"target": "LeadSource", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "origin"}}], "mode": "create", "name": "Accounts", "schedule": {"frequency": "manual"}, "target": {"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "Account"}}
    /// ```
    /// # Good
    /// ```json
    /// {"override_fields": [{"target": "LeadSource", "override_value": "Polytomic"}]}
    /// ```
    OverrideFieldSource {
        code: "PT056", name: "override-field-source", group: Fields, severity: Warning,
        evidence: Documented, fix: Unsafe, strict: false, since: "0.1.0",
        also: [(Advice, "in a fetched sync")],
        source: "Terraform provider 1.4, changelog; Python SDK 25.9.5",
        summary: "`source` in `override_fields`",
        keys: ["override_fields"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let fields = body.top.fields.node();
    let last = fields.and_then(|fields| fields.elements().last());
    let mapped: HashSet<_> =
        body.mappings.iter().filter_map(|mapping| mapping.target.text()).collect();
    for entry in &body.override_mappings {
        let Some(source) = entry.source.node().filter(|_| body.has_source(&entry)) else {
            continue;
        };
        let stored = if body.version >= ApiVersion::V2025_09_18 {
            "an entry with a source is stored as a field mapping"
        } else {
            "the server ignores it here, according to the changelog of Polytomic's Terraform provider"
        };
        // A second mapping of the same target would be reported in turn, but of the one field that webhooks have.
        let target = entry.target.text().filter(|target| target != WEBHOOK_FIELD);
        let again = target.filter(|target| mapped.contains(target));
        let null = entry.node.get("override_value").is_some_and(|it| it.kind() == Kind::Null);
        let (help, fix) = match if null { Slot::Absent } else { entry.fixed_value() } {
            Slot::Absent if let Some(target) = &again => (
                format!(
                    "keep only one of the two in `fields`, which already has `{}`; {stored}",
                    shown(target)
                ),
                None,
            ),
            Slot::Absent => (
                format!("move the entry to `fields`; {stored}"),
                fields.map(|fields| {
                    Fix::unsafe_("move the entry to `fields`", moving(fields, last, entry.node))
                }),
            ),
            _ => (
                format!("remove `source` and keep `override_value`; {stored}"),
                entry
                    .override_value
                    .node()
                    .is_some_and(Node::is_under_its_key)
                    .then(|| Fix::unsafe_("remove `source`", edits::remove(source))),
            ),
        };
        out.push(
            Draft::key(
                &INFO,
                source,
                format!(
                    "`{}` has a `source`, but `override_fields` is for fixed values",
                    entry.node.path()
                ),
            )
            .severity(body.unless_fetched(INFO.severity))
            .label("belongs in `fields`")
            .help(help)
            .maybe_fix(fix),
        );
    }
}

/// Moves the entry to the end of `fields`.
fn moving(fields: Node<'_>, last: Option<Node<'_>>, entry: Node<'_>) -> Vec<(Span, String)> {
    let mut edits = edits::remove(entry);
    edits.extend(edits::append(fields, last, entry.raw()));
    edits
}
