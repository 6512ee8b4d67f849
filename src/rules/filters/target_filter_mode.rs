use crate::endpoint::model::{FieldType, SyncMode};
use crate::endpoint::{Body, ModeWord, level_by_responses};
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds Target filters in a sync whose mode is not `update`.
    ///
    /// Polytomic's guides describe them for update-only syncs. Each destination determines which
    /// modes support them, so another mode may work.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "create", "target_filters": {"conditions": [{"field": "Industry", "function": "IsNotNull"}]}}
    /// ```
    /// ```text
    /// 1:20: warning[PT065]: `target_filters` is used with mode `create`
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "update", "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}]},
    ///   "target_filters": {"conditions": [{"field": "Industry", "function": "IsNotNull"}]}}
    /// ```
    TargetFilterMode {
        code: "PT065", name: "target-filter-mode", group: Filters, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        also: [(Error, "if a saved response says that the mode does not support them")],
        source: "Terraform provider; guide to Salesforce; `supports_target_filters`: Python SDK 25.9.10",
        summary: "Target filters in a mode other than `update`",
        keys: ["field_type", "target_filters"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(mode) = body.top.mode.node() else { return };
    if body.mode() == Some(SyncMode::Update) {
        return;
    }
    let wrong = match body.mode_word() {
        // Another mode is needed first.
        ModeWord::NotOffered => Some(false),
        word => word.says(|facts| facts.supports_target_filters).map(|supported| !supported),
    };
    let Some(severity) = level_by_responses(wrong, INFO.severity) else { return };
    let name = mode.text().unwrap_or_default();
    let usual = "use mode `update`, or remove the Target filters; which modes support them depends on the destination";
    let (label, help) = match severity {
        Severity::Error => (
            "not supported in this mode",
            "remove the Target filters, or use a mode that supports them",
        ),
        _ => ("documented for mode `update`", usual),
    };
    let kinds = body
        .filters
        .iter()
        .filter(|filter| filter.is_about(FieldType::Target))
        .filter_map(|filter| filter.field_type.node());
    for kind in kinds {
        out.push(
            Draft::value(
                &INFO,
                kind,
                format!("a Target filter is used with mode `{}`", shown(&name)),
            )
            .severity(severity)
            .label(label)
            .second(mode.span(), "the sync's mode")
            .help(help),
        );
    }
    if let Some(filters) =
        body.target_conditions.filter(|filters| !body.conditions(*filters).is_empty())
    {
        out.push(
            Draft::key(
                &INFO,
                filters.node,
                format!("`target_filters` is used with mode `{}`", shown(&name)),
            )
            .severity(severity)
            .label(label)
            .second(mode.span(), "the sync's mode")
            .help(help),
        );
    }
}
