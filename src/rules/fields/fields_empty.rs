use crate::endpoint::{Body, judged};
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;

declare_rule! {
    /// Finds an empty list of fields. It is advice where `override_fields` has some, and nothing is
    /// said beside an identity.
    ///
    /// A sync without fields writes nothing. The API answers for each destination whether mappings
    /// can be left out, so for a few of them it is right.
    ///
    /// # Bad
    /// ```json
    /// {"fields": []}
    /// ```
    /// ```text
    /// 1:12: warning[PT055]: `fields` is empty, so no field of a model is written
    /// ```
    /// # Good
    /// ```json
    /// {"fields": [{"target": "Email", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}}]}
    /// ```
    FieldsEmpty {
        code: "PT055", name: "fields-empty", group: Fields, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        summary: "an empty list of fields",
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
    let Some(severity) = judged(wrong, usual) else { return };
    out.push(
        Draft::value(&INFO, list, "`fields` is empty, so no field of a model is written")
            .severity(severity)
            .label("nothing in it")
            .help("map a field: `{\"source\": {\"model_id\": …, \"field\": …}, \"target\": …}`; a few destinations take none"),
    );
}
