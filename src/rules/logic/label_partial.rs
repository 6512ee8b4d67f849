use std::collections::HashSet;

use crate::endpoint::Body;
use crate::endpoint::needs::is_error_unlabeled;
use crate::finding::{Draft, Findings};
use crate::json::edits;
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds a scope in which some filters have labels and others have none.
    ///
    /// According to the documentation of the newer format, either all filters or none have labels,
    /// so it is an error there. For the older format, the documentation does not say.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"logic": "A and B", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull"}]}}
    /// ```
    /// ```text
    /// 3:5: error[PT078]: `model_filters.conditions[1]` has no label, but 1 of the 2 filters has one
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
        also: [(Warning, "in the older filter format")],
        source: "Python SDK 25.9.10, docstring of `ModelFilters.logic`",
        summary: "some filters labeled, others not",
        keys: ["label"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let mut reported = HashSet::new();
    for scope in body.scopes() {
        let labeled = scope.entries.iter().filter(|entry| entry.label.is_some()).count();
        let mut unlabeled =
            scope.entries.iter().filter(|entry| entry.label.is_none() && !entry.unreadable);
        let (Some(entry), true) = (unlabeled.next(), labeled > 0) else { continue };
        if !reported.insert(entry.node.id()) {
            continue;
        }
        let taken = |name: &String| {
            scope.entries.iter().any(|other| other.label.is_some() && other.names.contains(name))
        };
        let alone = unlabeled.next().is_none();
        // An expression without it is only about the other filters.
        let named = |name: &String| {
            scope.logic.as_ref().is_none_or(|logic| logic.labels().any(|(label, _)| label == name))
        };
        let free = entry.positional.first().filter(|name| alone && !taken(name) && named(name));
        let fix = free.map(|name| {
            let edits = match entry.node.get("label") {
                Some(blank) => edits::replace(blank, crate::json::quote(name)),
                None => edits::insert(entry.node, &[format!("\"label\": \"{name}\"")]),
            };
            Fix::unsafe_(format!("add the label `{name}`"), edits)
        });
        let count = scope.entries.len();
        let verb = if labeled == 1 { "has" } else { "have" };
        out.push(
            Draft::at(
                &INFO,
                entry.node,
                entry.node.opener(),
                format!(
                    "`{}` has no label, but {labeled} of the {count} filters {verb} one",
                    entry.node.path()
                ),
            )
            .severity(match is_error_unlabeled(scope.new_shape, labeled) {
                true => Severity::Error,
                false => Severity::Warning,
            })
            .label("missing label")
            .help("label every filter or none of them")
            .subject("label")
            .maybe_fix(fix),
        );
    }
}
