use std::collections::HashSet;

use crate::endpoint::{Body, Logic, Named, Scope, logic};
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::{Fix, Span, shown};

declare_rule! {
    /// Finds a filter that is missing from the expression of its scope.
    ///
    /// According to the documentation of the newer format, a body is rejected if a condition is
    /// left out, so it is an error there. For the older format, the documentation does not say.
    ///
    /// A filter that could be a Model or a Target filter can be in either of the two older
    /// expressions; if both leave it out, it is reported once. Nothing is reported if a syntax
    /// error may hide the label (PT070), or if the other expression refers to the filter (PT080).
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"logic": "A and B", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "owner"}, "function": "IsNotNull", "label": "C"}]}}
    /// ```
    /// ```text
    /// 1:29: error[PT072]: filter `C` is missing from `model_filters.logic`
    /// ```
    /// # Fixed
    /// ```json
    /// {"model_filters": {"logic": "A and B and C", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "owner"}, "function": "IsNotNull", "label": "C"}]}}
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"logic": "A and B and C", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "owner"}, "function": "IsNotNull", "label": "C"}]}}
    /// ```
    LogicMissingLabel {
        code: "PT072", name: "logic-missing-label", group: Logic, severity: Error,
        evidence: Documented, fix: Unsafe, strict: false, since: "0.1.0",
        also: [(Warning, "in the older filter format")],
        source: "Python SDK 25.9.10, docstring of `ModelFilters.logic`",
        summary: "filter missing from the logic expression",
        keys: ["filter_logic", "logic"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let old: Vec<&Scope<'_>> = body.scopes().iter().filter(|scope| !scope.new_shape).collect();
    let in_old: HashSet<&str> = old.iter().copied().flat_map(named).collect();
    let strayed: HashSet<&str> = old.iter().copied().flat_map(strayed).collect();
    let silent = |scope: &Scope<'_>| {
        scope.logic.as_ref().is_some_and(|logic| is_unsure(logic) || is_partial(scope))
    };
    let old_silent = old.iter().any(|scope| silent(scope));
    let mut reported = HashSet::new();
    for scope in body.scopes() {
        let Some(logic) = scope.logic.as_ref().filter(|_| !silent(scope)) else { continue };
        let mut named: HashSet<&str> = named(scope).collect();
        // A misspelled label counts as the one it is close to.
        named.extend(
            scope
                .unknown()
                .iter()
                .filter_map(|it| it.same.as_ref().or(it.near.as_ref()))
                .map(String::as_str),
        );
        let mut left_out = Vec::new();
        for entry in scope.entries.iter().filter(|entry| !entry.unreadable) {
            let is = |names: &HashSet<&str>| entry.names.iter().any(|name| names.contains(&**name));
            let elsewhere = if entry.both {
                // It can be in either expression, so it is reported only if both leave it out.
                is(&in_old) || old_silent || !reported.insert(entry.node.id())
            } else {
                !scope.new_shape && is(&strayed)
            };
            if !(is(&named) || elsewhere) {
                left_out.push(entry);
            }
        }
        let label = match left_out.len() {
            1 => "leaves out one filter".to_owned(),
            count => format!("leaves out {count} filters"),
        };
        for entry in left_out {
            let by_two = entry.both && old.iter().all(|scope| scope.logic.is_some());
            out.push(missing(scope, logic, entry, by_two).label(label.clone()));
        }
    }
}

/// The labels in an expression.
fn named<'s>(scope: &'s Scope<'_>) -> impl Iterator<Item = &'s str> {
    scope.logic.iter().flat_map(Logic::labels).map(|(label, _)| label)
}

/// The labels that are in the wrong one of the two expressions, which PT080 reports.
fn strayed<'s>(scope: &'s Scope<'_>) -> impl Iterator<Item = &'s str> {
    let is_reported = scope.logic.as_ref().is_some_and(|logic| !logic.has_numbers());
    named(scope).filter(move |name| is_reported && scope.find(name).is_none())
}

/// Whether some filters have labels and others have none, which PT078 reports.
fn is_partial(scope: &Scope<'_>) -> bool {
    scope.entries.iter().any(|entry| entry.label.is_some())
        && scope.entries.iter().any(|entry| entry.label.is_none() && !entry.unreadable)
}

/// Whether a part of the expression cannot be parsed and could be the label.
fn is_unsure(logic: &Logic<'_>) -> bool {
    let parts = &logic.parts;
    logic.has_numbers() || parts.gap || parts.labels.is_empty() && !parts.mistakes.is_empty()
}

fn missing(scope: &Scope<'_>, logic: &Logic<'_>, entry: &Named<'_>, by_two: bool) -> Draft {
    let place = entry.label.map_or(entry.node.opener(), |label| label.span());
    let path = entry.node.path();
    let name = entry.names.first();
    let what = name.map_or(format!("filter `{path}`, which has no label,"), |name| {
        format!("filter `{}`", shown(name))
    });
    let message = if by_two {
        format!("{what} is missing from both `filter_logic` and `target.filter_logic`")
    } else {
        format!("{what} is missing from `{}`", scope.path)
    };
    let draft = Draft::value(&INFO, logic.node, message)
        .severity(if scope.new_shape { Severity::Error } else { Severity::Warning })
        .second(place, "not in the expression");
    let Some(name) = name else {
        return draft
            .help("add labels to the filters; only the first 26 have a letter by position")
            .subject(path);
    };
    let draft = draft
        .help("include every filter in the expression; the documentation for the newer format says that a body is rejected if one is left out")
        .subject(name.as_str());
    // A malformed label cannot be used there; PT076 reports it.
    if !logic::is_label(name) {
        return draft;
    }
    let inner = logic.node.inner();
    let add = format!(" and {name}");
    let edits = if logic.parts.has_or {
        vec![
            (Span::empty(inner.start), "(".to_owned()),
            (Span::empty(inner.end), format!("){add}")),
        ]
    } else {
        vec![(Span::empty(inner.end), add)]
    };
    draft.fix(Fix::unsafe_(format!("add `and {}`", shown(name)), edits))
}
