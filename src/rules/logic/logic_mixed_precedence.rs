use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::{Fix, Span, shown};

declare_rule! {
    /// Finds `and` and `or` mixed without parentheses, and shows how the expression is read: `and`
    /// binds tighter.
    ///
    /// That `and` binds tighter is common practice, but not documented.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"logic": "A and B or C", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "owner"}, "function": "IsNotNull", "label": "C"}]}}
    /// ```
    /// ```text
    /// 1:29: advice[PT075]: `model_filters.logic` mixes `and` and `or` without parentheses
    /// ```
    /// # Fixed
    /// ```json
    /// {"model_filters": {"logic": "(A and B) or C", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "owner"}, "function": "IsNotNull", "label": "C"}]}}
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"logic": "(A and B) or C", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "owner"}, "function": "IsNotNull", "label": "C"}]}}
    /// ```
    LogicMixedPrecedence {
        code: "PT075", name: "logic-mixed-precedence", group: Logic, severity: Advice,
        evidence: Heuristic, fix: Unsafe, strict: false, since: "0.1.0",
        summary: "`and` and `or` mixed without parentheses",
        keys: ["filter_logic", "logic"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for scope in body.scopes() {
        let Some(logic) = &scope.logic else { continue };
        if !logic.parts.mixed || !logic.parts.mistakes.is_empty() {
            continue;
        }
        let mut runs = logic.parts.and_runs.clone();
        runs.sort_by_key(|run| run.start);
        let mut read = String::new();
        let mut at = 0;
        for run in &runs {
            // Runs inside others are left to the next round of fixes.
            if run.start >= at {
                read.push_str(&logic.text[at..run.start]);
                read.push_str(&format!("({})", &logic.text[run.clone()]));
                at = run.end;
            }
        }
        read.push_str(&logic.text[at..]);
        let edits = runs
            .iter()
            .flat_map(|run| {
                let span = logic.span(run);
                [(Span::empty(span.start), "(".to_owned()), (Span::empty(span.end), ")".to_owned())]
            })
            .collect();
        out.push(
            Draft::value(
                &INFO,
                logic.node,
                format!("`{}` mixes `and` and `or` without parentheses", scope.path),
            )
            .label("`and` binds tighter")
            .help(format!("add parentheses to make it clear; it is read as `{}`", shown(&read)))
            .fix(Fix::unsafe_("add parentheses", edits)),
        );
    }
}
