use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::endpoint::Body;
use crate::endpoint::logic::Mistake;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::{Fix, Span, shown};

declare_rule! {
    /// Finds syntax errors in a logic expression: unmatched or empty parentheses, an operator with
    /// a label missing on one side, two labels without an operator, `&&`, `||`, `NOT`, or commas.
    /// Each one is reported at its place inside the string, all of them in one run.
    ///
    /// The documentation of the official SDKs gives the grammar: labels, `and` and `or` in any
    /// case, parentheses, and nothing else. That the older `filter_logic` follows it is inferred
    /// from the same examples.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"logic": "A && B", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"}]}}
    /// ```
    /// ```text
    /// 1:32: error[PT070]: expected `and` in `model_filters.logic`, found `&&`
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
    LogicSyntax {
        code: "PT070", name: "logic-syntax", group: Logic, severity: Error,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.10, docstring of `ModelFilters.logic`",
        summary: "syntax error in a logic expression",
        keys: ["filter_logic", "logic"], check: check,
    }
}

/// So many of a kind are a finding each; more are one.
const FEW: usize = 3;
/// So many of them get a label.
const SHOWN: usize = 7;

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for scope in body.scopes() {
        let Some(logic) = scope.logic.as_ref().filter(|logic| !logic.has_numbers()) else {
            continue;
        };
        let unclosed =
            logic.parts.mistakes.iter().all(|(it, _)| *it == Mistake::Unclosed { empty: false });
        let kind = |mistake: &Mistake, range: &Range<usize>| {
            (std::mem::discriminant(mistake), &logic.text[range.clone()])
        };
        let mut counts = HashMap::new();
        for (mistake, range) in &logic.parts.mistakes {
            *counts.entry(kind(mistake, range)).or_insert(0_usize) += 1;
        }
        let mut reported = HashSet::new();
        for (mistake, range) in &logic.parts.mistakes {
            let count = counts[&kind(mistake, range)];
            if count > FEW && !reported.insert(kind(mistake, range)) {
                continue;
            }
            let span = logic.span(range);
            let found = shown(&logic.text[range.clone()]);
            let (message, help) = text(*mistake, &found, scope.path);
            let fix = match mistake {
                Mistake::Stray(Some(word)) => Some(Fix::safe(
                    format!("change to `{word}`"),
                    vec![(span, spaced(&logic.text, range, word))],
                )),
                Mistake::Unclosed { .. } if unclosed => {
                    let end = Span::empty(logic.node.inner().end);
                    Some(Fix::safe("add `)` at the end", vec![(end, ")".to_owned())]))
                }
                Mistake::Unopened { last: true } => {
                    Some(Fix::safe("remove the unmatched `)`", vec![(span, String::new())]))
                }
                _ => None,
            };
            let mut draft =
                Draft::at(&INFO, logic.node, span, message).label(label(*mistake)).help(help);
            if count > FEW {
                draft.message = format!("{} ({count} times)", draft.message);
                let same =
                    |it: &&(Mistake, Range<usize>)| kind(&it.0, &it.1) == kind(mistake, range);
                let others = logic.parts.mistakes.iter().filter(same).skip(1).take(SHOWN);
                for (_, range) in others {
                    draft = draft.second(logic.span(range), "and here");
                }
            } else {
                draft = draft.maybe_fix(fix);
            }
            out.push(draft);
        }
    }
}

/// The word with the spaces that it needs and the operator did not.
fn spaced(text: &str, range: &std::ops::Range<usize>, word: &str) -> String {
    let glued = |ch: Option<char>| ch.is_some_and(|ch| !ch.is_whitespace());
    let before = if glued(text[..range.start].chars().next_back()) { " " } else { "" };
    let after = if glued(text[range.end..].chars().next()) { " " } else { "" };
    format!("{before}{word}{after}")
}

/// The headline and the help.
fn text(mistake: Mistake, found: &str, path: &str) -> (String, &'static str) {
    match mistake {
        Mistake::Unclosed { .. } => (format!("unclosed `(` in `{path}`"), "add the matching `)`"),
        Mistake::Unopened { .. } => {
            (format!("unmatched `)` in `{path}`"), "remove it, or add the matching `(`")
        }
        Mistake::Empty => (
            format!("empty parentheses in `{path}`"),
            "put a filter label between them, or remove them",
        ),
        Mistake::NoOperand => (
            format!("missing label next to `{found}` in `{path}`"),
            "put a filter label on both sides, or remove the operator",
        ),
        Mistake::NoOperator => (
            format!("missing `and` or `or` before `{found}` in `{path}`"),
            "put `and` or `or` between the two labels",
        ),
        Mistake::Stray(Some(word)) => (
            format!("expected `{word}` in `{path}`, found `{found}`"),
            if word == "and" { "use `and`" } else { "use `or`" },
        ),
        Mistake::Stray(None) => (
            format!("unexpected `{found}` in `{path}`"),
            "remove it; an expression can contain only labels, `and`, `or`, and parentheses",
        ),
        Mistake::NotSupported => (
            format!("`{path}` does not support `{found}`"),
            "use the opposite function in the filter itself, such as `Inequality` or `IsNotNull`; an expression can contain only labels, `and`, `or`, and parentheses",
        ),
    }
}

fn label(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::Unclosed { .. } => "opened here",
        Mistake::Unopened { .. } => "has no opening `(`",
        Mistake::Empty => "nothing inside",
        Mistake::NoOperand => "needs a label on both sides",
        Mistake::NoOperator => "expected `and` or `or` before this",
        Mistake::Stray(_) => "not allowed here",
        Mistake::NotSupported => "unknown operator",
    }
}
