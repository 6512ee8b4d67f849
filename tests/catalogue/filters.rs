//! Section 6: filters, conditions and overrides.

use polytomic_lint::{ApiVersion, Linter, Source};

use crate::case::{Case, case, check};

/// A body with these filters of the old shape.
fn filters(expected: &'static str, filters: &str) -> Case {
    case(expected, old(filters))
}

fn old(filters: &str) -> String {
    format!(r#"{{"filters": [{filters}]}}"#)
}

/// A Model filter with these members beside its field.
fn model(expected: &'static str, members: &str) -> Case {
    filters(expected, &format!(r#"{{"field": $F, {members}}}"#))
}

fn model_fixed(members: &str) -> String {
    old(&format!(r#"{{"field": $F, {members}}}"#))
}

#[test]
fn how_a_filter_names_its_field() {
    check([
        filters("PT060 error", r#"«{»"function": "IsNull"}"#).unfixable(),
        filters("PT060 error", r#"«{»"field_id": "", "function": "IsNull"}"#),
        filters(
            "PT061 warning",
            r#"{‹"field"›: $F, «"field_id"»: "$M", "field_type": "Model", "function": "IsNull"}"#,
        )
        .guess(old(r#"{"field": $F, "field_type": "Model", "function": "IsNull"}"#))
        .says("disagree"),
        filters(
            "PT061 warning",
            r#"{‹"field_id"›: "$M", «"field"»: $F, "field_type": "Model", "function": "IsNull"}"#,
        ),
        filters(
            "PT062 warning",
            r#"{«"field"»: $F, ‹"field_type"›: "Target", "function": "IsNull"}"#,
        )
        .unfixable(),
        filters(
            "PT063 warning",
            r#"{"field_id": «"plan"», "field_type": "Model", "function": "IsNull"}"#,
        ),
        filters(
            "PT063 warning",
            r#"{"field_id": «"{A2F4C8D1-5e3b-4976-8d0c-7b1e9f6a4c25}"», "field_type": "Model", "function": "IsNull"}"#,
        )
        .says("write `a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25`"),
        filters("", r#"{"field_id": "plan", "field_type": "Model", "function": "IsNull"}"#)
            .version(ApiVersion::V2024_02_08),
        filters("", r#"{"field_id": "$M", "field_type": "Model", "function": "IsNull"}"#),
        filters("", r#"{"field_id": "plan", "field_type": "Target", "function": "IsNull"}"#),
        filters("PT064 advice", r#"«{»"field_id": "plan", "function": "IsNull"}"#),
        filters("", r#"{"field": $F, "function": "IsNull"}"#),
    ]);
}

#[test]
fn target_filters_outside_of_update() {
    check([
        case(
            "PT065 warning",
            r#"{"mode": ‹"create"›, "filters": [{"field_id": "x", "field_type": «"Target"», "function": "IsNull"}]}"#,
        ),
        case(
            "PT065 warning",
            r#"{"mode": ‹"replace"›, «"target_filters"»: {"conditions": [{"field": "x", "function": "IsNull"}]}}"#,
        ),
        case("", r#"{"mode": "create", "target_filters": {"conditions": []}}"#),
        case(
            "PT024 error, PT065 warning",
            r#"{"mode": ‹«"upsert"»›, "filters": [{"field_id": "x", "field_type": «"Target"», "function": "IsNull"}]}"#,
        ),
    ]);
}

#[test]
fn values_that_are_missing() {
    let needs_one = [
        "OnOrAfter",
        "OnOrBefore",
        "GreaterThan",
        "GreaterThanEqual",
        "LessThan",
        "LessThanEqual",
        "StringContains",
        "StringStartsWith",
        "StringEndsWith",
        "StringDoesNotContain",
        "StringDoesNotStartWith",
        "StringDoesNotEndWith",
        "StringOneOf",
        "StringNotOneOf",
        "Between",
        "ArrayContains",
        "ArrayDoesNotContain",
        "InTheLast",
        "RelativeOnOrBefore",
        "RelativeOnOrAfter",
        "StringLike",
        "StringNotLike",
        "StringMatchesTrimmed",
    ];
    for name in needs_one {
        check([
            model("PT066 warning", &format!(r#""function": «"{name}"»"#)).unfixable(),
            model("PT066 warning", &format!(r#""function": «"{name}"», "value": null"#)),
        ]);
    }
    for name in ["Equality", "Inequality"] {
        check([
            model("PT066 warning", &format!(r#""function": «"{name}"»"#)).says("`IsNull`"),
            model("", &format!(r#""function": "{name}", "value": null"#)),
            model("", &format!(r#""function": "{name}", "value": """#)),
            model("", &format!(r#""function": "{name}", "value": 5"#)),
            model("", &format!(r#""function": "{name}", "value": false"#)),
        ]);
    }
    for name in ["IsNull", "IsNotNull", "True", "False"] {
        check([
            model("", &format!(r#""function": "{name}""#)),
            model("", &format!(r#""function": "{name}", "value": null"#)),
            model("PT067 advice", &format!(r#""function": ‹"{name}"›, «"value"»: 5"#))
                .safe(model_fixed(&format!(r#""function": "{name}""#))),
        ]);
    }
    check([
        case(
            "PT066 warning",
            r#"{"target_filters": {"conditions": [{"field": "x", "function": «"Equality"»}]}}"#,
        ),
        case(
            "",
            r#"{"target_filters": {"conditions": [{"field": "x", "function": "Equality", "value_source": $F}]}}"#,
        ),
    ]);
}

#[test]
fn values_of_another_shape() {
    let one_of = |value: &str| format!(r#""function": ‹"StringOneOf"›, "value": {value}"#);
    let between = |value: &str| format!(r#""function": ‹"Between"›, "value": {value}"#);
    let fixed =
        |value: &str| model_fixed(&format!(r#""function": "StringOneOf", "value": {value}"#));
    check([
        model("PT068 warning", &one_of(r#"«"a"»"#)).safe(fixed(r#"["a"]"#)),
        model("PT068 warning", &one_of("«5»")).safe(fixed("[5]")),
        model("PT068 warning", &one_of("«true»")).safe(fixed("[true]")),
        model("PT068 warning", &one_of(r#"«"a,b"»"#)).unfixable(),
        model("PT068 warning", &one_of(r#"«"a\nb"»"#)).unfixable(),
        model("PT068 warning", &one_of(r#"«{"a": 1}»"#)).unfixable(),
        model("PT068 warning", &one_of("«[]»")).says("is empty").unfixable(),
        model("", r#""function": "StringNotOneOf", "value": ["a"]"#),
        model("PT068 warning", &between("«[1]»")),
        model("PT068 warning", &between("«[1, 2, 3]»")),
        model("PT068 warning", &between("«[]»")),
        model("PT068 warning", &between("«5»")).unfixable(),
        model("PT068 warning", &between("«[2, 1]»")).says("takes the minimum first"),
        model("PT068 warning", &between(r#"«["10", "9"]»"#)),
        model("PT068 warning", &between(r#"«["2024-02-01", "2024-01-31"]»"#)),
        model("", r#""function": "Between", "value": [1, 1]"#),
        model("", r#""function": "Between", "value": ["9", "10"]"#),
        model("", r#""function": "Between", "value": ["b", "a"]"#),
        // Instants, not texts.
        model(
            "",
            r#""function": "Between", "value": ["2024-01-01T02:00:00+05:00", "2024-01-01T00:00:00Z"]"#,
        ),
        model(
            "PT068 warning",
            &between(r#"«["2024-01-01T00:00:00-05:00", "2024-01-01T00:00:00Z"]»"#),
        ),
        // Without its layout.
        model("PT068 warning", &between("«[\n  10,\n\t1\n]»")).says("`[10, 1]`"),
        case(
            "PT068 warning",
            r#"{"model_filters": {"conditions": [{"source": $F, "function": ‹"StringOneOf"›, "value": «"a"»}]}}"#,
        ),
    ]);
}

#[test]
fn durations() {
    let last = |expected, value: &str| {
        model(expected, &format!(r#""function": ‹"InTheLast"›, "value": «{value}»"#))
    };
    check([
        last("PT069 warning", "7"),
        last("PT069 warning", r#""7""#),
        last("PT069 warning", r#""2024-01-31""#),
        last("PT069 warning", r#""2024-01-31T00:00:00Z""#),
        last("PT069 warning", r#""01/31/2024""#),
        last("PT069 warning", r#""1717171717""#).unfixable(),
        model("", r#""function": "InTheLast", "value": "7 days""#),
        model("PT069 warning", r#""function": ‹"RelativeOnOrAfter"›, "value": «"2024-01-31"»"#),
        model("PT069 warning", r#""function": ‹"RelativeOnOrBefore"›, "value": «3»"#),
        case(
            "PT069 error",
            r#"{"target_filters": {"conditions": [{"field": "x", "function": ‹"InTheLast"›, "value": «7»}]}}"#,
        ),
        case(
            "PT069 warning",
            r#"{"model_filters": {"conditions": [{"source": $F, "function": ‹"InTheLast"›, "value": «7»}]}}"#,
        ),
    ]);
}

#[test]
fn fields_as_values() {
    let target = r#""field_id": "x", "field_type": "Target", "function": "Equality""#;
    check([
        filters("PT082 error", &format!(r#"{{{target}, ‹"value"›: 5, «"value_field"»: $F}}"#))
            .unfixable(),
        filters("", &format!(r#"{{{target}, "value_field": $F}}"#)),
        model("PT082 error", r#""function": "Equality", «"value_field"»: $F"#),
        filters(
            "PT082 error",
            r#"{"field_id": "$M", "field_type": "Model", "function": "Equality", «"value_field"»: $F}"#,
        ),
        case(
            "PT082 error",
            r#"{"target_filters": {"conditions": [{"field": "x", "function": "Equality", ‹"value"›: 1, «"value_source"»: $F}]}}"#,
        ),
        // Model conditions do not know the key: that alone is said.
        case(
            "PT007 warning",
            r#"{"model_filters": {"conditions": [{"source": $F, "function": "Equality", "value": 1, «"value_source"»: $F}]}}"#,
        )
        .says("only Target filters")
        .unfixable(),
        // The right key would be as wrong.
        model("PT007 warning", r#""function": "Equality", «"value_source"»: $F"#).unfixable(),
        case(
            "PT007 warning",
            r#"{"target_filters": {"conditions": [{"field": "x", "function": "Equality", "value": 1, «"value_field"»: $F}]}}"#,
        )
        .says("keep only one of the two")
        .unfixable(),
        case(
            "PT007 warning",
            r#"{"target_filters": {"conditions": [{"field": "x", "function": "Equality", «"value_field"»: $F}]}}"#,
        )
        .guess(
            r#"{"target_filters": {"conditions": [{"field": "x", "function": "Equality", "value_source": $F}]}}"#,
        ),
        case(
            "PT007 warning",
            r#"{"model_filters": {"conditions": [{"source": $F, "function": "Equality", «"value_source"»: $F}]}}"#,
        ),
        // Older versions do not know the key: that alone is said.
        model("PT011 warning", r#""function": "Equality", «"value_field"»: $F"#)
            .version(ApiVersion::V2024_02_08),
    ]);
}

#[test]
fn both_shapes() {
    let body = |expected, old: &str, model: &str| {
        case(
            expected,
            format!(r#"{{«"filters"»: [{old}], ‹"model_filters"›: {{"conditions": [{model}]}}}}"#),
        )
    };
    let target = |expected, old: &str, new: &str| {
        case(
            expected,
            format!(r#"{{«"filters"»: [{old}], ‹"target_filters"›: {{"conditions": [{new}]}}}}"#),
        )
    };
    let is_null = r#"{"field": $F, "function": "IsNull"}"#;
    check([
        body("PT081 advice", is_null, r#"{"source": $F, "function": "IsNull"}"#).unfixable(),
        body("PT081 error", is_null, r#"{"source": $F, "function": "IsNotNull"}"#),
        body("PT081 error", is_null, ""),
        body(
            "PT081 error",
            &format!("{is_null}, {is_null}"),
            r#"{"source": $F, "function": "IsNull"}"#,
        ),
        body(
            "PT081 advice",
            r#"{"field": $F, "function": "Equality", "value": 1.0}"#,
            r#"{"source": $F, "function": "Equality", "value": 1}"#,
        ),
        body(
            "PT081 error",
            r#"{"field": $F, "function": "Equality", "value": 2}"#,
            r#"{"source": $F, "function": "Equality", "value": 1}"#,
        ),
        body(
            "PT081 advice",
            r#"{"field_id": "$M", "field_type": "Model", "function": "IsNull"}"#,
            r#"{"source": $F, "function": "IsNull"}"#,
        ),
        target(
            "PT081 advice",
            r#"{"field_id": "x", "field_type": "Target", "function": "IsNull"}"#,
            r#"{"field": "x", "function": "IsNull"}"#,
        ),
        target(
            "PT081 error",
            r#"{"field_id": "x", "field_type": "Target", "function": "IsNull"}"#,
            r#"{"field": "y", "function": "IsNull"}"#,
        ),
        target("PT081 error", is_null, r#"{"field": "plan", "function": "IsNull"}"#),
        // What cannot be read proves nothing.
        case(
            "PT081 advice, PT005 error",
            r#"{«"filters"»: [{"field": $F, "function": "IsNull"}, «5»], ‹"model_filters"›: {"conditions": [{"source": $F, "function": "IsNull"}]}}"#,
        ),
        case(
            "",
            r#"{"filters": [], "model_filters": {"conditions": [{"source": $F, "function": "IsNull"}]}}"#,
        ),
        case("", r#"{"filters": null, "model_filters": {"conditions": []}}"#),
        case(
            "PT008 advice, PT081 error",
            r#"{«"id"»: 1, ‹"created_at"›: 1, «"filters"»: [{"field": $F, "function": "IsNull"}], ‹"model_filters"›: {"conditions": []}}"#,
        ),
    ]);
}

#[test]
fn contradictions() {
    let pair = |expected: &'static str, one: &str, two: &str| {
        let (open, close) = if expected.is_empty() { ("{", "{") } else { ("‹{›", "«{»") };
        filters(expected, &format!(r#"{open}"field": $F, {one}}}, {close}"field": $F, {two}}}"#))
    };
    check([
        pair(
            "PT083 advice",
            r#""function": "Equality", "value": 1"#,
            r#""function": "Equality", "value": 2"#,
        )
        .unfixable(),
        pair("PT083 advice", r#""function": "IsNull""#, r#""function": "IsNotNull""#),
        pair("PT083 advice", r#""function": "IsNull""#, r#""function": "Equality", "value": 2"#),
        pair("PT083 advice", r#""function": "True""#, r#""function": "False""#),
        pair(
            "PT083 advice",
            r#""function": "GreaterThan", "value": 5"#,
            r#""function": "LessThan", "value": 5"#,
        ),
        pair(
            "PT083 advice",
            r#""function": "Equality", "value": 1"#,
            r#""function": "Inequality", "value": 1.0"#,
        ),
        pair(
            "PT083 advice",
            r#""function": "Between", "value": [1, 2]"#,
            r#""function": "Equality", "value": 3"#,
        ),
        pair(
            "",
            r#""function": "GreaterThanEqual", "value": 5"#,
            r#""function": "LessThanEqual", "value": 5"#,
        ),
        pair(
            "",
            r#""function": "Equality", "value": "a""#,
            r#""function": "Equality", "value": "\u0061""#,
        ),
        pair("", r#""function": "IsNull""#, r#""function": "Inequality", "value": 1"#),
        filters(
            "",
            r#"{"field": $F, "function": "IsNull"}, {"field": {"model_id": "$M", "field": "other"}, "function": "IsNotNull"}"#,
        ),
        case(
            "",
            r#"{"filter_logic": "A or B", "filters": [{"field": $F, "function": "IsNull"}, {"field": $F, "function": "IsNotNull"}]}"#,
        ),
        case(
            "PT083 advice",
            r#"{"filter_logic": "A and B", "filters": [‹{›"field": $F, "function": "IsNull"}, «{»"field": $F, "function": "IsNotNull"}]}"#,
        ),
        case(
            "PT083 advice",
            r#"{"target_filters": {"conditions": [‹{›"field": "x", "function": "IsNull"}, «{»"field": "x", "function": "IsNotNull"}]}}"#,
        ),
    ]);
}

/// A body with these overrides.
fn overrides(expected: &'static str, overrides: &str) -> Case {
    case(expected, replaced(overrides))
}

fn replaced(overrides: &str) -> String {
    format!(r#"{{"overrides": [{overrides}]}}"#)
}

#[test]
fn conditional_overrides() {
    check([
        overrides("PT085 error", r#"«{»"function": "IsNull", "override": 1}"#).unfixable(),
        overrides(
            "PT086 warning",
            r#"{«"field"»: $F, ‹"field_id"›: "x", "function": "IsNull", "override": 1}"#,
        )
        .safe(replaced(r#"{"field_id": "x", "function": "IsNull", "override": 1}"#)),
        overrides("PT087 warning", r#"«{»"field": $F, "override": 1}"#)
            .says("is missing `function`"),
        overrides("PT087 warning", r#"«{»"field": $F, "function": "IsNull"}"#)
            .says("is missing `override`"),
        overrides("PT087 warning", r#"«{»"field": $F}"#).says("`function` and `override`"),
        overrides("", r#"{"field": $F, "function": "IsNull", "override": null}"#),
        overrides("", r#"{"field": $F, "function": "IsNull", "override": ""}"#),
        // Of the rules about values only two hold for overrides.
        overrides("PT066 warning", r#"{"field": $F, "function": «"Equality"», "override": 1}"#),
        overrides(
            "PT068 warning",
            r#"{"field": $F, "function": ‹"StringOneOf"›, "value": «"a"», "override": 1}"#,
        ),
        overrides("", r#"{"field": $F, "function": "IsNull", "value": 5, "override": 1}"#),
        overrides("", r#"{"field": $F, "function": "InTheLast", "value": 5, "override": 1}"#),
        overrides(
            "PT088 advice",
            r#"‹{›"field": $F, "function": "Equality", "value": [1, 2], "override": 1}, «{»"field": $F, "function": "Equality", "value": [1,2], "override": 2}"#,
        ),
        overrides(
            "",
            r#"{"field": $F, "function": "Equality", "value": 1, "override": 1}, {"field": $F, "function": "Equality", "value": 2, "override": 2}"#,
        ),
    ]);
}

#[test]
fn a_value_that_is_filled_in_later_is_no_other_condition() {
    let source = r#"{"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}"#;
    let override_ = |value: &str| {
        format!(
            r#"{{"field": {source}, "function": "Equality", "value": "{value}", "override": 1}}"#
        )
    };
    let body = format!(
        r#"{{"filters": [{{"field": {source}, "function": "Equality", "value": "{{{{plan}}}}"}}, {{"field": {source}, "function": "IsNotNull"}}], "overrides": [{}, {}]}}"#,
        override_("${a}"),
        override_("${b}")
    );
    for markers in [vec![], vec!["{{", "${"]] {
        let linter = Linter::builder()
            .template_markers(markers)
            .select(["PT083", "PT088"])
            .build()
            .expect("known rules");
        let report = linter.lint(&Source::new("a.sync.json", &body));
        assert!(report.is_clean(), "{:?}", report.findings());
    }
}
