//! Who speaks, when several could; and levels, whichever rule it is.

use polytomic_lint::{Level, Linter, Severity, Source, find_rules};

use crate::case::{CONNECTION, MODEL, case, check};

#[test]
fn syntax_before_shape_before_meaning() {
    check([
        // What cannot be read silences what would read it.
        case(
            "PT001 error",
            r#"{"name": "A", "mode": "update", "fields": [], "schedule": {"frequency": "manual"}, "filter_logic": "A and B", "filters": «(x)», "target": {"connection_id": "$C", "object": "A"}}"#,
        )
        .whole(),
        // So does another type.
        case("PT005 error", r#"{"filter_logic": "A and B", "filters": «"x"»}"#),
        case("PT005 error", r#"{"filter_logic": "A and B", "filters": [{"field": $F, "function": "IsNull", "label": "A"}, «5»]}"#),
        case("PT005 error", r#"{"filter_logic": «5», "filters": [{"field": $F, "function": "IsNull"}]}"#),
        case("PT005 error", r#"{"filters": [{"field": $F, "function": «5»}]}"#),
        case("PT005 error", r#"{"filters": [{"field": «"plan"», "function": "IsNull"}]}"#),
        case("PT005 error", r#"{"filter_logic": "A and B", "filters": [{"field": $F, "function": "IsNull", "label": "A"}, {"field": $F, "function": "IsNull", "label": «2»}]}"#),
        // And a value that no list has.
        case("PT024 error", r#"{"filters": [{"field": $F, "function": «"Foo"»}]}"#),
        case("PT024 error", r#"{"filter_logic": "A", "filters": [{"field": $F, "function": "IsNull", "field_type": «"Modell"»}]}"#),
        // A key that is misspelled is there.
        case("PT007 warning", r#"{"filter_logic": "A and B", "filters": [{"field": $F, "function": "IsNull", "label": "A"}, {"field": {"model_id": "$M", "field": "x"}, "function": "IsNull", «"lable"»: "B"}]}"#),
        case("PT007 warning", r#"{«"filter"»: [{"field": $F, "function": "IsNull"}], "filter_logic": "A"}"#),
    ]);
}

#[test]
fn a_key_that_is_misspelled_or_null_weighs_as_much_as_without_it() {
    let labels = |logic: &str, first: &str, second: &str| {
        format!(
            r#"{{"model_filters": {{"logic": "{logic}", "conditions": [{{"source": $F, "function": "IsNull", {first}}}, {{"source": {{"model_id": "$M", "field": "x"}}, "function": "IsNull", {second}}}]}}}}"#
        )
    };
    let old = |logic: &str, label: &str| {
        format!(
            r#"{{"filter_logic": "{logic}", "filters": [{{"field": $F, "function": "IsNull", {label}}}]}}"#
        )
    };
    let pair = |logic: &str, first: &str, second: &str| {
        format!(
            r#"{{"filter_logic": "{logic}", "filters": [{{"field": $F, "function": "IsNull", {first}}}, {{"field": {{"model_id": "$M", "field": "x"}}, "function": "IsNull", {second}}}]}}"#
        )
    };
    check([
        // PT078 in the newer shape.
        case("PT007 error", labels("A and B", r#""label": "A""#, r#"«"lable"»: "B""#)),
        case("PT006 error", labels("A and B", r#""label": «null»"#, r#""label": "B""#)).unfixable(),
        // PT071 in either.
        case("PT007 error, PT079 advice", old("vip", r#"«"lable"»: «"vip"»"#)),
        case("PT006 error", old("vip", r#""label": «null»"#)),
        // Of either kind of filter, and not where another label cannot be read, before or after.
        case(
            "PT007 error, PT079 advice",
            pair("vip and A", r#"«"lable"»: «"vip"»"#, r#""label": "A""#),
        ),
        case(
            "PT007 warning, PT079 advice, PT005 error",
            pair("vip", r#"«"lable"»: «"vip"»"#, r#""label": «2»"#),
        ),
        case(
            "PT005 error, PT007 warning, PT079 advice",
            pair("vip", r#""label": «2»"#, r#"«"lable"»: «"vip"»"#),
        ),
        // Names by position do as well.
        case(
            "PT006 warning, PT006 warning",
            labels("A and B", r#""label": «null»"#, r#""label": «null»"#),
        ),
        case("PT007 warning", old("A", r#"«"lable"»: "A""#)),
        case("PT007 warning, PT079 advice", old("", r#"«"lable"»: «"vip"»"#)),
        // PT073 in the newer shape.
        case(
            "PT007 error",
            r#"{"model_filters": {"logic": "A", «"condition"»: [{"source": $F, "function": "IsNull"}]}}"#,
        ),
        case("PT006 error", r#"{"model_filters": {"logic": "A", "conditions": «null»}}"#),
        case(
            "PT007 warning",
            r#"{"model_filters": {«"condition"»: [{"source": $F, "function": "IsNull"}]}}"#,
        ),
        case("PT006 warning", r#"{"model_filters": {"logic": "", "conditions": «null»}}"#),
    ]);
}

#[test]
fn placeholders_silence_every_other_rule_about_a_string() {
    check([
        case(
            "PT023 warning",
            r#"{"filters": [{"field_id": «"<field id>"», "field_type": "Model", "function": "IsNull"}]}"#,
        ),
        case(
            "PT023 warning",
            r#"{"filters": [{"field": $F, "function": "InTheLast", "value": «"{{days}}"»}]}"#,
        ),
        case(
            "PT023 warning",
            r#"{"filters": [{"field": $F, "function": "IsNull", "label": «"<label>"»}], "filter_logic": "A"}"#,
        ),
        case("PT023 error", r#"{"filter_logic": «"<A and B>"»}"#),
        case(
            "PT023 error",
            r#"{"target_filters": {"conditions": [{"field": "x", "function": "IsNull"}], "logic": «"{{logic}}"»}}"#,
        ),
        case(
            "PT023 warning",
            r#"{"target": {"connection_id": "$C", "object": «"<object>"», "new_name": "x"}}"#,
        ),
    ]);
}

#[test]
fn of_two_rules_one_speaks() {
    check([
        // PT073 for PT071, by scope.
        case("PT073 warning", r#"{"filter_logic": «"A and B"», "model_filters": {"conditions": [{"source": $F, "function": "IsNull"}]}}"#),
        // PT006 for a required key, PT032 under `create`.
        case("PT006 error", r#"{"mode": «null»}"#),
        case("PT032 error", r#"{"target": {"connection_id": "$C", "create": {"a": «1»}}}"#),
        // PT059 in the place of an id, PT021 for the forms it names, PT020 for the rest.
        case("PT059 error", r#"{"organization_id": «""»}"#),
        case("PT021 warning", r#"{"organization_id": «"{0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a47}"»}"#),
        // No value at all, and a value of another shape.
        case("PT066 warning", r#"{"filters": [{"field": $F, "function": «"StringOneOf"»}]}"#),
        case("PT068 warning", r#"{"filters": [{"field": $F, "function": ‹"StringOneOf"›, "value": «[]»}]}"#),
        // A raw NUL, which stops nothing.
        case(
            "PT015 error, PT024 error",
            "{\"name\": \"A«\0»\", \"mode\": «\"upsert\"», \"fields\": [], \"schedule\": {\"frequency\": \"manual\"}, \"target\": {\"connection_id\": \"$C\", \"object\": \"A\"}}",
        )
        .whole(),
        case("PT030 error", r#"{"target": {"connection_id": "$C", ‹"object"›: "A", «"create"»: {}}}"#),
    ]);
}

#[test]
fn a_fetched_sync_is_not_drowned() {
    let fetched = r#"{«"id"»: 1, ‹"created_at"›: 1"#;
    check([
        case(
            "PT008 advice, PT022 advice",
            format!(r#"{fetched}, "organization_id": «"00000000-0000-0000-0000-000000000000"»}}"#),
        ),
        case(
            "PT008 advice, PT061 advice",
            format!(
                r#"{fetched}, "filters": [{{‹"field"›: $F, «"field_id"»: "$M", "field_type": "Model", "function": "IsNull"}}]}}"#
            ),
        ),
        case(
            "PT008 advice, PT086 advice",
            format!(
                r#"{fetched}, "overrides": [{{«"field"»: $F, ‹"field_id"›: "$M", "function": "IsNull", "override": 1}}]}}"#
            ),
        ),
        // One such key alone changes nothing.
        case(
            "PT008 advice, PT022 warning",
            r#"{«"id"»: 1, "organization_id": «"00000000-0000-0000-0000-000000000000"»}"#,
        ),
    ]);
}

/// What a body of one mistake gives, with settings.
fn levels(
    body: &str,
    code: &str,
    build: impl Fn() -> polytomic_lint::LinterBuilder,
) -> Vec<Severity> {
    let body = body.replace("$M", MODEL).replace("$C", CONNECTION);
    let report = build().build().expect("known rules").lint(&Source::new("a.json", &body));
    report.findings().iter().filter(|f| f.code == code).map(|f| f.severity).collect()
}

#[test]
fn strict_raises_the_rules_whose_row_says_so() {
    use Severity::{Error, Warning};
    for (code, body) in [
        ("PT006", r#"{"active": null}"#),
        ("PT007", r#"{"xyzzy": 1}"#),
        ("PT009", r#"{"enricher": {}}"#),
        ("PT021", r#"{"organization_id": "{0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a47}"}"#),
        ("PT024", r#"{"mode": "enrich"}"#),
    ] {
        assert_eq!(levels(body, code, Linter::builder), [Warning], "{code}");
        assert_eq!(levels(body, code, || Linter::builder().strict(true)), [Error], "{code}");
    }
    for (code, body) in [
        ("PT022", r#"{"organization_id": "00000000-0000-0000-0000-000000000000"}"#),
        ("PT023", r#"{"name": "<name>"}"#),
        ("PT027", r#"{"override_fields": [{"target": "T", "override_value": "[1]"}]}"#),
        ("PT031", r#"{"target": {"connection_id": "$C"}}"#),
        ("PT059", r#"{"name": ""}"#),
        ("PT018", r#"{"policies": [1e999]}"#),
    ] {
        assert_eq!(levels(body, code, || Linter::builder().strict(true)), [Warning], "{code}");
    }
}

#[test]
fn advice_is_shown_on_request_and_levels_can_be_set() {
    use Severity::{Advice, Error, Warning};
    let body = r#"{"id": 1}"#;
    assert_eq!(levels(body, "PT008", Linter::builder), []);
    assert_eq!(levels(body, "PT008", || Linter::builder().pedantic(true)), [Advice]);
    assert_eq!(levels(body, "PT008", || Linter::builder().select(["PT008"])), [Advice]);
    assert_eq!(
        levels(body, "PT008", || Linter::builder().level("read-only-key", Level::Error)),
        [Error]
    );
    let body = r#"{"mode": "upsert"}"#;
    assert_eq!(levels(body, "PT024", || Linter::builder().level("shape", Level::Off)), []);
    // A rule's own level beats its group's, and --strict.
    let own =
        || Linter::builder().strict(true).level("shape", Level::Off).level("PT024", Level::Warning);
    assert_eq!(levels(body, "PT024", own), [Warning]);
    // Of two levels for one rule the later counts, by whichever name it is called.
    let twice = [("unknown-enum-value", Level::Off), ("PT024", Level::Warning)];
    for order in [[0, 1], [1, 0]] {
        let set = || {
            order
                .iter()
                .fold(Linter::builder(), |builder, &i| builder.level(twice[i].0, twice[i].1))
        };
        let wanted = if order == [0, 1] { vec![Warning] } else { Vec::new() };
        assert_eq!(levels(body, "PT024", set), wanted);
    }
}

#[test]
fn what_cannot_be_read_is_an_error_whatever_the_settings_are() {
    let body = r#"{"name": "A" "mode": "create"}"#;
    for level in [Level::Off, Level::Advice, Level::Warning, Level::Error] {
        for name in ["PT001", "json-syntax", "json"] {
            let set = || Linter::builder().level(name, level);
            assert_eq!(levels(body, "PT001", set), [Severity::Error], "{name}: {level:?}");
        }
    }
    let other = || Linter::builder().select(["PT024"]).ignore("PT001", |_| true);
    assert_eq!(levels(body, "PT001", other), [Severity::Error]);
}

#[test]
fn evidence_and_fixes_are_those_of_the_catalogue() {
    use polytomic_lint::{Evidence, FixKind};
    let (d, c, h) = (Evidence::Documented, Evidence::Implied, Evidence::Heuristic);
    let (none, safe, guess, both) = (FixKind::None, FixKind::Safe, FixKind::Unsafe, FixKind::Both);
    let rows = [
        ("PT001", "json-syntax", d, both),
        ("PT002", "duplicate-key", h, both),
        ("PT003", "not-an-object", d, safe),
        ("PT004", "missing-required", d, guess),
        ("PT005", "wrong-type", d, safe),
        ("PT006", "null-not-allowed", d, safe),
        ("PT007", "unknown-key", c, both),
        ("PT008", "read-only-key", d, safe),
        ("PT009", "removed-key", c, guess),
        ("PT010", "foreign-shape", c, none),
        ("PT011", "newer-key-for-version", d, none),
        ("PT012", "deprecated-key", d, guess),
        ("PT013", "json-comment", d, safe),
        ("PT014", "json-trailing-comma", d, safe),
        ("PT015", "json-encoding", d, safe),
        ("PT016", "json-too-deep", h, none),
        ("PT017", "empty-document", d, none),
        ("PT018", "number-precision", h, none),
        ("PT020", "bad-uuid", d, none),
        ("PT021", "uuid-form", h, safe),
        ("PT022", "nil-uuid", c, none),
        ("PT023", "placeholder-value", c, none),
        ("PT024", "unknown-enum-value", d, both),
        ("PT026", "schema-key", h, guess),
        ("PT027", "encoded-json", h, guess),
        ("PT028", "id-in-two-roles", h, none),
        ("PT059", "blank-string", c, none),
        ("PT030", "target-object-and-create", d, guess),
        ("PT031", "target-missing-object", d, none),
        ("PT032", "create-value-not-string", d, safe),
        ("PT033", "create-empty", h, none),
        ("PT034", "legacy-new-target", c, guess),
        ("PT035", "new-name-without-creation", h, none),
        ("PT036", "search-values-internal", d, safe),
        ("PT037", "webhook-shape", d, guess),
        ("PT060", "filter-without-field", d, none),
        ("PT061", "filter-both-fields", d, guess),
        ("PT062", "target-filter-by-source", d, none),
        ("PT063", "model-field-id-not-uuid", d, none),
        ("PT064", "field-type-missing", d, none),
        ("PT065", "target-filter-mode", d, none),
        ("PT066", "filter-value-missing", d, none),
        ("PT067", "filter-value-unexpected", d, safe),
        ("PT068", "filter-value-shape", d, safe),
        ("PT069", "relative-needs-duration", d, none),
        ("PT081", "filters-both-shapes", d, none),
        ("PT082", "value-field-misuse", d, none),
        ("PT083", "contradictory-filters", h, none),
        ("PT085", "override-without-field", d, none),
        ("PT086", "override-both-fields", d, safe),
        ("PT087", "override-incomplete", c, none),
        ("PT088", "override-shadowed", h, none),
        ("PT070", "logic-syntax", d, safe),
        ("PT071", "logic-unknown-label", d, both),
        ("PT072", "logic-missing-label", d, guess),
        ("PT073", "logic-without-filters", c, safe),
        ("PT074", "logic-numeric-labels", d, guess),
        ("PT075", "logic-mixed-precedence", h, guess),
        ("PT076", "label-format", d, none),
        ("PT077", "label-duplicate", d, none),
        ("PT078", "label-partial", d, guess),
        ("PT079", "label-not-positional", c, none),
        ("PT080", "logic-wrong-scope", d, none),
    ];
    let mut wrong = Vec::new();
    for (code, name, evidence, fix) in rows {
        let found = find_rules(code).unwrap_or_default();
        let own = found.first().map(|info| (info.name, info.evidence, info.fix));
        if own != Some((name, evidence, fix)) {
            wrong.push(format!("{code}: {own:?}, not {:?}", (name, evidence, fix)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
