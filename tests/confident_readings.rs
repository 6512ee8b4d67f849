//! What is inside a misspelled key or a wrong container is checked in the same run.

#[path = "support/valid.rs"]
mod valid;

use polytomic_lint::{ApiVersion, Applicability, Linter, Severity, Source};
use valid::{CONNECTION, MODEL};

const NIL: &str = "00000000-0000-0000-0000-000000000000";

/// A body with a few more members, which are in front of the required ones.
fn body(more: &str) -> String {
    valid::completed(&format!("{{{more}}}")).replace("$M", MODEL).replace("$N", NIL)
}

/// The codes and pointers of errors and warnings, in the order of the file.
fn found(text: &str) -> Vec<String> {
    found_in(text, ApiVersion::LATEST)
}

fn found_in(text: &str, version: ApiVersion) -> Vec<String> {
    let linter = Linter::builder().api_version(version).build().expect("a linter");
    let report = linter.lint(&Source::new("a.sync.json", text));
    let findings = report.findings().iter();
    findings.map(|it| format!("{} {}", it.code, it.pointer.as_deref().unwrap_or("-"))).collect()
}

#[track_caller]
fn check(more: &str, wanted: &[&str]) {
    assert_eq!(found(&body(more)), wanted, "{more}");
}

#[test]
fn keys_inside_of_misspelled_keys() {
    check(
        r#""Override_Fields": [{"Target": "Origin", "overrideValue": 5}]"#,
        &[
            "PT007 /Override_Fields",
            "PT007 /Override_Fields/0/Target",
            "PT007 /Override_Fields/0/overrideValue",
            "PT005 /Override_Fields/0/overrideValue",
        ],
    );
    check(
        r#""filtres": [{"feild": {"modelId": "x", "field": "plan"}, "operator": "equals", "value": 1}]"#,
        &[
            "PT007 /filtres",
            "PT007 /filtres/0/feild",
            "PT007 /filtres/0/feild/modelId",
            "PT020 /filtres/0/feild/modelId",
            "PT007 /filtres/0/operator",
            "PT024 /filtres/0/operator",
        ],
    );
}

#[test]
fn values_inside_of_wrong_containers() {
    check(
        r#""filters": {"field": "plan", "operator": "=", "value": 1}"#,
        &[
            "PT005 /filters",
            "PT005 /filters/field",
            "PT007 /filters/operator",
            "PT024 /filters/operator",
        ],
    );
    check(
        r#""filters": {"plan": {"field": {"model_id": "$M", "field": "plan"}, "function": "Equal", "value": 1}, "seats": {"function": "IsNull"}}"#,
        &["PT005 /filters", "PT024 /filters/plan/function", "PT060 /filters/seats"],
    );
    check(
        r#""model_filters": [{"source": {"model_id": "$M", "field": "plan"}, "function": "Between", "value": [1]}]"#,
        &["PT005 /model_filters", "PT068 /model_filters/0/value"],
    );
    check(
        r#""model_filters": {"source": {"model_id": "$M", "field": "plan"}, "function": "Between", "value": [1]}"#,
        &["PT007 /model_filters/source", "PT068 /model_filters/value"],
    );
    check(
        r#""overrides": [{"field": {"model_id": "$M", "field": "plan"}, "function": "IsNull", "override": 1}], "target_filters": {"conditions": {"field": "Plan", "function": "isnt null"}}"#,
        &[
            "PT065 /target_filters",
            "PT005 /target_filters/conditions",
            "PT024 /target_filters/conditions/function",
        ],
    );
}

#[test]
fn values_in_the_wrong_quotes_or_case() {
    let scheduled = |schedule: &str| body(&format!("\"schedule\": {schedule}"));
    assert_eq!(
        found(&scheduled(r#"{"frequency": "Daily", "hour": 25, "minute": 30}"#)),
        ["PT024 /schedule/frequency", "PT005 /schedule/hour", "PT005 /schedule/minute"]
    );
    assert_eq!(
        found(&scheduled(r#"[{"type": "hourly", "minute": "75"}]"#)),
        ["PT005 /schedule", "PT007 /schedule/0/type", "PT093 /schedule/0/minute"]
    );
    assert_eq!(
        found(&scheduled(r#"{"frequency": "dbt", "connection_id": "$C", "job_id": "0"}"#.replace("$C", CONNECTION).as_str())),
        ["PT024 /schedule/frequency", "PT005 /schedule/job_id", "PT097 /schedule/job_id"]
    );
    check(
        r#""active": 1, "sync_all_records": "yes""#,
        &["PT005 /active", "PT005 /sync_all_records"],
    );
}

#[test]
fn several_bodies() {
    let (good, bad) = (body(r#""active": false"#), body(r#""policies": ["x"]"#));
    assert_eq!(found(&format!("[{good}, {bad}]")), ["PT003 ", "PT020 /1/policies/0"]);
    assert_eq!(
        found(&format!(r#"{{"data": [{good}, {bad}, {bad}], "pagination": {{}}}}"#)),
        ["PT003 /data", "PT020 /data/1/policies/0", "PT020 /data/2/policies/0"]
    );
    let misspelled = bad.replace("policies", "Policies");
    assert_eq!(
        found(&format!("[{good}, {misspelled}]")),
        ["PT003 ", "PT007 /1/Policies", "PT020 /1/Policies/0"]
    );
}

#[test]
fn bodies_of_other_endpoints_are_one_finding() {
    for text in [
        r#"{"name": "M", "schedules": [{"frequency": "daily", "selective_mode": "none"}]}"#,
        r#"{"name": "M", "mode": "replicate", "source_connection_id": "a", "destination_connection_id": "b"}"#,
        r#"{"name": "U", "connection_id": "a", "configuration": {"query": "select 1"}, "identifier": "id"}"#,
        r#"{"name": "U", "connection_id": "a", "configuration": {}, "fields": [{"name": "id"}]}"#,
        r#"{"name": "P", "type": "postgresql", "configuration": {"hostname": "h"}}"#,
        r#"{"active": true}"#,
        r#"{"resync": true, "identities": null}"#,
        r#"{"identities": ["a@b.example"]}"#,
        r#"{"id": "x", "name": "S", "mode": "create", "target_connection_id": "a", "target_object": "O"}"#,
        r#"{"data": [{"id": "x", "target_connection_id": "a"}, {"id": "y", "target_connection_id": "b"}]}"#,
        r#"{"data": [{"id": "x", "target_connection_id": "a"}]}"#,
    ] {
        let linter = Linter::builder().pedantic(true).build().expect("a linter");
        let report = linter.lint(&Source::new("a.sync.json", text));
        let codes: Vec<_> = report.findings().iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["PT029"], "{text}");
        assert!(report.findings()[0].fixes.is_empty());
    }
    let option =
        r#"{"label": "Every hour", "frequency": "hourly", "configuration": {"type": "object"}}"#;
    let text = body(r#""active": false"#).replace(r#"{"frequency": "manual"}"#, option);
    assert_eq!(found(&text), ["PT029 /schedule"]);
    let list = r#"{"status": "ok", "data": [{"operation": "upsert", "mappings": [], "id": 1}]}"#;
    assert_eq!(found(list), ["PT010 /data/0"]);
}

#[test]
fn what_responses_and_clients_write_for_nothing_is_nothing() {
    let fetched =
        r#""id": "6c1d7c0e-95f1-4c43-8f77-2c1d3a2a8d11", "created_at": "2026-01-15T09:30:00Z""#;
    for reference in [
        r#"{"model_id": "$N", "field": ""}"#,
        r#"{"model_id": "", "field": ""}"#,
        r#"{"model_id": "$N", "field": " "}"#,
    ] {
        for more in [
            r#""override_fields": [{"source": REF, "target": "origin", "override_value": "x"}]"#,
            r#""overrides": [{"field": REF, "field_id": "$M", "function": "IsNull", "override": "x"}]"#,
            r#""filters": [{"field": REF, "field_id": "$M", "field_type": "Model", "function": "Equality", "value": 1, "value_field": REF}]"#,
        ] {
            let more = more.replace("REF", reference);
            check(&more, &[]);
            check(&format!("{more}, {fetched}"), &[]);
        }
        check(
            &r#""override_fields": [{"source": REF, "target": "origin"}]"#
                .replace("REF", reference),
            &["PT057 /override_fields/0"],
        );
        check(
            &r#""filters": [{"field": REF, "function": "IsNull"}]"#.replace("REF", reference),
            &["PT060 /filters/0"],
        );
    }
    check(
        r#""override_fields": [{"target": "a", "override_value": ""}]"#,
        &["PT057 /override_fields/0/override_value"],
    );
    assert_eq!(
        found_in(
            &body(r#""override_fields": [{"target": "a", "override_value": " "}]"#),
            ApiVersion::V2024_02_08
        ),
        ["PT057 /override_fields/0/override_value"]
    );
    let blank = body("\"active\": false")
        .replace(r#""target": "Name""#, r#""target": "Name", "override_value": """#);
    assert_eq!(found(&blank), [""; 0]);
    check(r#""identities": {"strategy": "priority"}"#, &["PT004 /identities"]);
}

#[test]
fn what_a_fetched_sync_reports_and_contradicts_is_reported() {
    let fetched = |more: &str| {
        body(&format!(
            r#""id": "6c1d7c0e-95f1-4c43-8f77-2c1d3a2a8d11", "created_at": "2026-01-15T09:30:00Z", {more}"#
        ))
    };
    let identity = |target: &str| {
        format!(
            r#"{{"source": {{"model_id": "$M", "field": "email"}}, "target": "{target}", "function": "Equality"}}"#
        )
    };
    let both = |old: &str, new: &str| {
        fetched(&format!(
            r#""identity": {}, "identities": {{"mappings": [{}]}}"#,
            identity(old),
            identity(new)
        ))
    };
    assert_eq!(found(&both("Email", "Email").replace("$M", MODEL)), [""; 0]);
    assert_eq!(found(&both("Email", "Mail").replace("$M", MODEL)), ["PT042 /identity"]);
    let filters = |value: &str| {
        fetched(&format!(
            r#""filters": [{{"field": {{"model_id": "$M", "field": "a"}}, "function": "Equality", "value": {value}, "label": "A"}}],
            "model_filters": {{"conditions": [{{"source": {{"model_id": "$M", "field": "a"}}, "function": "Equality", "value": 1, "label": "A"}}]}}"#
        ))
    };
    assert_eq!(found(&filters("1")), [""; 0]);
    assert_eq!(found(&filters("2")), ["PT081 /filters"]);
    let problem = |path: &str| {
        fetched(&format!(
            r#""problems": [{{"code": "c", "message": "field is gone", "path": "{path}", "severity": "error"}}]"#
        ))
    };
    for (path, place) in [
        ("fields[0].source", "/fields/0/source"),
        ("$.fields[0].source.field", "/fields/0/source/field"),
        ("/fields/0/source/field", "/fields/0/source/field"),
        ("nowhere", "/problems/0"),
    ] {
        assert_eq!(found(&problem(path)), [format!("PT121 {place}")], "{path}");
    }
}

#[test]
fn only_values_that_the_documentation_has_elsewhere_are_warnings() {
    let level = |mode: &str| {
        let text = body("\"active\": false").replace("\"create\"", &format!("\"{mode}\""));
        polytomic_lint::lint(&text).findings().iter().map(|it| it.severity).max()
    };
    assert_eq!(level("enrich"), Some(Severity::Warning));
    assert_eq!(level("banana"), Some(Severity::Error));
    assert_eq!(level("Replace"), Some(Severity::Error));
    assert_eq!(level("replace"), None);
}

#[test]
fn stand_ins_are_no_wrong_values() {
    for stand_in in [
        "$CONNECTION",
        "${CONNECTION}",
        "${{ secrets.ID }}",
        "{{{id}}}",
        "{{ id }}",
        "<id>",
        "<<id>>",
        "$(id)",
        "%ID%",
        "%s",
        "__ID__",
        "#{id}",
        "{id}",
        ":id",
        "[ID]",
        "CONNECTION_ID",
        "YOUR-ID",
        "[object Object]",
        "TODO",
        "string",
    ] {
        let text = body("\"active\": false").replace(CONNECTION, stand_in);
        assert_eq!(found(&text), ["PT023 /target/connection_id"], "{stand_in}");
        let text = body("\"active\": false").replace("\"manual\"", &format!("\"{stand_in}\""));
        assert_eq!(found(&text), ["PT023 /schedule/frequency"], "{stand_in}");
    }
    for text in
        ["[EU] Accounts", "50%", "A: b", "#1", "SALES_2024", "1 < 2", "a <b>bold</b> name", "{x"]
    {
        assert_eq!(found(&body("\"active\": false").replace("Accounts", text)), [""; 0], "{text}");
    }
    for text in ["for <team>", "from ${ENV}", "see YOUR-LIST", "[object Object]s"] {
        assert_eq!(
            found(&body("\"active\": false").replace("Accounts", text)),
            ["PT023 /name"],
            "{text}"
        );
    }
    // A value that only differs in case is no stand-in.
    let text = body("\"active\": false").replace("\"create\"", "\"UPDATE_OR_CREATE\"");
    assert_eq!(found(&text), ["PT024 /mode", "PT040 /mode"]);
    // In the place of a secret a marker is what is wanted.
    let secret = body("\"active\": false")
        .replace("\"object\"", "\"configuration\": {\"api_key\": \"${KEY}\"}, \"object\"");
    assert_eq!(found(&secret), [""; 0]);
    let template = body("\"policies\": [\"{% if a %}\", \"{{#each b}}{{/each}}\", \"%{ if c }\"]");
    assert_eq!(found(&template), ["PT023 /policies/0"]);
}

#[test]
fn floods_are_one_finding() {
    let nulls: Vec<String> = ["active", "identity", "filter_logic", "identities", "model_filters"]
        .iter()
        .map(|key| format!("\"{key}\": null"))
        .collect();
    check(&nulls.join(", "), &["PT006 /active"]);
    assert_eq!(found(&body(&nulls[..3].join(", "))).len(), 3);
    let fixed = polytomic_lint::fix(&body(&nulls.join(", ")), Applicability::Safe);
    assert_eq!(fixed.map(|it| found(&it.text)), Some(Vec::new()));
    let logic = |text: &str| {
        format!(
            r#""filter_logic": "{text}", "filters": [{{"field": {{"model_id": "$M", "field": "a"}}, "function": "IsNull", "label": "A"}}]"#
        )
    };
    check(&logic("((((A"), &["PT070 /filter_logic"]);
    let text = body(&logic(&format!("{}A", "(".repeat(50_000))));
    assert_eq!(found(&text), ["PT070 /filter_logic"]);
}

#[test]
fn impossible_dates() {
    let filter = |function: &str, value: &str| {
        body(&format!(
            r#""filters": [{{"field": {{"model_id": "$M", "field": "a"}}, "function": "{function}", "value": {value}}}]"#
        ))
    };
    for (function, value) in [
        ("OnOrAfter", r#""2024-13-45""#),
        ("OnOrBefore", r#""2023-02-29T00:00:00Z""#),
        ("GreaterThan", r#""2024-04-31""#),
        ("Between", r#"["2024-01-01", "2024-02-30"]"#),
    ] {
        assert_eq!(
            found(&filter(function, value)),
            ["PT068 /filters/0/value"],
            "{function} {value}"
        );
    }
    for (function, value) in [
        ("OnOrAfter", r#""2024-02-29""#),
        ("StringContains", r#""2024-13-45""#),
        ("OnOrAfter", r#""2024-1-1""#),
    ] {
        assert_eq!(found(&filter(function, value)), [""; 0], "{function} {value}");
    }
}
