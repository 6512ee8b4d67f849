use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::escape;
use crate::rules::declare_rule;
use crate::text::{Fix, list, shown};

declare_rule! {
    /// Finds a label in an expression that no filter of its scope has, and lists the labels that
    /// exist. Labels are case-sensitive.
    ///
    /// An unlabeled filter is referred to by its position: A, B, C. In the older format, the
    /// documentation does not say whether positions count all filters or only those of the same
    /// scope, so both are accepted.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"logic": "A and B and C", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"}]}}
    /// ```
    /// ```text
    /// 1:42: error[PT071]: `model_filters.logic` refers to `C`, but no filter has that label
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"logic": "A and B", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"}]}}
    /// ```
    LogicUnknownLabel {
        code: "PT071", name: "logic-unknown-label", group: Logic, severity: Error,
        evidence: Documented, fix: Both, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.10, docstring of `ModelFilters.logic`",
        summary: "unknown label in a logic expression",
        keys: ["filter_logic", "logic"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for scope in body.scopes() {
        let Some((logic, unknown)) = scope.unknown_labels() else { continue };
        let names: Vec<&str> = scope
            .entries
            .iter()
            .filter_map(|entry| entry.names.first())
            .map(String::as_str)
            .collect();
        let there = match names.len() {
            1 => format!("the only label here is `{}`", shown(names[0])),
            2..=12 => format!("the labels here are {}", list(&names, "and")),
            count => format!("there are {count} filters here"),
        };
        for unknown in unknown {
            let label = &unknown.label;
            let span = logic.span(&unknown.range);
            let draft = Draft::at(
                &INFO,
                logic.node,
                span,
                format!(
                    "`{}` refers to `{}`, but no filter has that label",
                    scope.path,
                    shown(label)
                ),
            )
            .label("unknown label")
            .subject(label);
            let write = |name: &str| vec![(span, escape(name))];
            out.push(match (&unknown.same, &unknown.near) {
                (Some(one), _) => draft
                    .help(format!("write `{one}`; labels are case-sensitive"))
                    .fix(Fix::safe(format!("change to `{one}`"), write(one))),
                (None, Some(name)) => draft
                    .help(match names.len() {
                        1 => format!("did you mean `{name}`? it is the only label here"),
                        _ => format!("did you mean `{name}`? {there}"),
                    })
                    .fix(Fix::unsafe_(format!("change to `{name}`"), write(name))),
                _ => draft.help(format!(
                    "add a filter labeled `{0}`, or remove `{0}` from the expression; {there}",
                    shown(label)
                )),
            });
        }
    }
}
