use crate::endpoint::tables::needs;
use crate::endpoint::{Body, Slot};
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;

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
        also: [(Warning, "before API version 2025-09-18")],
        source: "Python SDK 25.9.10, docstring of `override_fields`; Terraform provider 3, acceptance tests",
        summary: "override field without `override_value`",
        keys: ["override_fields"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let severity = match needs::OVERRIDE_VALUE.is_error(body.version) {
        true => Severity::Error,
        false => Severity::Warning,
    };
    for entry in &body.override_mappings {
        // A source that names nothing is none.
        let source = if body.has_source(&entry) { Slot::Reported } else { Slot::Absent };
        let needed = needs::OVERRIDE_VALUE.holds(entry.node, |_| source);
        if !needed || entry.fixed_value().is_present() {
            continue;
        }
        let path = entry.node.path();
        let draft = match entry.override_value.node() {
            Some(blank) => Draft::value(
                &INFO,
                blank,
                format!("`{path}.override_value` is blank, which counts as no value"),
            )
            .help("write the fixed value; an empty one cannot be written, and the API then looks for a source"),
            None => Draft::missing(
                &INFO,
                entry.node,
                format!("`{path}` is missing `override_value`"),
            )
            .help("add `override_value`, the fixed value to write"),
        };
        out.push(
            draft
                .severity(severity)
                .label("no value to write")
                .subject(entry.target.text().unwrap_or_default()),
        );
    }
}
