use crate::endpoint::Body;
use crate::endpoint::logic::is_label;
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::{Fix, shown};

declare_rule! {
    /// Finds an expression that refers to filters by number, such as `1 AND 2`.
    ///
    /// Polytomic's documents disagree: the description of one attribute shows numbers, while its
    /// guide and tests use letters, and the grammar has no numbers. In the newer format it is an
    /// error. If a filter has the number as its label, only the label is reported (PT005, PT076).
    ///
    /// API version: 2024-02-08
    ///
    /// # Bad
    /// ```json
    /// {"filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull"},
    ///   {"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull"}], "filter_logic": "1 AND 2"}
    /// ```
    /// ```text
    /// 2:128: warning[PT074]: `filter_logic` refers to filters by number: `1 AND 2`
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
        also: [(Error, "in the newer filter format")],
        source: "Terraform provider 3, guide to filters",
        summary: "filters referred to by number",
        keys: ["filter_logic", "logic"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for scope in body.scopes() {
        let Some(logic) = scope.logic.as_ref().filter(|logic| logic.has_numbers()) else {
            continue;
        };
        // The number is the position of a filter, counted from one; its label replaces it.
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
                format!("`{}` refers to filters by number: `{}`", scope.path, shown(&logic.text)),
            )
            .severity(if scope.new_shape { Severity::Error } else { Severity::Warning })
            .label("numbers are not labels")
            .help("use the filter labels, or A, B, C by position")
            .maybe_fix(edits.map(|edits| Fix::unsafe_("change the numbers to letters", edits))),
        );
    }
}
