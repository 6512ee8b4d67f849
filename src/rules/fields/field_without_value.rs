use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds a field mapping with neither `source` nor `override_value`.
    ///
    /// The documentation's minimal body has such a mapping, and the reference page requires only
    /// `target`. What the API does with it is not documented; Polytomic's Terraform provider
    /// requires one of the two. A source of blank strings is reported as PT059 instead.
    ///
    /// # Bad
    /// ```json
    /// {"fields": [{"target": "Email"}]}
    /// ```
    /// ```text
    /// 1:13: warning[PT050]: `fields[0]` has neither `source` nor `override_value`
    /// ```
    /// # Good
    /// ```json
    /// {"fields": [{"target": "Email", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}}]}
    /// ```
    FieldWithoutValue {
        code: "PT050", name: "field-without-value", group: Fields, severity: Warning,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "field with neither `source` nor `override_value`",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    if body.mappings.are_ordinary() {
        return;
    }
    for field in &body.mappings {
        if body.has_source(&field) || field.fixed_value().is_present() {
            continue;
        }
        let path = field.node.path();
        let draft = match field.override_value.node() {
            Some(blank) => Draft::value(
                &INFO,
                blank,
                format!("`{path}.override_value` is blank, and there is no `source`"),
            ),
            None => Draft::missing(
                &INFO,
                field.node,
                format!("`{path}` has neither `source` nor `override_value`"),
            ),
        };
        out.push(
            draft
            .label("no value to write")
            .help("add `source` to read a model field, or `override_value` to write a fixed value")
            .subject(field.target.text().unwrap_or_default()),
        );
    }
}
