use crate::endpoint::Body;
use crate::endpoint::logic::is_label;
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::{Fix, shown};

declare_rule! {
    /// Finds an expression that names filters by number, such as `1 AND 2`.
    ///
    /// The vendor's documents disagree: one attribute's text shows numbers, while its guide and
    /// tests use letters and the grammar has no numbers. In the new shape it is an error. Where a
    /// filter has the number for its label, that alone is told (PT005, PT076).
    ///
    /// API version: 2024-02-08
    ///
    /// # Bad
    /// ```json
    /// {"filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull"},
    ///   {"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull"}], "filter_logic": "1 AND 2"}
    /// ```
    /// ```text
    /// 2:128: warning[PT074]: `filter_logic` names filters by number: `1 AND 2`
    /// ```
    /// # Fixed
    /// ```json
    /// {"filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull"},
    ///   {"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull"}], "filter_logic": "A AND B"}
    /// ```
    /// # Good
    /// ```json
    /// {"filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull"},
    ///   {"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull"}], "filter_logic": "A AND B"}
    /// ```
    LogicNumericLabels {
        code: "PT074", name: "logic-numeric-labels", group: Logic, severity: Warning,
        evidence: Documented, fix: Unsafe, strict: false, since: "0.1.0",
        summary: "filters named by number",
        keys: ["filter_logic", "logic"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for scope in body.scopes() {
        let Some(logic) = scope.logic.as_ref().filter(|logic| logic.has_numbers()) else {
            continue;
        };
        // A number that starts at one is a position; its filter's own name stands for it.
        let edits: Option<Vec<_>> = logic
            .parts
            .numbers
            .iter()
            .map(|range| {
                let number: usize = logic.text[range.clone()].parse().ok()?;
                let name = scope.entries.get(number.checked_sub(1)?)?.names.first()?;
                is_label(name).then(|| (logic.span(range), name.clone()))
            })
            .collect();
        out.push(
            Draft::value(
                &INFO,
                logic.node,
                format!("`{}` names filters by number: `{}`", scope.path, shown(&logic.text)),
            )
            .severity(if scope.new_shape { Severity::Error } else { Severity::Warning })
            .label("labels are letters")
            .help("name filters by their labels, or by position as A, B, C")
            .maybe_fix(edits.map(|edits| Fix::unsafe_("write letters", edits))),
        );
    }
}
