//! The fix of PT012 writes the older keys as the newer ones and keeps what they mean: over bodies
//! with filters of both kinds, labeled and not, in several layouts, with comments.

use std::collections::BTreeMap;

use polytomic_lint::{Finding, Fixed, Linter, Severity, Source, apply};
use proptest::prelude::*;
use serde_json::{Value, json};

const ID: &str = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25";

/// How filters are labeled, and what the expressions call them.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Names {
    Labels,
    AmongAll,
    AmongOwn,
    /// Every second one has a label.
    Some,
    Blank,
    /// No expressions.
    NoLogic,
}

#[derive(Debug, Clone)]
struct Filter {
    target: bool,
    typed: bool,
    function: usize,
    by_field: bool,
    turn: usize,
    comment: bool,
}

#[derive(Debug, Clone)]
struct Case {
    filters: Vec<Filter>,
    names: Names,
    layout: usize,
    spoiled: usize,
    logic_first: bool,
    shape: Vec<bool>,
}

const FUNCTIONS: [(&str, &str); 5] = [
    ("Equality", r#""pro, \"plus\"""#),
    ("IsNotNull", ""),
    ("StringOneOf", r#"["a", "b"]"#),
    ("GreaterThan", "12.50"),
    ("InTheLast", r#""7 days""#),
];

impl Case {
    fn name(&self, index: usize) -> Option<String> {
        let letter = |at: usize| char::from(b'A' + at as u8).to_string();
        let own = self.filters[..index]
            .iter()
            .filter(|filter| filter.target == self.filters[index].target)
            .count();
        match self.names {
            Names::Labels => Some(format!("label_{index}")),
            Names::Some if index.is_multiple_of(2) => Some(format!("label_{index}")),
            Names::AmongOwn => Some(letter(own)),
            Names::AmongAll | Names::Some | Names::Blank => Some(letter(index)),
            Names::NoLogic => None,
        }
    }

    fn label(&self, index: usize) -> Option<String> {
        match self.names {
            Names::Labels => self.name(index),
            Names::Some if index.is_multiple_of(2) => self.name(index),
            Names::Blank => Some(String::new()),
            _ => None,
        }
    }

    fn logic(&self, target: bool) -> Option<String> {
        let mut out = String::new();
        let mut open = 0;
        let mine = (0..self.filters.len()).filter(|at| self.filters[*at].target == target);
        for (count, index) in mine.enumerate() {
            let either = self.shape.get(count).copied().unwrap_or_default();
            if count > 0 {
                out.push_str(if either { " OR (" } else { " and " });
                open += usize::from(either);
            }
            out.push_str(&self.name(index)?);
        }
        out.push_str(&")".repeat(open));
        match self.spoiled {
            1 => out.push_str(" and NOBODY"),
            2 => out.push_str(" and"),
            _ => {}
        }
        (!out.is_empty()).then_some(out)
    }

    /// The body as JSON text with line comments.
    fn text(&self) -> String {
        let (line, blank) = match self.layout {
            0 => ("", ""),
            1 => (" ", " "),
            _ => ("\n    ", " "),
        };
        let mut list = String::new();
        for (index, filter) in self.filters.iter().enumerate() {
            let (function, value) = FUNCTIONS[filter.function];
            let source = format!(r#"{{"model_id":{blank}"{ID}","field":{blank}"f{index}"}}"#);
            let mut members = vec![("function", format!("\"{function}\""))];
            if filter.target {
                members.push(("field_id", format!("\"f{index}\"")));
                members.push(("field_type", "\"Target\"".to_owned()));
            } else {
                members.push(("field", source.clone()));
                if filter.typed {
                    members.push(("field_type", "\"Model\"".to_owned()));
                }
            }
            if filter.by_field && filter.target && !value.is_empty() {
                members.push(("value_field", source));
            } else if !value.is_empty() {
                members.push(("value", value.to_owned()));
            }
            if let Some(label) = self.label(index) {
                members.push(("label", format!("\"{label}\"")));
            }
            let turn = filter.turn % members.len();
            members.rotate_left(turn);
            let inner = if self.layout == 3 { "\n      " } else { blank };
            let members: Vec<String> = members
                .into_iter()
                .enumerate()
                .map(|(at, (key, value))| {
                    let own = filter.comment && self.layout == 3 && at == 1;
                    let note = if own { format!(" // in_{index}\n") } else { String::new() };
                    format!("\"{key}\":{blank}{value}{note}")
                })
                .collect();
            let noted = filter.comment && self.layout > 1;
            if noted {
                list.push_str(&format!("{line}// before_{index}"));
            }
            let comma = if index + 1 < self.filters.len() { "," } else { "" };
            list.push_str(&format!("{line}{{{}}}{comma}", members.join(&format!(",{inner}"))));
            if noted {
                list.push_str(&format!(" // behind_{index}"));
            }
        }
        if self.layout > 1 {
            list.push_str("\n  ");
        }
        let outer = if self.layout > 1 { "\n  " } else { blank };
        let mut members = vec![
            format!("\"name\":{blank}\"Accounts\""),
            format!("\"mode\":{blank}\"update\""),
            format!("\"filters\":{blank}[{list}]"),
        ];
        let logic =
            |target| self.logic(target).map(|logic| format!("\"filter_logic\":{blank}\"{logic}\""));
        if let Some(logic) = logic(false) {
            members.insert(if self.logic_first { 0 } else { 3 }, logic);
        }
        let logic = logic(true).map(|logic| format!(",{blank}{logic}")).unwrap_or_default();
        members.push(format!(
            "\"target\":{blank}{{\"connection_id\":{blank}\"{ID}\",{blank}\"object\":{blank}\"Account\"{logic}}}"
        ));
        members.push(format!("\"schedule\":{blank}{{\"frequency\":{blank}\"manual\"}}"));
        members.push(format!(
            "\"fields\":{blank}[{{\"target\":{blank}\"Name\",{blank}\"override_value\":{blank}\"none\"}}]"
        ));
        let identity = format!(
            "\"identity\":{blank}{{\"target\":{blank}\"Email\",{blank}\"function\":{blank}\"Equality\",{blank}\"source\":{blank}{{\"model_id\":{blank}\"{ID}\",{blank}\"field\":{blank}\"email\"}}}}"
        );
        members.push(identity);
        if self.logic_first {
            members.rotate_left(2);
        }
        format!(
            "{{{outer}{}{}}}",
            members.join(&format!(",{outer}")),
            if self.layout > 1 { "\n" } else { "" }
        )
    }
}

fn case() -> impl Strategy<Value = Case> {
    let filter = (
        any::<bool>(),
        any::<bool>(),
        0..FUNCTIONS.len(),
        any::<bool>(),
        0..7_usize,
        any::<bool>(),
    )
        .prop_map(|(target, typed, function, by_field, turn, comment)| Filter {
            target,
            typed,
            function,
            by_field,
            turn,
            comment,
        });
    let names = prop::sample::select(vec![
        Names::Labels,
        Names::AmongAll,
        Names::AmongOwn,
        Names::Some,
        Names::Blank,
        Names::NoLogic,
    ]);
    let spoiled = prop::sample::select(vec![0, 0, 0, 0, 1, 2]);
    (
        prop::collection::vec(filter, 0..6),
        names,
        0..4_usize,
        spoiled,
        any::<bool>(),
        prop::collection::vec(any::<bool>(), 6),
    )
        .prop_map(|(filters, names, layout, spoiled, logic_first, shape)| Case {
            filters,
            names,
            layout,
            spoiled,
            logic_first,
            shape,
        })
}

fn lint(text: &str) -> Vec<Finding> {
    let linter = Linter::builder().pedantic(true).build().expect("known rules");
    linter.lint(&Source::new("body.sync.jsonc", text)).into_findings()
}

fn read(text: &str) -> Value {
    let plain: Vec<&str> =
        text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    serde_json::from_str(&plain.join("\n")).unwrap_or_else(|error| panic!("{error} in\n{text}"))
}

/// What a scope filters: for each field its function, value and label, and the expression with the
/// fields in the places of their names.
#[derive(Debug, PartialEq)]
struct Meaning {
    filters: BTreeMap<String, (Value, Value, Value)>,
    logic: Option<String>,
}

fn names_replaced(logic: &str, names: &BTreeMap<String, String>) -> String {
    let spaced = logic.replace('(', " ( ").replace(')', " ) ");
    let words = spaced.split_whitespace().map(|word| match word.to_lowercase().as_str() {
        operator @ ("and" | "or" | "(" | ")") => operator.to_owned(),
        _ => names.get(word).cloned().unwrap_or_else(|| format!("?{word}")),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The meaning of a list of filters, each with its name by place.
fn meaning(filters: &[(&Value, usize)], logic: Option<&Value>) -> Meaning {
    let field = |filter: &Value| {
        ["field_id", "field", "source"]
            .iter()
            .find_map(|key| {
                let value = filter.get(key)?;
                value.as_str().or_else(|| value.get("field")?.as_str()).map(str::to_owned)
            })
            .expect("a field")
    };
    let get = |filter: &Value, keys: [&str; 2]| {
        keys.iter().find_map(|key| filter.get(key)).cloned().unwrap_or(Value::Null)
    };
    let label = |filter: &Value, place: usize| {
        let own = filter.get("label").and_then(Value::as_str).filter(|label| !label.is_empty());
        own.map_or_else(|| char::from(b'A' + place as u8).to_string(), str::to_owned)
    };
    let names =
        filters.iter().map(|(filter, place)| (label(filter, *place), field(filter))).collect();
    Meaning {
        filters: filters
            .iter()
            .map(|(filter, _)| {
                let value = get(filter, ["value", "value"]);
                let by_field = get(filter, ["value_field", "value_source"]);
                (field(filter), (filter["function"].clone(), value, by_field))
            })
            .collect(),
        logic: logic
            .and_then(Value::as_str)
            .filter(|logic| !logic.is_empty())
            .map(|logic| names_replaced(logic, &names)),
    }
}

/// The meanings that the older keys may have: names by place among all, or among their own kind.
fn before(body: &Value, target: bool) -> [Meaning; 2] {
    let all = body["filters"].as_array().expect("filters");
    let own: Vec<(&Value, usize)> = all
        .iter()
        .enumerate()
        .map(|(place, filter)| (filter, place))
        .filter(|(filter, _)| (filter["field_type"] == "Target") == target)
        .collect();
    let logic = if target { body["target"].get("filter_logic") } else { body.get("filter_logic") };
    let among_own: Vec<_> = own.iter().enumerate().map(|(at, (filter, _))| (*filter, at)).collect();
    [meaning(&own, logic), meaning(&among_own, logic)]
}

fn after(body: &Value, key: &str) -> Meaning {
    let none = json!([]);
    let conditions = body[key].get("conditions").unwrap_or(&none).as_array().expect("conditions");
    let placed: Vec<_> = conditions.iter().enumerate().map(|(at, filter)| (filter, at)).collect();
    meaning(&placed, body[key].get("logic"))
}

fn errors(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.severity == Severity::Error).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_newer_shape_means_the_same(case in case()) {
        let text = case.text();
        let findings = lint(&text);
        let fixes: Vec<_> = findings.iter().filter(|f| f.code == "PT012").flat_map(|f| &f.fixes).collect();
        let Fixed { text: fixed, count, .. } = apply(&text, fixes.iter().copied()).expect("at least `identity`");
        let offered = findings.iter().any(|f| f.pointer.as_deref() == Some("/filters") && !f.fixes.is_empty());
        prop_assert_eq!(count, 1 + usize::from(offered), "each rewrite is done once\n{}", text);
        if case.names == Names::Labels && case.spoiled == 0 {
            prop_assert!(offered, "{}", text);
        }
        let body = read(&text);
        let done = read(&fixed);
        prop_assert_eq!(&done["identities"]["mappings"][0], &body["identity"]);
        if offered {
            prop_assert!(done.get("filters").is_none() && done.get("filter_logic").is_none(), "{}", fixed);
            for (key, target) in [("model_filters", false), ("target_filters", true)] {
                let new = after(&done, key);
                prop_assert!(before(&body, target).contains(&new), "{:?}\n{}\n{}", new, text, fixed);
            }
            for word in text.split_whitespace().filter(|word| word.contains('_')) {
                if ["before_", "behind_", "in_"].iter().any(|head| word.starts_with(head)) {
                    prop_assert!(fixed.contains(word), "{} is lost in\n{}", word, fixed);
                }
            }
            let left = lint(&fixed);
            prop_assert!(!left.iter().any(|f| f.code == "PT012"), "{}", fixed);
            prop_assert!(errors(&left) <= errors(&findings), "{}\n{:#?}", fixed, left);
        }
    }
}

#[test]
fn what_the_newer_shape_cannot_say_is_left_alone() {
    let field = format!(r#"{{"model_id": "{ID}", "field": "plan"}}"#);
    let cases = [
        // By id alone, by name alone, both.
        format!(
            r#""filters": [{{"field_id": "{ID}", "field_type": "Model", "function": "IsNull"}}]"#
        ),
        format!(
            r#""filters": [{{"field": {field}, "field_type": "Target", "function": "IsNull"}}]"#
        ),
        format!(r#""filters": [{{"field": {field}, "field_id": "x", "function": "IsNull"}}]"#),
        r#""filters": [{"field_id": "x", "function": "IsNull"}]"#.to_owned(),
        // A key that nobody knows, and one that stands twice.
        format!(r#""filters": [{{"field": {field}, "function": "IsNull", "note": 1}}]"#),
        format!(r#""filters": [{{"field": {field}, "function": "IsNull", "function": "True"}}]"#),
        // Who is `A`: the first of all, or the first of its kind?
        format!(
            r#""filter_logic": "A and B and C", "filters": [{{"field_id": "x", "field_type": "Target", "function": "IsNull"}}, {{"field": {field}, "function": "IsNull"}}]"#
        ),
        // Numbers, a marker, logic without filters.
        format!(r#""filter_logic": "1", "filters": [{{"field": {field}, "function": "IsNull"}}]"#),
        format!(
            r#""filter_logic": "${{LOGIC}}", "filters": [{{"field": {field}, "function": "IsNull"}}]"#
        ),
        r#""filter_logic": "A", "filters": []"#.to_owned(),
        // The newer shape is there already.
        format!(
            r#""model_filters": {{"conditions": []}}, "filters": [{{"field": {field}, "function": "IsNull"}}]"#
        ),
        // No list.
        r#""filters": "A""#.to_owned(),
    ];
    for case in cases {
        let findings = lint(&format!("{{{case}}}"));
        let mut found = findings.iter().filter(|f| f.code == "PT012").peekable();
        assert!(found.peek().is_some(), "{case}");
        assert!(found.all(|finding| finding.fixes.is_empty()), "{case}");
    }
}

#[test]
fn comments_between_filters_stay_comments() {
    let filter = |index: usize, target: bool| match target {
        true => {
            format!(r#"{{"field_id": "f{index}", "field_type": "Target", "function": "IsNull"}}"#)
        }
        false => {
            format!(
                r#"{{"field": {{"model_id": "{ID}", "field": "f{index}"}}, "function": "IsNull"}}"#
            )
        }
    };
    let between =
        [", ", ", // one_\n", " // two_\n, ", " /* three_ */, /* four_ */ ", ",\n// five_\n"];
    for kinds in 0..8 {
        for (first, second) in between.iter().flat_map(|a| between.iter().map(move |b| (a, b))) {
            for end in ["", " ", " // six_\n", ",\n"] {
                let [a, b, c] = [0, 1, 2].map(|index| filter(index, kinds & (1 << index) != 0));
                let text = format!(
                    r#"{{"name": "Accounts", "mode": "update", "filters": [ {a}{first}{b}{second}{c}{end}]}}"#
                );
                let findings = lint(&text);
                let finding = findings.iter().find(|f| f.code == "PT012").expect("PT012");
                let fixed = apply(&text, &finding.fixes).expect("a fix").text;
                let left = lint(&fixed);
                let syntax = left.iter().find(|f| f.code < "PT020" && f.code != "PT004");
                assert!(syntax.is_none(), "{syntax:?}\n{text}\n{fixed}");
                for word in text.split_whitespace().filter(|word| word.ends_with('_')) {
                    let count = |text: &str| text.matches(word).count();
                    assert_eq!(count(&text), count(&fixed), "{word}\n{text}\n{fixed}");
                }
                for index in 0..3 {
                    assert_eq!(
                        fixed.matches(&format!("\"f{index}\"")).count(),
                        1,
                        "{text}\n{fixed}"
                    );
                }
            }
        }
    }
}

#[test]
fn empty_filters_go() {
    let text = r#"{"name": "Accounts", "filters": [], "filter_logic": "", "active": true}"#;
    let findings = lint(text);
    let fixes = findings.iter().filter(|f| f.code == "PT012").flat_map(|f| &f.fixes);
    let fixed = apply(text, fixes).expect("a fix").text;
    assert_eq!(fixed, r#"{"name": "Accounts", "active": true}"#);
}

#[test]
fn an_old_version_has_no_newer_shape() {
    let linter =
        Linter::builder().pedantic(true).api_version("2024-02-08".parse().expect("a version"));
    let report = linter
        .build()
        .expect("known rules")
        .lint(&Source::new("body.json", br#"{"filters": [], "identity": {}}"#));
    assert!(report.findings().iter().all(|finding| finding.code != "PT012"));
}
