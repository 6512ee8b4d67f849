use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::escape;
use crate::rules::declare_rule;
use crate::text::{Fix, list, shown};

declare_rule! {
    /// Finds a label in an expression that no filter of its scope has, and lists those that there
    /// are. Labels are case-sensitive.
    ///
    /// An unlabelled filter is named by its position, A, B, C. In the old shape the documentation
    /// does not say whether it is counted among all filters or among those of its scope, so both
    /// names are taken.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"logic": "A and B and C", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"}]}}
    /// ```
    /// ```text
    /// 1:42: error[PT071]: `model_filters.logic` names `C`, but no filter has that label
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
        summary: "a label that no filter has",
        keys: ["filter_logic", "logic"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for scope in body.scopes() {
        let Some(logic) = scope.logic.as_ref().filter(|logic| !logic.has_numbers()) else {
            continue;
        };
        if scope.entries.is_empty() || !scope.complete || scope.unknown().is_empty() {
            continue;
        }
        let names: Vec<&str> = scope
            .entries
            .iter()
            .filter_map(|entry| entry.names.first())
            .map(String::as_str)
            .collect();
        let there = match names.len() {
            1 => format!("the one filter here is labeled `{}`", shown(names[0])),
            2..=12 => format!("the filters here are labeled {}", list(&names, "and")),
            count => format!("there are {count} filters here"),
        };
        for unknown in scope.unknown() {
            let label = &unknown.label;
            let span = logic.span(&unknown.range);
            let draft = Draft::at(
                &INFO,
                logic.node,
                span,
                format!("`{}` names `{}`, but no filter has that label", scope.path, shown(label)),
            )
            .label("not a label of any filter")
            .subject(label);
            let write = |name: &str| vec![(span, escape(name))];
            out.push(match (&unknown.same, &unknown.near) {
                (Some(one), _) => draft
                    .help(format!("labels are case-sensitive; write `{one}`"))
                    .fix(Fix::safe(format!("write `{one}`"), write(one))),
                (None, Some(name)) => draft
                    .help(format!("did you mean `{name}`? {there}"))
                    .fix(Fix::unsafe_(format!("write `{name}`"), write(name))),
                _ => draft.help(format!(
                    "{there}; add a filter labeled `{}`, or take it out of the expression",
                    shown(label)
                )),
            });
        }
    }
}
