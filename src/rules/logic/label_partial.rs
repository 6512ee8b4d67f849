use std::collections::HashSet;

use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::edits;
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds a scope in which some filters have labels and others have none.
    ///
    /// The documentation of the new shape says to label all or none; there it is an error. Of the
    /// old shape nothing is said.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"logic": "A and B", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull"}]}}
    /// ```
    /// ```text
    /// 3:5: error[PT078]: 1 of 2 filters have labels, `model_filters.conditions[1]` has none
    /// ```
    /// # Fixed
    /// ```json
    /// {"model_filters": {"logic": "A and B", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"}]}}
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"logic": "A and B", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"}]}}
    /// ```
    LabelPartial {
        code: "PT078", name: "label-partial", group: Logic, severity: Error,
        evidence: Documented, fix: Unsafe, strict: false, since: "0.1.0",
        summary: "some filters labelled, others not",
        keys: ["label"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let mut said = HashSet::new();
    for scope in body.scopes() {
        let labeled = scope.entries.iter().filter(|entry| entry.label.is_some()).count();
        let mut bare =
            scope.entries.iter().filter(|entry| entry.label.is_none() && !entry.unreadable);
        let (Some(entry), true) = (bare.next(), labeled > 0) else { continue };
        if !said.insert(entry.node.id()) {
            continue;
        }
        let taken = |name: &String| {
            scope.entries.iter().any(|other| other.label.is_some() && other.names.contains(name))
        };
        let alone = bare.next().is_none();
        // An expression that does not name it either is there for the other filters alone.
        let named = |name: &String| {
            scope.logic.as_ref().is_none_or(|logic| logic.labels().any(|(label, _)| label == name))
        };
        let free = entry.positional.first().filter(|name| alone && !taken(name) && named(name));
        let fix = free.map(|name| {
            let edits = match entry.node.get("label") {
                Some(blank) => edits::replace(blank, crate::json::quote(name)),
                None => edits::insert(entry.node, &[format!("\"label\": \"{name}\"")]),
            };
            Fix::unsafe_(format!("label it `{name}`"), edits)
        });
        let count = scope.entries.len();
        out.push(
            Draft::at(
                &INFO,
                entry.node,
                entry.node.opener(),
                format!(
                    "{labeled} of {count} filters have labels, `{}` has none",
                    entry.node.path()
                ),
            )
            .severity(if scope.new_shape { Severity::Error } else { Severity::Warning })
            .label("no label")
            .help("label all of them, or none")
            .subject("label")
            .maybe_fix(fix),
        );
    }
}
