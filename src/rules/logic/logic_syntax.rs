use crate::endpoint::Body;
use crate::endpoint::logic::Mistake;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::{Fix, Span, shown};

declare_rule! {
    /// Finds what a logic expression cannot have: parentheses that do not match or hold nothing, an
    /// operator without an operand, two labels without an operator, `&&`, `||`, `NOT`, commas. All
    /// of them in one run, each at its place inside the string.
    ///
    /// The documentation of the official SDKs gives the grammar: labels, `and` and `or` in any
    /// case, parentheses, nothing else. That the older `filter_logic` follows it is inferred from
    /// the same examples.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"logic": "A && B", "conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"}]}}
    /// ```
    /// ```text
    /// 1:32: error[PT070]: `model_filters.logic`: `&&` is written `and`
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
        summary: "an expression that the grammar does not allow",
        keys: ["filter_logic", "logic"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for scope in body.scopes() {
        let Some(logic) = scope.logic.as_ref().filter(|logic| !logic.has_numbers()) else {
            continue;
        };
        let unclosed =
            logic.parts.mistakes.iter().all(|(it, _)| *it == Mistake::Unclosed { empty: false });
        for (mistake, range) in &logic.parts.mistakes {
            let span = logic.span(range);
            let found = shown(&logic.text[range.clone()]);
            let (what, help) = text(*mistake, &found);
            let fix = match mistake {
                Mistake::Stray(Some(word)) => Some(Fix::safe(
                    format!("write `{word}`"),
                    vec![(span, spaced(&logic.text, range, word))],
                )),
                Mistake::Unclosed { .. } if unclosed => {
                    let end = Span::empty(logic.node.inner().end);
                    Some(Fix::safe("close the parenthesis at the end", vec![(end, ")".to_owned())]))
                }
                Mistake::Unopened { last: true } => {
                    Some(Fix::safe("remove the parenthesis", vec![(span, String::new())]))
                }
                _ => None,
            };
            out.push(
                Draft::at(&INFO, logic.node, span, format!("`{}`: {what}", scope.path))
                    .label(label(*mistake))
                    .help(help)
                    .maybe_fix(fix),
            );
        }
    }
}

/// The word with the spaces that it needs and the operator did without.
fn spaced(text: &str, range: &std::ops::Range<usize>, word: &str) -> String {
    let glued = |ch: Option<char>| ch.is_some_and(|ch| !ch.is_whitespace());
    let before = if glued(text[..range.start].chars().next_back()) { " " } else { "" };
    let after = if glued(text[range.end..].chars().next()) { " " } else { "" };
    format!("{before}{word}{after}")
}

fn text(mistake: Mistake, found: &str) -> (String, &'static str) {
    match mistake {
        Mistake::Unclosed { .. } => {
            ("this `(` is never closed".to_owned(), "add the `)` that belongs to it")
        }
        Mistake::Unopened { .. } => {
            ("this `)` closes nothing".to_owned(), "remove it, or add the `(` that belongs to it")
        }
        Mistake::Empty => (
            "the parentheses hold nothing".to_owned(),
            "name a filter between them, or remove them",
        ),
        Mistake::NoOperand => (
            format!("`{found}` has no label on one side"),
            "name a filter on both sides, or remove the operator",
        ),
        Mistake::NoOperator => {
            (format!("no `and` or `or` before `{found}`"), "write `and` or `or` between the two")
        }
        Mistake::Stray(Some("and")) => (format!("`{found}` is written `and`"), "write `and`"),
        Mistake::Stray(Some(_)) => (format!("`{found}` is written `or`"), "write `or`"),
        Mistake::Stray(None) => (
            format!("`{found}` has no meaning here"),
            "an expression has labels, `and`, `or` and parentheses, nothing else",
        ),
        Mistake::NotSupported => (
            format!("`{found}` is not part of the grammar"),
            "use the opposite function in the filter itself, such as `Inequality` or `IsNotNull`; `and`, `or` and parentheses are all there is",
        ),
    }
}

fn label(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::Unclosed { .. } => "never closed",
        Mistake::Unopened { .. } => "closes nothing",
        Mistake::Empty => "empty",
        Mistake::NoOperand => "lacks an operand",
        Mistake::NoOperator => "an operator belongs before it",
        Mistake::Stray(_) | Mistake::NotSupported => "not in the grammar",
    }
}
