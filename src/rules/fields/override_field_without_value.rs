use super::names_nothing;
use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::schema::ApiVersion;

declare_rule! {
    /// Finds an entry of `override_fields` without `override_value`.
    ///
    /// The documentation of the official SDKs for 2025-09-18 requires it, unless there is a
    /// (deprecated) `source`, so it is an error in that version. In earlier versions it is a
    /// warning, because their documentation does not require it.
    ///
    /// # Bad
    /// ```json
    /// {"override_fields": [{"target": "LeadSource"}]}
    /// ```
    /// ```text
    /// 1:22: error[PT057]: `override_fields[0]` is missing `override_value`
    /// ```
    /// # Good
    /// ```json
    /// {"override_fields": [{"target": "LeadSource", "override_value": "Polytomic"}]}
    /// ```
    OverrideFieldWithoutValue {
        code: "PT057", name: "override-field-without-value", group: Fields, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        summary: "override field without `override_value`",
        keys: ["override_fields"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let severity = match body.version >= ApiVersion::V2025_09_18 {
        true => Severity::Error,
        false => Severity::Warning,
    };
    for entry in &body.override_mappings {
        if body.has_source(entry) || entry.override_value.is_present() || names_nothing(entry) {
            continue;
        }
        out.push(
            Draft::missing(
                &INFO,
                entry.node,
                format!("`{}` is missing `override_value`", entry.node.path()),
            )
            .severity(severity)
            .label("no value to write")
            .help("add `override_value`, the fixed value to write")
            .subject(entry.target.text().unwrap_or_default()),
        );
    }
}
