//! Section 7: logic expressions.

use polytomic_lint::{Linter, Source};

use crate::case::{Case, case, check};

/// A Model filter of the old shape; no two are on one field.
fn model(number: usize, label: Option<&str>) -> String {
    format!(
        r#"{{"field": {{"model_id": "$M", "field": "f{number}"}}, "function": "IsNull"{}}}"#,
        member(label)
    )
}

/// A Target filter of the old shape.
fn target(number: usize, label: Option<&str>) -> String {
    format!(
        r#"{{"field_id": "t{number}", "field_type": "Target", "function": "IsNull"{}}}"#,
        member(label)
    )
}

fn member(label: Option<&str>) -> String {
    label.map_or_else(String::new, |label| format!(r#", "label": {label}"#))
}

/// Model filters labelled A and B, and an expression.
fn two(expected: &'static str, logic: &str) -> Case {
    case(expected, two_with(logic))
}

fn two_with(logic: &str) -> String {
    old(logic, &[r#""A""#, r#""B""#])
}

/// Model filters with these labels, and an expression.
fn old(logic: &str, labels: &[&str]) -> String {
    let filters: Vec<_> =
        labels.iter().enumerate().map(|(i, label)| model(i, Some(label))).collect();
    format!(r#"{{"filter_logic": "{logic}", "filters": [{}]}}"#, filters.join(", "))
}

/// The newer shape: conditions with these labels, and an expression.
fn new(expected: &'static str, logic: &str, labels: &[Option<&str>]) -> Case {
    case(expected, new_with(logic, labels))
}

fn new_with(logic: &str, labels: &[Option<&str>]) -> String {
    let condition = |(number, label): (usize, Option<&str>)| {
        let (open, label) = match label {
            Some(mark @ ("‹›" | "«»")) => {
                (mark.replace("‹›", "‹{›").replace("«»", "«{»"), None)
            }
            label => ("{".to_owned(), label),
        };
        format!(
            r#"{open}"source": {{"model_id": "$M", "field": "f{number}"}}, "function": "IsNull"{}}}"#,
            member(label)
        )
    };
    let conditions: Vec<_> = labels.iter().copied().enumerate().map(condition).collect();
    format!(
        r#"{{"model_filters": {{"conditions": [{}], "logic": "{logic}"}}}}"#,
        conditions.join(", ")
    )
}

#[test]
fn the_grammar() {
    check([
        two("", "A and B"),
        two("", "A AND B"),
        two("", "(A Or (B))"),
        two("", r"A\tand\nB"),
        two("", "A and (B or A)"),
        two("", ""),
        two("", "  "),
        two("PT070 error", "«(»A and B").safe(two_with("(A and B)")),
        two("PT070 error, PT070 error", "«(»A and «(»B"),
        two("PT070 error", "A and B«)»").safe(two_with("A and B")),
        two("PT070 error", "«)» A and B").unfixable(),
        two("PT070 error", "A and B and «()»"),
        two("PT070 error", "A and B «and»"),
        two("PT070 error", "«and» A and B"),
        two("PT070 error", "A and «and» B"),
        two("PT070 error", "A and «or» B"),
        two("PT070 error", "(A «or») and B"),
        two("PT070 error", "A and («or» B)"),
        two("PT070 error", "A «B»"),
        two("PT070 error", "A «(»B)"),
        two("PT070 error", "(A)«(»B)"),
        two("PT070 error", "A «&&» B").safe(two_with("A and B")),
        two("PT070 error", "A«||»B").safe(two_with("A or B")),
        two("PT070 error", "«!»A and B").unfixable(),
        two("PT070 error", "«NOT» A and B").says("`Inequality`"),
        two("PT070 error", "A «not» B"),
        two("PT070 error", "A «xor» B"),
        two("PT070 error", "A«,» B"),
        two("PT070 error", "A «;» B"),
        two("PT070 error", "A and B«.»"),
        two("PT070 error", "A and B and «é»"),
        two("PT070 error", "«🙂» and A and B"),
        two("PT070 error", "A and B and «1B»"),
        two("PT070 error, PT070 error", r#"A and «\"»B«\"»"#),
        two("PT070 error, PT070 error, PT070 error, PT070 error", "«[»A«]» and «[»B«]»"),
        // All of them in one run.
        two("PT070 error, PT070 error, PT070 error", "A«)» and «(»B «&&» A"),
        two("PT070 error, PT070 error", "A and B «(»«(»"),
    ]);
}

#[test]
fn places_are_exact_after_escapes() {
    check([
        two("PT071 error", r"A and B and «\u0043x»"),
        two("PT071 error", r"\u0041 or\tB or (A or «C»)").says("refers to `C`"),
        two("PT070 error", r"\u0041 \u0061nd B«\u0029»"),
        two("PT070 error", r"A «\u0026\u0026» B").safe(two_with("A and B")),
        two("", r"\u0041 and B"),
    ]);
}

#[test]
fn labels_that_are_not_there() {
    check([
        two("PT071 error", "A and B and «C»").says("the labels here are `A` and `B`").unfixable(),
        two("PT071 error", "A and «b»").safe(two_with("A and B")).says("case-sensitive"),
        two("PT071 error, PT071 error", "«a» and «b»"),
        case("PT071 error, PT079 advice", old("Region and «Pln»", &[r#"«"Region"»"#, r#""Plan""#]))
            .guess(old("Region and Plan", &[r#""Region""#, r#""Plan""#]))
            .says("did you mean `Plan`?"),
        new("PT071 error", "A and B and «C»", &[None, None]),
        new("PT071 error", "x and «A»", &[Some(r#""x""#)]),
    ]);
}

#[test]
fn filters_that_are_not_named() {
    check([
        case(
            "PT072 warning",
            old("A", &[r#""A""#, r#"‹"B"›"#]).replace(r#": "A", "filters"#, r#": «"A"», "filters"#),
        )
        .guess(two_with("A and B")),
        case(
            "PT072 warning",
            old("A or A", &[r#""A""#, r#"‹"B"›"#])
                .replace(r#": "A or A", "filters"#, r#": «"A or A"», "filters"#),
        )
        .guess(two_with("(A or A) and B")),
        new("", "A and B", &[None, None]),
        case("PT072 error", new_with("A", &[None, Some("‹›")]).replace(r#": "A"}"#, r#": «"A"»}"#))
            .guess(new_with("A and B", &[None, None])),
        // What is missing is said of the syntax alone.
        two("PT070 error", "«(»"),
        two("PT070 error", "«)»"),
        two("PT070 error", "A «&&»"),
        two("PT070 error", "A and «not»"),
        two("PT070 error, PT070 error", "A and «(»«(»"),
        two("PT070 error, PT070 error, PT070 error", "A «and»«)»«)»"),
        // Where an operand cannot be read, it may be the one.
        two("PT070 error", "A «and»"),
        two("PT070 error", "A and «1B»"),
        // A mistake that hides nothing hides nothing.
        case(
            "PT072 warning, PT070 error",
            format!(
                r#"{{"filter_logic": «"«(»A"», "filters": [{}, {}]}}"#,
                model(0, Some(r#""A""#)),
                model(1, Some(r#"‹"B"›"#))
            ),
        ),
        case("", r#"{"filters": [{"field": $F, "function": "IsNull", "label": "A"}]}"#),
    ]);
}

#[test]
fn names_by_position() {
    let letters = |count: u8| {
        let names: Vec<String> = (0..count).map(|i| char::from(b'A' + i).to_string()).collect();
        names.join(" and ")
    };
    let many = |count: usize| vec![None; count];
    let mut more = many(26);
    more.push(Some("‹›"));
    check([
        new("", &letters(26), &many(26)),
        // None beyond Z.
        case(
            "PT072 error",
            new_with(&letters(26), &more)
                .replace(r#""logic": "#, r#""logic": «"#)
                .replace("Z\"}", "Z\"»}"),
        )
        .says("only the first 26")
        .unfixable(),
        // In the old shape by position among all filters, or among those of the scope.
        case(
            "",
            format!(
                r#"{{"filter_logic": "B", "filters": [{}, {}]}}"#,
                target(0, None),
                model(0, None)
            ),
        ),
        case(
            "",
            format!(
                r#"{{"filter_logic": "A", "filters": [{}, {}]}}"#,
                target(0, None),
                model(0, None)
            ),
        ),
        // A label takes the place of the name by position.
        case(
            "PT071 error, PT079 advice",
            format!(
                r#"{{"filter_logic": "x and «A»", "filters": [{}]}}"#,
                model(0, Some(r#"«"x"»"#))
            ),
        ),
    ]);
}

#[test]
fn expressions_without_filters() {
    check([
        case("PT073 warning", r#"{"filter_logic": «"A and B"», "active": true}"#)
            .safe(r#"{"active": true}"#),
        case("PT073 warning", r#"{"filter_logic": «"A and B"», "filters": []}"#),
        case("PT073 warning", r#"{"filter_logic": «"A and B"», "filters": null}"#),
        case(
            "PT073 warning",
            r#"{"target": {"connection_id": "$C", "object": "A", "filter_logic": «"A"»}}"#,
        ),
        case("PT073 error", r#"{"model_filters": {"logic": «"A"», "conditions": []}}"#),
        case("PT073 error", r#"{"target_filters": {"logic": «"A"»}}"#)
            .safe(r#"{"target_filters": {}}"#),
        case("", r#"{"filter_logic": "", "model_filters": {"logic": " "}}"#),
    ]);
}

#[test]
fn numbers_for_labels() {
    let numbers =
        |logic: &str| two_with(logic).replace(&format!("\"{logic}\""), &format!("«\"{logic}\"»"));
    check([
        case("PT074 warning", numbers("1 AND 2")).guess(two_with("A AND B")),
        case("PT074 warning", numbers("1 AND B")).guess(two_with("A AND B")),
        // One finding, and nothing else about that expression.
        case("PT074 warning", numbers("1 and (3 && x")).unfixable(),
        case(
            "PT074 error",
            new_with("1 and 2", &[None, None]).replace("\"1 and 2\"", "«\"1 and 2\"»"),
        ),
        // A label that is a number is of another type; that alone is said, and quotes fix nothing.
        case("PT005 error, PT005 error", old("1 and 2", &["«1»", "«2»"])).unfixable(),
        case("PT005 error, PT076 warning", old("1 and 2", &["«1»", r#"«"2"»"#])),
        new("PT005 error", "1 and B", &[Some("«1»"), Some(r#""B""#)]),
        // A label that is called so is outside the grammar; that alone is said.
        case("PT076 warning, PT076 warning", old("1 and 2", &[r#"«"1"»"#, r#"«"2"»"#])),
    ]);
}

#[test]
fn mixed_operators() {
    let mixed =
        |logic: &str| two_with(logic).replace(&format!("\"{logic}\""), &format!("«\"{logic}\"»"));
    check([
        case("PT075 advice", mixed("A and B or A"))
            .guess(two_with("(A and B) or A"))
            .says("`(A and B) or A`"),
        case("PT075 advice", mixed("A or B and A")).guess(two_with("A or (B and A)")),
        case("PT075 advice", mixed("(A and B or A) and B"))
            .guess(two_with("((A and B) or A) and B")),
        two("", "A and (B or A)"),
        two("", "A or B or A"),
    ]);
}

#[test]
fn forms_of_labels() {
    check([
        case("PT076 warning", old("", &[r#"«"b c"»"#])).unfixable(),
        case("PT076 warning", old("", &[r#"«"1"»"#])),
        case("PT076 warning", old("", &[r#"«"é"»"#])),
        case("PT076 warning", old("", &[r#"«"And"»"#])),
        case("PT076 error", new_with("", &[Some(r#"«"b c"»"#)])),
        case("PT076 error", new_with("", &[Some(r#"«"or"»"#)])),
        // The expression quotes it as it stands: that is all there is to say.
        case(
            "PT076 warning",
            old("b c and A", &[r#"«"b c"»"#, r#""B""#]).replace("b c and A", "b c and B"),
        ),
        case("PT076 warning", old("and", &[r#"«"and"»"#])),
        case("PT076 warning", old("or or B", &[r#"«"or"»"#, r#""B""#])),
        // With its parentheses too, unless they hold a label of their own.
        case("PT076 error", new_with("f(x) and B", &[Some(r#"«"f(x)"»"#), Some(r#""B""#)])),
        case("PT076 error", new_with("((x) or B)", &[Some(r#"«"(x)"»"#), Some(r#""B""#)])),
        // By the documented form these are labels.
        new("", "not and (B or XOR)", &[Some(r#""not""#), Some(r#""B""#), Some(r#""XOR""#)]),
        new("PT070 error", "«not» A and B", &[Some(r#""A""#), Some(r#""B""#)]),
        case("PT076 error", new_with("x-1 and (y or x-1)", &[Some(r#"«"x-1"»"#), Some(r#""y""#)])),
    ]);
}

#[test]
fn labels_twice_some_and_out_of_order() {
    check([
        case("PT077 error", old("", &[r#"‹"A"›"#, r#"«"A"»"#])).unfixable(),
        case("PT077 error", old("A", &[r#"‹"A"›"#, r#"«"\u0041"»"#])),
        case("PT077 error", new_with("", &[Some(r#"‹"x"›"#), Some(r#"«"x"»"#)])),
        case("", old("", &[r#""""#, r#""""#])),
        // Each scope has labels of its own.
        case(
            "",
            format!(
                r#"{{"filters": [{}, {}]}}"#,
                model(0, Some(r#""A""#)),
                target(0, Some(r#""A""#))
            ),
        ),
        case(
            "PT078 warning",
            format!(
                r#"{{"filters": [{}, «{{»{}]}}"#,
                model(0, Some(r#""A""#)),
                &model(1, None)[1..]
            ),
        )
        .guess(format!(
            r#"{{"filters": [{}, {}]}}"#,
            model(0, Some(r#""A""#)),
            model(1, Some(r#""B""#))
        )),
        new("PT078 error", "x", &[Some(r#""x""#), Some("«»")]).unfixable(),
        new("PT078 error", "x and B", &[Some(r#""x""#), Some("«»")]),
        case("PT079 advice", old("x and y", &[r#"«"x"»"#, r#""y""#])).unfixable(),
        case("PT079 advice", old("A and B", &[r#"«"B"»"#, r#""A""#])),
        new("", "x and y", &[Some(r#""y""#), Some(r#""x""#)]),
    ]);
}

#[test]
fn the_other_scope() {
    let body = |logic: &str, of_target: &str, a: &str, b: &str| {
        format!(
            r#"{{"filter_logic": "{logic}", "filters": [{}, {}], "target": {{"connection_id": "$C", "object": "A", "filter_logic": "{of_target}"}}}}"#,
            model(0, Some(a)),
            target(0, Some(b))
        )
    };
    check([
        case("", body("A", "B", r#""A""#, r#""B""#)),
        case("PT080 warning", body("A and «B»", "B", r#""A""#, r#"‹"B"›"#)).unfixable(),
        case("PT080 warning", body("A", "B and «A»", r#"‹"A"›"#, r#""B""#)),
        case("PT080 warning", body("A and «B»", "", r#""A""#, r#"‹"B"›"#)),
        case("PT071 error", body("A and «C»", "B", r#""A""#, r#""B""#)),
        // Where it is missing is not said again.
        case(
            "PT080 warning, PT080 warning",
            body("«B»", "«A»", r#"‹"A"›"#, r#"‹"B"›"#),
        )
        .says("move it to `target.filter_logic`, where Target filters are combined"),
        case("PT080 warning", body("A and «B»", "B", r#""A""#, r#"‹"B"›"#))
            .says("remove it here"),
        // Only Target filters, and one of them is named: the finding says so, and no other.
        case(
            "PT080 warning",
            format!(r#"{{"filter_logic": "«A»", "filters": [{}]}}"#, target(0, Some(r#"‹"A"›"#))),
        ),
        // A filter of which nothing says whose field it is may be named by either.
        case(
            "PT064 advice",
            format!(
                r#"{{"filter_logic": "A and B", "filters": [{}, «{{»"field_id": "x", "function": "IsNull", "label": "B"}}]}}"#,
                model(0, Some(r#""A""#))
            ),
        ),
        case(
            "PT064 advice",
            format!(
                r#"{{"filter_logic": "A", "filters": [{}, «{{»"field_id": "x", "function": "IsNull", "label": "B"}}], "target": {{"connection_id": "$C", "object": "A", "filter_logic": "B"}}}}"#,
                model(0, Some(r#""A""#))
            ),
        ),
        // By neither: that is one thing.
        case(
            "PT072 warning, PT064 advice",
            format!(
                r#"{{"filter_logic": «"A"», "filters": [{}, {}, «{{»"field_id": "x", "function": "IsNull", "label": ‹"C"›}}], "target": {{"connection_id": "$C", "object": "A", "filter_logic": "B"}}}}"#,
                model(0, Some(r#""A""#)),
                target(0, Some(r#""B""#))
            ),
        )
        .says("filter `C` is missing from both `filter_logic` and `target.filter_logic`"),
        case(
            "PT064 advice, PT079 advice",
            r#"{"filters": [«{»"field_id": "x", "function": "IsNull", "label": «"x"»}]}"#,
        ),
    ]);
}

/// A body of the newer shape with a condition for each label.
fn labeled(logic: &str, labels: &[&str]) -> String {
    let source = r#"{"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}"#;
    let one = |label: &&str| {
        format!(r#"{{"source": {source}, "function": "IsNotNull", "label": "{label}"}}"#)
    };
    let all: Vec<String> = labels.iter().map(one).collect();
    let conditions = all.join(", ");
    format!(r#"{{"model_filters": {{"logic": "{logic}", "conditions": [{conditions}]}}}}"#)
}

/// The rules that speak, and the body after every fix.
fn said(body: &str) -> (Vec<&'static str>, Option<String>) {
    let linter = Linter::builder().select(["logic", "PT076"]).build().expect("known rules");
    let source = Source::new("a.sync.json", body);
    let mut codes: Vec<_> = linter.lint(&source).findings().iter().map(|f| f.code).collect();
    codes.dedup();
    (codes, linter.fix(&source, polytomic_lint::Applicability::Unsafe).map(|fixed| fixed.text))
}

#[test]
fn labels_outside_the_grammar_are_one_finding_each() {
    for order in [["eu-west", "eu-west-2"], ["eu-west-2", "eu-west"]] {
        let (codes, fixed) = said(&labeled("eu-west and eu-west-2", &order));
        assert_eq!(codes, ["PT076"], "{fixed:?}");
    }
    // None is offered where a label of the grammar is wanted.
    let (_, fixed) = said(&labeled("(x) and B", &["(x)", "B"]));
    assert!(fixed.is_none_or(|text| !text.contains("((x)")));
    let (codes, fixed) = said(&labeled("1 and 2", &["a\\\"b", "c"]));
    assert!(codes.contains(&"PT074") && fixed.is_none(), "{codes:?} {fixed:?}");
}

#[test]
fn labels_outside_the_grammar_are_found_however_many_there_are() {
    let labels: Vec<String> = (0..300).map(|number| format!("x-{number}")).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let (codes, _) = said(&labeled(&labels.join(" and "), &labels));
    assert_eq!(codes, ["PT076"]);
}

#[test]
fn how_many_filters_an_expression_leaves_out() {
    for (logic, wanted) in [("A and B", "leaves out one filter"), ("A", "leaves out 2 filters")] {
        let body = labeled(logic, &["A", "B", "C"]);
        let report = Linter::builder()
            .select(["PT072"])
            .build()
            .expect("known rules")
            .lint(&Source::new("a.json", &body));
        assert!(report.findings().iter().all(|finding| finding.label == wanted), "{report:?}");
    }
}

#[test]
fn signs_for_or_are_kept_together_too() {
    let (_, fixed) = said(&labeled("A || B", &["A", "B", "C"]));
    let fixed = fixed.expect("two fixes");
    assert!(fixed.contains(r#""logic": "(A or B) and C""#), "{fixed}");
}
