use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::list;

declare_rule! {
    /// Finds an override without the `function` of its condition or without the `override` to
    /// write.
    ///
    /// The reference page requires neither; Polytomic's Terraform provider requires both. `null`
    /// and a blank string count as overrides.
    ///
    /// # Bad
    /// ```json
    /// {"overrides": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNull"}]}
    /// ```
    /// ```text
    /// 1:16: warning[PT087]: `overrides[0]` is missing `override`
    /// ```
    /// # Good
    /// ```json
    /// {"overrides": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNull", "override": null}]}
    /// ```
    OverrideIncomplete {
        code: "PT087", name: "override-incomplete", group: Filters, severity: Warning,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        source: "Terraform provider, where both are required",
        summary: "override that is missing its `function` or `override`",
        keys: ["overrides"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for entry in &body.overrides {
        let mut missing = Vec::new();
        if entry.function.is_absent() {
            missing.push("function");
        }
        if entry.replacement.is_absent() {
            missing.push("override");
        }
        if missing.is_empty() {
            continue;
        }
        out.push(
            Draft::missing(&INFO, entry.node, format!("`{}` is missing {}", entry.node.path(), list(&missing, "and")))
                .label("incomplete override")
                .help("add what is missing: `function` says when the override applies, and `override` says what to write instead")
                .subject(missing.join(" ")),
        );
    }
}
