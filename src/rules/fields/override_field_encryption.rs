use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::edits;
use crate::rules::declare_rule;
use crate::schema::ApiVersion;
use crate::text::Fix;

declare_rule! {
    /// Finds `encryption_enabled` in an entry of `override_fields`.
    ///
    /// According to the documentation of the official SDKs, the key is deprecated there in API
    /// version 2025-09-18 and has no effect.
    ///
    /// # Bad
    /// ```json
    /// {"override_fields": [{"target": "LeadSource", "override_value": "Polytomic", "encryption_enabled": true}]}
    /// ```
    /// ```text
    /// 1:78: advice[PT058]: `override_fields[0].encryption_enabled` is ignored in API version 2025-09-18
    /// ```
    /// # Fixed
    /// ```json
    /// {"override_fields": [{"target": "LeadSource", "override_value": "Polytomic"}]}
    /// ```
    /// # Good
    /// ```json
    /// {"override_fields": [{"target": "LeadSource", "override_value": "Polytomic"}]}
    /// ```
    OverrideFieldEncryption {
        code: "PT058", name: "override-field-encryption", group: Fields, severity: Advice,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0", tag: Unnecessary,
        source: "Python SDK 25.9.5, docstring of `override_fields`",
        summary: "`encryption_enabled` in `override_fields`",
        keys: ["override_fields"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    if body.version < ApiVersion::V2025_09_18 {
        return;
    }
    for entry in &body.override_mappings {
        let Some(flag) = entry.encryption_enabled.node() else { continue };
        out.push(
            Draft::key(
                &INFO,
                flag,
                format!("`{}` is ignored in API version {}", flag.path(), body.version),
            )
            .label("ignored")
            .help("remove it; encrypted fields belong in `fields`")
            .fix(Fix::safe("remove `encryption_enabled`", edits::remove(flag))),
        );
    }
}
