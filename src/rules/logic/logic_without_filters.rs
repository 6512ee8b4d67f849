use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::edits;
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::{Fix, shown};

declare_rule! {
    /// Finds a logic expression without any filters to combine.
    ///
    /// In the newer format it is an error. In the older one it is a warning, because an example of
    /// Polytomic's own first SDK has such an expression.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"logic": "A and B", "conditions": []}}
    /// ```
    /// ```text
    /// 1:29: error[PT073]: `model_filters.logic` is `A and B`, but there are no filters to combine
    /// ```
    /// # Fixed
    /// ```json
    /// {"model_filters": {"conditions": []}}
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"logic": "", "conditions": []}}
    /// ```
    LogicWithoutFilters {
        code: "PT073", name: "logic-without-filters", group: Logic, severity: Warning,
        evidence: Implied, fix: Safe, strict: false, since: "0.1.0",
        also: [(Error, "in the newer filter format")],
        source: "Python SDK 25.9.10, docstring of `ModelFilters.logic`",
        summary: "logic expression without filters",
        keys: ["filter_logic", "logic"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for scope in body.scopes() {
        let Some(logic) = &scope.logic else { continue };
        let elsewhere = logic.labels().any(|(label, _)| scope.find_other(label).is_some());
        if !scope.entries.is_empty() || !scope.complete || elsewhere {
            continue;
        }
        out.push(
            Draft::value(
                &INFO,
                logic.node,
                format!(
                    "`{}` is `{}`, but there are no filters to combine",
                    scope.path,
                    shown(&logic.text)
                ),
            )
            .severity(if scope.new_shape { Severity::Error } else { Severity::Warning })
            .label("combines nothing")
            .help("add the filters, or remove the expression")
            .fix(Fix::safe("remove the expression", edits::remove(logic.node))),
        );
    }
}
