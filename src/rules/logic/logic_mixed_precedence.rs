use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::{Fix, Span, shown};

declare_rule! {
    /// Finds `and` and `or` side by side without parentheses, and shows how they are read: `and`
    /// binds tighter.
    ///
    /// That `and` binds tighter is common practice; the documentation does not say it.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"logic": "A and B or C", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "owner"}, "function": "IsNotNull", "label": "C"}]}}
    /// ```
    /// ```text
    /// 1:29: advice[PT075]: `model_filters.logic` has `and` and `or` side by side
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
        summary: "`and` and `or` side by side without parentheses",
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
            // Runs inside of others are left to the next round.
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
                format!("`{}` has `and` and `or` side by side", scope.path),
            )
            .label("`and` binds tighter")
            .help(format!("it is read as `{}`; parentheses would say so", shown(&read)))
            .fix(Fix::unsafe_("add parentheses", edits)),
        );
    }
}
