use crate::endpoint::Body;
use crate::endpoint::model::FieldType;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::schema::ApiVersion;
use crate::schema::uuid::{Form, form};
use crate::text::shown;

declare_rule! {
    /// Finds a Model filter whose `field_id` is not a UUID, or is one in a nonstandard form.
    ///
    /// Since 2025-09-18, the documentation says that a model field has a UUID. The reference page's
    /// own example has none, so it is a warning.
    ///
    /// # Bad
    /// ```json
    /// {"filters": [{"field_id": "plan", "field_type": "Model", "function": "IsNotNull"}]}
    /// ```
    /// ```text
    /// 1:27: warning[PT063]: `filters[0].field_id` is not a UUID: `plan` has 4 characters instead of 36
    /// ```
    /// # Good
    /// ```json
    /// {"filters": [{"field_id": "2b7e4d19-8c5a-4f36-91d0-3e6a8b1c7f54", "field_type": "Model", "function": "IsNotNull"}]}
    /// ```
    ModelFieldIdNotUuid {
        code: "PT063", name: "model-field-id-not-uuid", group: Filters, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.5, docstring of `field_id`",
        summary: "Model filter whose `field_id` is not a UUID",
        keys: ["field_id"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    if body.version < ApiVersion::V2025_09_18 {
        return;
    }
    for filter in body.filters.iter().filter(|filter| filter.is_about(FieldType::Model)) {
        let Some(id) = filter.field_id.or_blank().node() else { continue };
        let text = id.text().unwrap_or_default();
        let path = id.path();
        let found = shown(&text);
        let draft = match form(&text) {
            Form::Bad(why) => {
                Draft::value(&INFO, id, format!("`{path}` is not a UUID: `{found}` {why}"))
                    .help("use `field` with the model's ID and the field's name instead, so you do not have to look up its ID")
            }
            Form::Other(how, canonical) => {
                Draft::value(&INFO, id, format!("`{path}` is a UUID {how}: `{found}`"))
                    .help(format!("write `{canonical}`"))
            }
            _ => continue,
        };
        out.push(draft.label("expected a model field's UUID"));
    }
}
