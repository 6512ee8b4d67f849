//! Section 2: the documented shape.

use polytomic_lint::ApiVersion;

use crate::case::{Case, case, check};

#[test]
fn missing_keys() {
    check([
        case("PT004 error", "«{»}")
            .without(&["name"])
            .says("the sync is missing `name`")
            .unfixable(),
        case("PT004 error", "«{»}")
            .without(&["name", "mode", "target"])
            .says("`name`, `mode`, and `target`"),
        case("PT004 error", r#"«{»"active": true}"#)
            .without(&["schedule"])
            .says("the sync is missing `schedule`"),
        case("PT004 error", r#"{«"target"»: {"object": "x"}}"#),
        case("PT004 error", r#"{"fields": [«{»"override_value": "x"}]}"#),
        case("PT004 error", r#"{"fields": [{«"source"»: {"field": "x"}, "target": "T"}]}"#),
        case("PT004 error", r#"{«"identity"»: {"source": $F}}"#).says("`target` and `function`"),
        case("PT004 error", r#"{"model_filters": {"conditions": [«{»"source": $F}]}}"#),
        case("PT004 error", r#"{"filters": [«{»"field": $F}]}"#),
    ]);
}

#[test]
fn what_would_be_wrong_in_a_list_too_is_not_wrapped() {
    check([
        case("PT005 error", r#"{"policies": «"$M,$C"»}"#)
            .says("write each ID as a separate string")
            .unfixable(),
        case("PT005 error", r#"{"fields": «{"email": "Email", "name": "Name"}»}"#)
            .says("use an array of objects, each a field mapping")
            .unfixable(),
    ]);
}

#[test]
fn one_entry_in_the_place_of_its_list() {
    check([
        case("PT007 warning", r#"{"identities": {«"source"»: $F, "target": "T", "function": "Equality"}}"#)
            .says("`identities` is a single identity")
            .guess(r#"{"identities": {"mappings": [{"source": $F, "target": "T", "function": "Equality"}]}}"#),
        case("PT007 warning", r#"{"model_filters": {«"source"»: $F, "function": "IsNull"}}"#)
            .guess(r#"{"model_filters": {"conditions": [{"source": $F, "function": "IsNull"}]}}"#),
    ]);
}

#[test]
fn wrong_types() {
    let clock = |key: &str| {
        case("PT005 error", format!(r#"{{"schedule": {{"frequency": "daily", "{key}": «6»}}}}"#))
            .says("times in a schedule are strings")
            .safe(format!(r#"{{"schedule": {{"frequency": "daily", "{key}": "6"}}}}"#))
    };
    check(["minute", "hour", "day_of_month", "month", "day_of_week"].map(clock));
    check([
        case("PT005 error", r#"{"schedule": «"daily"»}"#)
            .says(r#"write `{"frequency": "daily"}`"#)
            .guess(r#"{"schedule": {"frequency": "daily"}}"#),
        case("PT005 error", r#"{"active": «"true"»}"#).safe(r#"{"active": true}"#),
        case("PT005 error", r#"{"active": «"False"»}"#).safe(r#"{"active": false}"#),
        case("PT005 error", r#"{"active": «1»}"#).guess(r#"{"active": true}"#),
        case("PT005 error", r#"{"name": «5»}"#).safe(r#"{"name": "5"}"#),
        case("PT005 error", r#"{"name": «{"a": [1, 2]}»}"#).unfixable(),
        case("PT005 error", r#"{"fields": «{"source": $F, "target": "T"}»}"#)
            .safe(r#"{"fields": [{"source": $F, "target": "T"}]}"#),
        case("PT005 error", r#"{"policies": «"6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"»}"#).safe(r#"{"policies": ["6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"]}"#),
        case("PT005 error", r#"{"model_filters": «[{"source": $F, "function": "IsNull"}]»}"#)
            .safe(r#"{"model_filters": {"conditions": [{"source": $F, "function": "IsNull"}]}}"#),
        case("PT005 error", r#"{"identities": «[]»}"#).safe(r#"{"identities": {"mappings": []}}"#),
        case("PT005 error", r#"{"filters": «{"conditions": []}»}"#).says("without `conditions` around it"),
        case("PT005 error", r#"{"fields": «{"mappings": []}»}"#).says("without `mappings` around it"),
        case("PT005 error", r#"{"fields": [{"source": «"email"», "target": "T"}]}"#)
            .says(r#"`{"model_id": "…", "field": "email"}`"#),
        case("PT005 error", r#"{"target": {"connection_id": "$C", "object": "A", "configuration": «"{\"a\": 1}"»}}"#)
            .safe(r#"{"target": {"connection_id": "$C", "object": "A", "configuration": {"a": 1}}}"#),
        case("PT005 error", r#"{"filters": [{"field": $F, "function": «true»}]}"#)
            .safe(r#"{"filters": [{"field": $F, "function": "True"}]}"#),
        case("PT005 error", r#"{"filters": [{"field": $F, "function": «false»}]}"#)
            .safe(r#"{"filters": [{"field": $F, "function": "False"}]}"#),
        case("PT005 error", r#"{"filters": [{"field": $F, "function": «5»}]}"#).unfixable(),
        case("PT005 error", r#"{"mode": «["create"]»}"#).says("`updateOrCreate`").unfixable(),
        case("PT005 error", r#"{"schedule": {"frequency": "dbtcloud", "job_id": «"42"»}}"#)
            .safe(r#"{"schedule": {"frequency": "dbtcloud", "job_id": 42}}"#),
        case("PT005 error", r#"{"schedule": {"frequency": "dbtcloud", "job_id": «1.5»}}"#),
        case("PT005 error", r#"{"schedule": «"daily"»}"#),
        case("PT005 error, PT005 error", r#"{"fields": [«"a"», {"source": $F, "target": "x"}, «5»]}"#),
    ]);
}

#[test]
fn nulls() {
    check([
        case("PT006 warning", r#"{"active": «null»}"#).safe("{}".to_owned()),
        case("PT006 warning", r#"{"filter_logic": «null», "active": true}"#)
            .safe(r#"{"active": true}"#),
        case("PT006 error", r#"{"name": «null»}"#).unfixable(),
        case("PT006 error", r#"{"fields": «null»}"#),
        case("PT006 error", r#"{"target": {"connection_id": «null», "object": "A"}}"#),
        case("PT006 warning", r#"{"policies": [«null»]}"#).safe(r#"{"policies": []}"#),
        case("PT006 warning", r#"{"target": {"connection_id": "$C", "object": «null»}}"#),
        case(
            "",
            r#"{"filters": null, "overrides": null, "override_fields": null, "policies": null, "organization_id": null}"#,
        ),
        case(
            "",
            r#"{"schedule": {"frequency": "manual", "minute": null, "job_id": null, "run_after_success_only": null}}"#,
        ),
    ]);
}

#[test]
fn unknown_keys() {
    check([
        case("PT007 warning", r#"{«"xyzzy"»: 1}"#).unfixable(),
        case("PT007 warning", r#"{«"filter_logik"»: "A", "filters": [{"field": $F, "function": "IsNull"}]}"#)
            .guess(r#"{"filter_logic": "A", "filters": [{"field": $F, "function": "IsNull"}]}"#),
        case("PT007 warning", r#"{«"organizationId"»: "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"}"#).safe(r#"{"organization_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"}"#),
        case("PT007 warning", r#"{«"organization"»: "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"}"#).guess(r#"{"organization_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"}"#),
        case("PT007 warning", r#"{«"Name"»: "x", "name": "y"}"#).says("`name` is already here"),
        case("PT007 warning", r#"{"fields": [{«"field"»: $F, "target": "T"}]}"#)
            .guess(r#"{"fields": [{"source": $F, "target": "T"}]}"#),
        case("PT007 warning", r#"{"fields": [{"source": $F, "target": "T", «"new_field"»: true}]}"#)
            .guess(r#"{"fields": [{"source": $F, "target": "T", "new": true}]}"#),
        case("PT007 warning", r#"{"identity": {"source": $F, "target": "T", "function": "Equality", «"newField"»: true}}"#)
            .safe(r#"{"identity": {"source": $F, "target": "T", "function": "Equality", "new_field": true}}"#),
        case("PT007 warning", r#"{"identity": {"source": $F, "target": "T", "function": "Equality", «"new"»: true}}"#)
            .guess(r#"{"identity": {"source": $F, "target": "T", "function": "Equality", "new_field": true}}"#),
        case("PT034 advice, PT007 warning", r#"{"target": {"connection_id": "$C", "object": «"__pt_new_target"», «"new"»: "x"}}"#)
            .guess(r#"{"target": {"connection_id": "$C", "object": "__pt_new_target", "new_name": "x"}}"#),
        case("PT007 warning", r#"{"filters": [{"field_id": "x", "field_type": "Target", "function": "Equality", «"value_source"»: $F}]}"#)
            .guess(r#"{"filters": [{"field_id": "x", "field_type": "Target", "function": "Equality", "value_field": $F}]}"#),
        case("PT007 warning", r#"{"target_filters": {"conditions": [{"field": "x", "function": "Equality", «"value_field"»: $F}]}}"#),
        case("PT007 warning", r#"{"schedule": {"frequency": "weekly", «"dayOfWeek"»: "1"}}"#)
            .safe(r#"{"schedule": {"frequency": "weekly", "day_of_week": "1"}}"#),
    ]);
}

#[test]
fn a_misspelled_key_replaces_the_finding_of_the_missing_one() {
    check([
        case("PT007 error", r#"{«"Mode"»: "update"}"#)
            .without(&["mode"])
            .safe(r#"{"mode": "update"}"#),
        case("PT007 error", r#"{«"mod"»: "update"}"#)
            .without(&["mode"])
            .guess(r#"{"mode": "update"}"#),
        case(
            "PT007 error",
            r#"{"fields": [{"source": {«"modelId"»: "$M", "field": "x"}, "target": "T"}]}"#,
        ),
        case("PT007 error", r#"{"fields": [{"source": $F, «"destination"»: "T"}]}"#),
        case("PT007 error", r#"{"filters": [{«"source"»: $F, "function": "IsNull"}]}"#)
            .guess(r#"{"filters": [{"field": $F, "function": "IsNull"}]}"#),
        case("PT007 error", r#"{"filters": [{"field": $F, «"operator"»: "IsNull"}]}"#)
            .guess(r#"{"filters": [{"field": $F, "function": "IsNull"}]}"#),
        case(
            "PT007 error",
            r#"{"model_filters": {"conditions": [{«"field"»: $F, "function": "IsNull"}]}}"#,
        ),
        case(
            "PT007 error",
            r#"{"target_filters": {"conditions": [{«"source"»: "x", "function": "IsNull"}]}}"#,
        ),
        case(
            "PT007 error",
            r#"{"overrides": [{«"source"»: $F, "function": "IsNull", "override": 1}]}"#,
        ),
        case(
            "PT007 warning",
            r#"{"overrides": [{"field": $F, "function": "IsNull", «"overide"»: 1}]}"#,
        ),
        case(
            "PT007 warning",
            r#"{"filters": [{"field": $F, "function": "Equality", «"valeu"»: 1}]}"#,
        ),
        case("PT007 warning", r#"{"target": {"connection_id": "$C", «"objct"»: "A"}}"#),
        case("PT073 warning, PT007 warning", r#"{"filter_logic": «"A"», «"filter"»: []}"#),
    ]);
}

#[test]
fn a_key_at_the_wrong_level() {
    check([
        case("PT007 warning", r#"{«"frequency"»: "daily"}"#)
            .says("`frequency` belongs in `schedule`")
            .unfixable(),
        case("PT007 warning", r#"{«"connection_id"»: "$C"}"#).says("belongs in `target`"),
        case(
            "PT007 error",
            r#"{"fields": [{"source": {"field": "x"}, «"model_id"»: "$M", "target": "T"}]}"#,
        )
        .says("`model_id` belongs in a `source`"),
        case(
            "PT005 error, PT007 warning",
            r#"{"fields": [{"source": «"x"», «"model_id"»: "$M", "target": "T"}]}"#,
        ),
        case(
            "PT007 error",
            r#"{"target": {"connection_id": "$C", "object": "A", «"mode"»: "update"}}"#,
        )
        .without(&["mode"])
        .says("`mode` belongs at the top level"),
        case(
            "PT007 warning",
            r#"{"target": {"connection_id": "$C", "object": "A", «"mode"»: "update"}}"#,
        ),
        case(
            "PT007 error",
            r#"{"target": {"connection_id": "$C", "object": "A", «"schedule"»: {}}}"#,
        )
        .without(&["schedule"]),
        // Where the object that should hold it is not there, it is not missed as well.
        case("PT007 error", r#"{«"frequency"»: "daily"}"#).without(&["schedule"]),
        // What belongs to it in one place is one finding.
        case("PT007 error", r#"{«"connection_id"»: "$C", ‹"object"›: "A"}"#).without(&["target"]),
        case("PT007 error", r#"{«"connection_id"»: "$C", "target": {"object": "A"}}"#),
        case("PT007 warning", r#"{«"object"»: "A", "target": {"connection_id": "$C"}}"#),
    ]);
}

#[test]
fn keys_of_answers_and_of_other_versions() {
    let old = [ApiVersion::V2022_12_12, ApiVersion::V2023_04_25, ApiVersion::V2024_02_08];
    check([
        case("PT008 advice", r#"{«"id"»: 1, "active": true}"#).safe(r#"{"active": true}"#),
        case(
            "PT008 advice",
            r#"{«"id"»: 1, ‹"created_at"›: "x", "active": true, ‹"problems"›: []}"#,
        )
        .says("a fetched sync")
        .safe(r#"{"active": true}"#),
        case("PT009 warning", r#"{«"enricher"»: {}, "active": true}"#).guess(r#"{"active": true}"#),
        case("PT026 advice", r#"{«"$schema"»: "./a.json", "active": true}"#)
            .guess(r#"{"active": true}"#),
        case(
            "PT007 warning",
            r#"{"target": {"connection_id": "$C", "object": "A", «"$schema"»: "x"}}"#,
        ),
    ]);
    for version in old {
        check([
            case("PT011 warning", r#"{«"model_filters"»: {"conditions": []}}"#).version(version).unfixable(),
            case("PT011 warning", r#"{«"target_filters"»: {"conditions": []}}"#).version(version),
            case("PT011 warning", r#"{«"identities"»: {"mappings": []}}"#).version(version),
            case("PT011 warning", r#"{"filters": [{"field_id": "x", "field_type": "Target", "function": "Equality", «"value_field"»: $F}]}"#).version(version),
            case("PT009 warning", r#"{«"enricher"»: {}}"#).version(version),
        ]);
    }
}

#[test]
fn another_tools_vocabulary() {
    const ALL: [&str; 5] = ["name", "mode", "fields", "schedule", "target"];
    check([
        case("PT010 error", r#"{«"source"»: {}, ‹"destination"›: {}, ‹"mappings"›: []}"#)
            .without(&ALL),
        case("PT010 error", r#"{"name": "x", «"source"»: {}, ‹"operation"›: "upsert"}"#)
            .without(&ALL),
        case("PT010 error", r#"{«"streams"»: [], ‹"destinationId"›: 1}"#).without(&ALL).unfixable(),
        // Two required keys, or one foreign one alone: the usual findings.
        case(
            "PT004 error, PT007 error",
            r#"«{»"name": "x", "mode": "create", "fields": [], «"destination"»: {"connection_id": "$C", "object": "A"}}"#,
        )
        .without(&ALL)
        .says("is missing `schedule`"),
        case("PT004 error, PT007 warning", r#"«{»"name": "x", «"stream"»: 1}"#).without(&ALL),
    ]);
}

fn id(expected: &'static str, id: &str) -> Case {
    case(expected, format!(r#"{{"organization_id": {id}}}"#))
}

#[test]
fn uuids() {
    let canonical = r#"{"organization_id": "0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a47"}"#;
    check([
        id("", r#""12345678-1234-1234-1234-123456789abc""#),
        id("", r#""bbd321bb-abc1-27f3-1111-abcde123a1bb""#),
        id("PT020 error", r#"«"0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a4"»"#)
            .says("35 characters")
            .unfixable(),
        id("PT020 error", r#"«"0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a4"»"#)
            .says("11 instead of 12 in the last group"),
        id("PT020 error", r#"«"0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a47a"»"#).says("37 characters"),
        id("PT020 error", r#"«"0d8a4c3e-71f2-4z95-a6d3-2c9e5f1b8a47"»"#).says("`z` at position 16"),
        id("PT020 error", r#"«"0d8a4c3e7-1f2-4b95-a6d3-2c9e5f1b8a47"»"#)
            .says("first group, `0d8a4c3e7`"),
        id("PT020 error", r#"«"abc"»"#),
        id("PT020 error", r#"«"(0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a47)"»"#),
        id("PT020 error", r#"«" 0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a47"»"#).says("whitespace"),
        id("PT021 warning", r#"«"{0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a47}"»"#).safe(canonical),
        id("PT021 warning", r#"«"urn:uuid:0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a47"»"#).safe(canonical),
        id("PT021 warning", r#"«"URN:UUID:0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a47"»"#).safe(canonical),
        id("PT021 warning", r#"«"0d8a4c3e71f24b95a6d32c9e5f1b8a47"»"#).safe(canonical),
        id("PT021 advice", r#"«"0D8A4C3E-71f2-4b95-a6d3-2c9e5f1b8a47"»"#).safe(canonical),
        id("PT022 warning", r#"«"00000000-0000-0000-0000-000000000000"»"#).unfixable(),
        id("PT059 error", r#"«""»"#),
        id("PT059 error", r#"«"  "»"#),
    ]);
}

#[test]
fn placeholders() {
    let both = |text: &str| {
        case(
            "PT023 error, PT023 warning",
            format!(r#"{{"organization_id": «"{text}"», "name": «"{text}"»}}"#),
        )
    };
    let texts = [
        "<connection id>",
        "YOUR-ID",
        "your_id",
        "{{id}}",
        "${ID}",
        "<%= id %>",
        "string",
        "TODO",
        " {{ id }} ",
    ];
    check(texts.map(both));
    check([
        case("PT023 error", r#"{"mode": «"<mode>"»}"#),
        case(
            "PT023 error",
            r#"{"schedule": {"frequency": "daily", "hour": «"{{hour}}"», "minute": "0"}}"#,
        ),
        case(
            "PT023 error",
            r#"{"filter_logic": «"${logic}"», "filters": [{"field": $F, "function": "IsNull"}]}"#,
        ),
        case(
            "PT023 error",
            r#"{"filters": [{"field": $F, "function": «"<function>"», "value": 1}]}"#,
        ),
        case(
            "PT023 warning",
            r#"{"filters": [{"field": $F, "function": "StringOneOf", "value": «"{{x}}"»}]}"#,
        ),
        case("PT023 error", r#"{"active": «"{{active}}"»}"#),
        // A marker that is a part of the text: that part alone.
        case("PT023 warning", r#"{"name": "Sync «{{ env }}» daily"}"#),
        case("PT023 warning", r#"{"name": "\u0041 «{{ env }}»-‹${x}›"}"#),
        case("PT023 error", r#"{"organization_id": "«{{ id }}»-1"}"#),
        case(
            "",
            r#"{"name": "a {b} c", "active": true, "target": {"connection_id": "$C", "object": "$x"}}"#,
        ),
        case("", r#"{"name": "<b>x</b>"}"#),
        // Markers that the configuration allows satisfy every rule about strings.
        case("", r#"{"mode": "${mode}", "organization_id": "${id}", "filter_logic": "${l}"}"#)
            .markers(&["${"]),
        case("PT023 error", r#"{"mode": «"{{mode}}"», "organization_id": "${id}"}"#)
            .markers(&["${"]),
        // A passphrase is to be filled in.
        case("", r#"{"encryption_passphrase": "${PASS}"}"#),
        case("", r#"{"encryption_passphrase": "{{ pass }}"}"#),
        case(
            "",
            r#"{"identity": {"source": $F, "target": "T", "function": "Equality", "remote_field_type_id": "string"}}"#,
        ),
    ]);
}

#[test]
fn sample_ids_are_folded() {
    let (a, b) = ("248df4b7-aa70-47b8-a036-33ac447e668d", "0ecd09c1-b901-4d27-9053-f0367c427254");
    check([
        case("PT023 warning", format!(r#"{{"organization_id": «"{a}"»}}"#)),
        case(
            "PT023 warning, PT023 warning",
            format!(
                r#"{{"organization_id": «"{a}"», "policies": [‹"{a}"›, «"{b}"», ‹"{}"›]}}"#,
                a.to_uppercase()
            ),
        ),
        case(
            "PT023 warning",
            format!(
                r#"{{"target": {{"connection_id": "$C", "object": "A", "configuration": {{"x": «"{a}"»}}}}}}"#
            ),
        ),
    ]);
}

fn function(expected: &'static str, name: &str) -> Case {
    case(expected, format!(r#"{{"filters": [{{"field": $F, "function": {name}, "value": "x"}}]}}"#))
}

#[test]
fn documented_lists() {
    let mode = |expected, mode: &str| case(expected, format!(r#"{{"mode": {mode}}}"#));
    let frequency =
        |name: &str| case("PT024 error", format!(r#"{{"schedule": {{"frequency": «"{name}"»}}}}"#));
    let scheduled = |name: &str| format!(r#"{{"schedule": {{"frequency": "{name}"}}}}"#);
    let with = |name: &str| {
        format!(r#"{{"filters": [{{"field": $F, "function": "{name}", "value": "x"}}]}}"#)
    };
    check([
        mode("PT024 error", r#"«"upsert"»"#).guess(r#"{"mode": "updateOrCreate"}"#).says("`snapshot`"),
        mode("PT024 error", r#"«"insert"»"#).guess(r#"{"mode": "create"}"#),
        mode("PT024 error", r#"«"mirror"»"#).unfixable().says("the closest match is `replace`"),
        mode("PT024 error", r#"«"Update"»"#).safe(r#"{"mode": "update"}"#),
        mode("PT024 error", r#"«"update_or_create"»"#).safe(r#"{"mode": "updateOrCreate"}"#),
        mode("PT024 error", r#"«"updte"»"#).guess(r#"{"mode": "update"}"#),
        mode("PT024 error", r#"«"xyz"»"#).unfixable().says("`create`, `update`, `updateOrCreate`, `replace`, `append`, `remove`, and `snapshot`"),
        mode("PT024 error", r#"«"hourly"»"#).says("`hourly` is a frequency"),
        mode("PT024 error", r#"«""»"#).says("is blank"),
        frequency("cron").guess(scheduled("custom")),
        frequency("monthly").guess(scheduled("custom")),
        frequency("run_after").safe(scheduled("runafter")),
        frequency("Daily").safe(scheduled("daily")),
        frequency("dialy").guess(scheduled("daily")),
        frequency("xyz").says("`dbtcloud`").unfixable(),
        function("PT024 error", r#"«"equals"»"#).guess(with("Equality")),
        function("PT024 error", r#"«"="»"#).guess(with("Equality")),
        function("PT024 error", r#"«"startswith"»"#).guess(with("StringStartsWith")),
        // What is wrong under the function that was meant is reported in the same run.
        case("PT024 error, PT068 warning", r#"{"filters": [{"field": $F, "function": ‹«"in"»›, "value": «"x"»}]}"#)
            .guess(with("StringOneOf")),
        case("PT024 error, PT068 warning", r#"{"filters": [{"field": $F, "function": ‹«"OneOf"»›, "value": «"x"»}]}"#)
            .guess(with("StringOneOf")),
        function("PT024 error", r#"«"equality"»"#).safe(with("Equality")),
        function("PT024 error", r#"«"StringContain"»"#).guess(with("StringContains")),
        function("PT024 error", r#"«"DomainMatch"»"#).says("`DomainMatch` is an identity function").unfixable(),
        function("PT024 error", r#"«"LessThen"»"#).says("did you mean `LessThan`? other close matches are"),
        function("PT024 error", r#"«"xyzzy"»"#).says("the closest matches are").unfixable(),
        case("PT024 error", r#"{"overrides": [{"field": $F, "function": «"equals"», "value": 1, "override": 2}]}"#),
        case("PT024 error", r#"{"model_filters": {"conditions": [{"source": $F, "function": «"isnull"»}]}}"#)
            .safe(r#"{"model_filters": {"conditions": [{"source": $F, "function": "IsNull"}]}}"#),
        case("PT024 error", r#"{"filters": [{"field": $F, "function": "IsNull", "field_type": «"model"»}]}"#),
        case("PT024 error", r#"{"filters": [{"field_id": "x", "function": "IsNull", "field_type": «"destination"»}]}"#)
            .guess(r#"{"filters": [{"field_id": "x", "function": "IsNull", "field_type": "Target"}]}"#),
        case("PT024 error", r#"{"identity": {"source": $F, "target": "T", "function": «"StringOneOf"»}}"#)
            .guess(r#"{"identity": {"source": $F, "target": "T", "function": "OneOf"}}"#),
        case("PT024 warning", r#"{"identity": {"source": $F, "target": "T", "function": «"Hashed"»}}"#).unfixable(),
        case("PT024 error", r#"{"identities": {"mappings": [], "strategy": «"AND"»}}"#)
            .safe(r#"{"identities": {"mappings": [], "strategy": "and"}}"#),
    ]);
}

#[test]
fn blank_strings() {
    check([
        case("PT059 warning", r#"{"name": «""»}"#).unfixable(),
        case("PT059 warning", r#"{"name": «" \t"»}"#),
        case(
            "PT059 warning",
            r#"{"fields": [{"source": {"model_id": "$M", "field": «""»}, "target": "T"}]}"#,
        ),
        case("PT059 warning", r#"{"fields": [{"source": $F, "target": «""»}]}"#),
        case("PT059 error", r#"{"target": {"connection_id": «""», "object": "A"}}"#),
        case(
            "PT059 error",
            r#"{"fields": [{"source": {"model_id": «" "», "field": "x"}, "target": "T"}]}"#,
        ),
        // A source that names nothing is none, which is how clients and responses write that.
        case("", r#"{"fields": [{"source": {"model_id": "", "field": " "}, "target": "T"}]}"#),
        case(
            "",
            r#"{"fields": [{"source": {"model_id": "", "field": ""}, "target": "T", "override_value": "x"}]}"#,
        ),
        case(
            "PT060 error",
            r#"{"filters": [«{»"field": {"model_id": "", "field": ""}, "function": "IsNull"}]}"#,
        ),
        // Where one is required it is a finding.
        case(
            "PT059 error",
            r#"{"identity": {"source": {"model_id": «""», "field": ‹" "›}, "target": "T", "function": "Equality"}}"#,
        ),
        case("PT059 error", r#"{"policies": [«""»]}"#),
        case(
            "PT059 error",
            r#"{"schedule": {"frequency": "runafter", "run_after": {"sync_ids": [«""»]}}}"#,
        ),
        case(
            "PT059 warning",
            r#"{"filters": [{"field": $F, "field_id": «""», "function": "IsNull"}]}"#,
        ),
        // Real clients send these for nothing.
        case(
            "",
            r#"{"filter_logic": "", "filters": [{"field": $F, "function": "IsNull", "label": ""}]}"#,
        ),
        case(
            "",
            r#"{"schedule": {"frequency": "manual", "minute": "", "hour": "", "day_of_week": ""}}"#,
        ),
        case(
            "",
            r#"{"identity": {"source": $F, "target": "T", "function": "Equality", "remote_field_type_id": ""}}"#,
        ),
        case(
            "",
            r#"{"model_filters": {"conditions": [{"source": $F, "function": "IsNull", "label": ""}], "logic": ""}}"#,
        ),
    ]);
}

#[test]
fn encoded_json() {
    check([
        case("PT027 warning", r#"{"filters": [{"field": $F, "function": "Equality", "value": «"\"a@b.c\""»}]}"#)
            .guess(r#"{"filters": [{"field": $F, "function": "Equality", "value": "a@b.c"}]}"#),
        // The list of the function is in it: one finding.
        case("PT027 warning", r#"{"filters": [{"field": $F, "function": "StringOneOf", "value": «"[\"a\", \"b\"]"»}]}"#)
            .guess(r#"{"filters": [{"field": $F, "function": "StringOneOf", "value": ["a", "b"]}]}"#),
        case("PT027 warning", r#"{"overrides": [{"field": $F, "function": "IsNull", "override": «"{\"a\": 1}"»}]}"#),
        // A list would be of the wrong type there.
        case("PT027 warning", r#"{"override_fields": [{"target": "T", "override_value": «"[1,2]"»}]}"#)
            .unfixable(),
        case("PT027 warning", r#"{"override_fields": [{"target": "T", "override_value": «"\"a\""»}]}"#)
            .guess(r#"{"override_fields": [{"target": "T", "override_value": "a"}]}"#),
        case("PT027 warning", r#"{"target": {"connection_id": "$C", "object": "A", "configuration": {"a": [«"{}"»]}}}"#),
        case("", r#"{"filters": [{"field": $F, "function": "StringOneOf", "value": ["5", "true", "null", "[x]", "a\"b"]}]}"#),
        case("", r#"{"name": "[1,2]"}"#),
    ]);
}

#[test]
fn a_right_key_is_not_written_before_what_it_does_not_take() {
    let fields = |key: &str, value: &str| format!(r"{{{key}: {value}}}");
    let right = r#"[{"source": $F, "target": "T"}]"#;
    check([
        case("PT007 error", fields(r#"«"mappings"»"#, right))
            .without(&["fields"])
            .guess(fields(r#""fields""#, right)),
        case(
            "PT007 error, PT005 error",
            fields(r#"«"mappings"»"#, r#"[{"source": «"email"», "target": "T"}]"#),
        )
        .without(&["fields"])
        .guess(fields(r#""fields""#, r#"[{"source": "email", "target": "T"}]"#)),
        case("PT007 error", fields(r#"«"mappings"»"#, r#"{"T": "email"}"#))
            .without(&["fields"])
            .says("it takes an array")
            .unfixable(),
        case("PT007 error", fields(r#"«"feilds"»"#, r#"{"T": "email"}"#))
            .without(&["fields"])
            .says("did you mean `fields`? it takes an array")
            .unfixable(),
    ]);
}

#[test]
fn one_id_in_two_roles() {
    check([
        case(
            "PT028 advice",
            r#"{"organization_id": ‹"$M"›, "fields": [{"source": {"model_id": «"$M"», "field": "x"}, "target": "T"}]}"#,
        ),
        case("", r#"{"identity": {"source": $F, "target": "T", "function": "Equality"}}"#),
    ]);
}
