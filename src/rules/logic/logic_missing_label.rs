use std::collections::HashSet;

use crate::finding::{Draft, Severity, shown};
use crate::fix::Fix;
use crate::request::Body;
use crate::rule::{Findings, declare_rule};
use crate::source::Span;

declare_rule! {
    /// Finds a filter that the expression over its scope leaves out.
    ///
    /// The documentation of the new shape says that every condition has to be named, or the body is
    /// rejected; there it is an error. Of the old shape that is not said.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"logic": "A and B", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "owner"}, "function": "IsNotNull", "label": "C"}]}}
    /// ```
    /// ```text
    /// 1:29: error[PT072]: `model_filters.logic` does not name the filter `C`
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"logic": "A and B and C", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "owner"}, "function": "IsNotNull", "label": "C"}]}}
    /// ```
    LogicMissingLabel {
        code: "PT072", name: "logic-missing-label", group: Logic, severity: Warning,
        evidence: Documented, fix: Unsafe, strict: false,
        summary: "a filter that the expression does not name",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for scope in body.scopes() {
        let Some(logic) = scope.logic.as_ref().filter(|logic| !logic.has_numbers()) else {
            continue;
        };
        let partial = scope.entries.iter().any(|entry| entry.label.is_some())
            && scope.entries.iter().any(|entry| entry.label.is_none() && !entry.unreadable);
        if partial {
            continue;
        }
        let named: HashSet<&str> = logic.labels().map(|(label, _)| label).collect();
        let unknown: HashSet<String> = named
            .iter()
            .filter(|label| scope.find(label).is_none())
            .map(|label| label.to_ascii_lowercase())
            .collect();
        let grouped = logic.parts.mixed || logic.text.to_ascii_lowercase().contains(" or ");
        for entry in scope.entries.iter().filter(|entry| !entry.unreadable) {
            let Some(name) = entry.names.first() else { continue };
            // An unknown label that differs by case alone is this one, misspelt.
            let misspelt = || unknown.contains(&name.to_ascii_lowercase());
            if entry.names.iter().any(|name| named.contains(name.as_str())) || misspelt() {
                continue;
            }
            let inner = logic.node.inner();
            let quoted = crate::json::quote(name);
            let add = format!(" and {}", quoted.trim_matches('"'));
            let edits = if grouped {
                vec![
                    (Span::empty(inner.start), "(".to_owned()),
                    (Span::empty(inner.end), format!("){add}")),
                ]
            } else {
                vec![(Span::empty(inner.end), add)]
            };
            let place = entry.label.map_or(entry.node.opener(), |label| label.span());
            out.push(
                Draft::value(&INFO, logic.node, format!("`{}` does not name the filter `{}`", scope.path, shown(name)))
                    .severity(if scope.new_shape { Severity::Error } else { Severity::Warning })
                    .label("names every filter but one")
                    .second(place, "this filter")
                    .help("name every filter in the expression; the documentation of the newer shape says that one left out makes the body be rejected")
                    .subject(name.as_str())
                    .fix(Fix::unsafe_(format!("add `and {}`", shown(name)), edits)),
            );
        }
    }
}
