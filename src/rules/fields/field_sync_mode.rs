use crate::endpoint::Body;
use crate::endpoint::tables::lists::FIELD_MODES;
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds a field's `sync_mode` that is neither `create` nor `updateOrCreate`.
    ///
    /// The reference page documents only these two: `create` writes a field only if it is empty,
    /// and `updateOrCreate`, the default, always writes it. The modes of a sync are not the modes
    /// of a field.
    ///
    /// # Bad
    /// ```json
    /// {"fields": [{"target": "Email", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "sync_mode": "update"}]}
    /// ```
    /// ```text
    /// 1:128: warning[PT054]: unknown field mode `update` in `fields[0]`
    /// ```
    /// # Good
    /// ```json
    /// {"fields": [{"target": "Email", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "sync_mode": "create"}]}
    /// ```
    FieldSyncModeValue {
        code: "PT054", name: "field-sync-mode-value", group: Fields, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        also: [(Error, "if a saved response says that the mode supports no field modes")],
        source: "Create Sync reference, API version 2025-09-18 (`sync_mode`)",
        summary: "field `sync_mode` other than `create` or `updateOrCreate`",
        keys: ["sync_mode"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    // Which modes a field may have is not in any response, only whether it may.
    let supported = body.mode_word().says(|facts| facts.supports_field_modes);
    let severity = if supported == Some(false) { Severity::Error } else { INFO.severity };
    for field in body.mappings.iter().chain(&body.override_mappings) {
        let Some(mode) = field.sync_mode.node() else { continue };
        let Some(name) = mode.text().filter(|name| !FIELD_MODES.contains(&&**name)) else {
            continue;
        };
        out.push(
            Draft::value(
                &INFO,
                mode,
                format!("unknown field mode `{}` in `{}`", shown(&name), field.node.path()),
            )
            .severity(severity)
            .label("expected `create` or `updateOrCreate`")
            .help("use `create` to fill the field only if it is empty, or `updateOrCreate` to always write it"),
        );
    }
}
