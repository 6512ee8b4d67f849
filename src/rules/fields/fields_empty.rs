use crate::endpoint::{Body, level_by_responses};
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;

declare_rule! {
    /// Finds an empty `fields`. It is advice if `override_fields` has entries, and not reported if
    /// the sync has an identity.
    ///
    /// A sync without fields writes nothing. The API reports for each destination whether mappings
    /// are optional, so for a few of them an empty list is right.
    ///
    /// # Bad
    /// ```json
    /// {"fields": []}
    /// ```
    /// ```text
    /// 1:12: warning[PT055]: `fields` is empty, so the sync writes no model fields
    /// ```
    /// # Good
    /// ```json
    /// {"fields": [{"target": "Email", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}}]}
    /// ```
    FieldsEmpty {
        code: "PT055", name: "fields-empty", group: Fields, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        also: [(Error, "if a saved response says that mappings are required"), (Advice, "beside `override_fields`")],
        source: "Python SDK 25.9.10 (`mappings_not_required`)",
        summary: "empty `fields`",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(list) = body.top.fields.node().filter(|list| list.is_empty()) else { return };
    if body.top.identity.is_present() || body.top.identities.is_present() {
        return;
    }
    let overrides = match body.top.override_fields.node() {
        Some(list) => !list.is_empty(),
        None => body.top.override_fields.is_present(),
    };
    let optional =
        body.target_fields().and_then(|fields| fields.target.properties.mappings_not_required);
    let usual = if overrides { Severity::Advice } else { INFO.severity };
    let wrong = optional.map(|optional| !optional).filter(|wrong| !(overrides && *wrong));
    let Some(severity) = level_by_responses(wrong, usual) else { return };
    out.push(
        Draft::value(&INFO, list, "`fields` is empty, so the sync writes no model fields")
            .severity(severity)
            .label("empty array")
            .help("add a field mapping: `{\"source\": {\"model_id\": …, \"field\": …}, \"target\": …}`; a few destinations need none"),
    );
}
