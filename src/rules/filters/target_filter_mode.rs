use crate::endpoint::{Body, ModeWord, judged};
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds Target filters in a sync whose mode is not `update`.
    ///
    /// The vendor's guides describe them for update-only syncs. Which modes take them is said by
    /// each destination, so another mode may do.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "create", "target_filters": {"conditions": [{"field": "Industry", "function": "IsNotNull"}]}}
    /// ```
    /// ```text
    /// 1:20: warning[PT065]: `target_filters` stand in a sync of mode `create`
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "update", "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}]},
    ///   "target_filters": {"conditions": [{"field": "Industry", "function": "IsNotNull"}]}}
    /// ```
    TargetFilterMode {
        code: "PT065", name: "target-filter-mode", group: Filters, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        summary: "Target filters outside mode `update`",
        keys: ["field_type", "target_filters"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(mode) = body.top.mode.node().filter(|mode| !mode.is_text("update")) else { return };
    let wrong = match body.mode_word() {
        // Another mode is needed first.
        ModeWord::NotOffered => Some(false),
        word => word.says(|facts| facts.supports_target_filters).map(|supported| !supported),
    };
    let Some(severity) = judged(wrong, INFO.severity) else { return };
    let name = mode.text().unwrap_or_default();
    let usual = "use mode `update`, or take the Target filters out; which modes take them depends on the destination";
    let help = match severity {
        Severity::Error => "remove the target filters, or use a mode that supports them",
        _ => usual,
    };
    let kinds = body
        .filters
        .iter()
        .filter_map(|filter| filter.field_type.node())
        .filter(|kind| kind.is_text("Target"));
    for kind in kinds {
        out.push(
            Draft::value(
                &INFO,
                kind,
                format!("a Target filter stands in a sync of mode `{}`", shown(&name)),
            )
            .severity(severity)
            .label("for mode `update`")
            .second(mode.span(), "the mode")
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
                format!("`target_filters` stand in a sync of mode `{}`", shown(&name)),
            )
            .severity(severity)
            .label("for mode `update`")
            .second(mode.span(), "the mode")
            .help(help),
        );
    }
}
