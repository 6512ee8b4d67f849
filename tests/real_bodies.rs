//! Kinds of bodies and mistakes that were met in the wild, each in a small body of its own: what a
//! default run says, whole.

#[path = "support/valid.rs"]
mod valid;

use polytomic_lint::{ApiVersion, Applicability, Finding, HostKind, Linter, Source, apply};

/// A body with a few more members; required keys that they leave out are at its end.
fn body(more: &str) -> String {
    filled(&valid::completed(&format!("{{{more}}}")))
}

fn filled(text: &str) -> String {
    text.replace("@S", &format!(r#"{{"model_id": "{}", "field": "plan"}}"#, valid::MODEL))
        .replace("@NIL", r#"{"model_id": "00000000-0000-0000-0000-000000000000", "field": ""}"#)
        .replace(
            "@FETCHED",
            r#""id": "c3a1f7d2-9b4e-4e21-8a7c-5d6e7f8a9b0c", "created_at": "2026-02-01T08:00:00Z""#,
        )
}

fn lint(version: ApiVersion, text: &str) -> Vec<Finding> {
    let linter = Linter::builder().api_version(version).build().expect("a linter");
    linter.lint(&Source::new("a.sync.json", text)).into_findings()
}

fn said(findings: &[Finding]) -> Vec<String> {
    let line = |it: &Finding| {
        format!("{} {} {}", it.severity, it.code, it.pointer.as_deref().unwrap_or("-"))
    };
    findings.iter().map(line).collect()
}

#[track_caller]
fn says(text: &str, wanted: &[&str]) -> Vec<Finding> {
    let findings = lint(ApiVersion::LATEST, text);
    assert_eq!(said(&findings), wanted, "{text}\n{findings:#?}");
    findings
}

/// The text after every fix, safe or not.
fn fixed(text: &str) -> String {
    let findings = lint(ApiVersion::LATEST, text);
    let fixes: Vec<_> = findings.iter().filter_map(|it| it.fixes.first()).collect();
    apply(text, fixes).map_or_else(|| text.to_owned(), |fixed| fixed.text)
}

#[test]
fn blank_values_and_blank_sources() {
    let blank = r#""override_fields": [{"target": "Origin", "override_value": "BLANK"}]"#;
    for value in ["", " ", "\\t"] {
        let wanted = ["error PT057 /override_fields/0/override_value"];
        says(&body(&blank.replace("BLANK", value)), &wanted);
    }
    says(&body(r#""fields": [{"source": @S, "target": "Plan", "override_value": ""}]"#), &[]);
    says(
        &body(r#""fields": [{"target": "Plan", "override_value": ""}]"#),
        &["warning PT050 /fields/0/override_value"],
    );
    let old = r#""override_fields": [{"source": {"model_id": "", "field": ""}, "target": "Origin", "override_value": "x"}]"#;
    assert_eq!(said(&lint(ApiVersion::V2022_12_12, &body(old))), [""; 0]);
    says(&body(r#""fields": [{"source": @NIL, "target": "Plan", "override_value": "x"}]"#), &[]);
    says(
        &body(r#"@FETCHED, "fields": [{"source": @NIL, "target": "Plan", "override_value": "x"}]"#),
        &[],
    );
}

#[test]
fn what_responses_write_beside_a_name() {
    let filter = r#""mode": "update", "identities": {"mappings": [{"source": @S, "target": "Plan__c", "function": "Equality"}]},
        "filters": [{"field": @NIL, "field_id": "stage", "field_type": "Target", "function": "Equality", "value": "lead", "label": "A"}]"#;
    says(&body(filter), &[]);
    assert!(fixed(&body(filter)).contains(r#""field_id": "stage""#));
    let fetched = filter.replace(r#""mode": "update""#, r#""mode": "update", @FETCHED"#);
    says(&body(&fetched), &[]);
    says(&body(&filter.replace("\"label\": \"A\"", "\"value_field\": @NIL")), &[]);
}

#[test]
fn fetched_syncs_whose_two_shapes_differ() {
    let both = r#"@FETCHED, "filters": [{"field": @S, "function": "Equality", "value": "OLD"}],
        "model_filters": {"conditions": [{"source": @S, "function": "Equality", "value": "new"}]}"#;
    says(&body(both), &["error PT081 /filters"]);
    says(&body(&both.replace("OLD", "new")), &[]);
    says(
        &body(&both.replace(
            "\"filters\": [",
            "\"filters\": [{\"field\": @S, \"function\": \"IsNotNull\"}, ",
        )),
        &["error PT081 /filters"],
    );
    let identities = r#"@FETCHED, "mode": "update", "identity": {"source": @S, "target": "Key", "function": "Equality"},
        "identities": {"mappings": [{"source": @S, "target": "Other", "function": "Equality"}]}"#;
    let text = body(identities);
    says(&text, &["warning PT042 /identity"]);
}

#[test]
fn required_mappings_and_open_lists() {
    says(&body(r#""identities": {"strategy": "and"}"#), &["error PT004 /identities"]);
    says(&body(r#""mode": "banana""#), &["error PT024 /mode"]);
    says(&body(r#""mode": "enrich""#), &["warning PT024 /mode"]);
    let bulk = says(&body(r#""mode": "replicate""#), &["error PT024 /mode"]);
    let help = bulk[0].help.as_deref().unwrap_or_default();
    assert!(help.starts_with("`replicate` is a mode of bulk syncs"), "{help}");
}

#[test]
fn no_guess_makes_a_sync_take_records_away() {
    for mode in ["replicate", "repalce", "remvoe", "snapshoot", "mirror", "overwrite", "delete"] {
        let findings = lint(ApiVersion::LATEST, &body(&format!("\"mode\": \"{mode}\"")));
        let found = findings.iter().find(|it| it.code == "PT024").expect("an unknown mode");
        assert!(found.fixes.is_empty(), "{mode}: {:?}", found.fixes);
    }
    let spelled = lint(ApiVersion::LATEST, &body(r#""mode": "Replace""#));
    assert_eq!(spelled[0].fixes[0].applicability, Applicability::Safe);
}

#[test]
fn several_bodies_are_each_linted_and_placed() {
    let bad = body(r#""mode": "upsert""#);
    let wanted = |prefix: &str| {
        [
            format!("error PT003 {prefix}"),
            format!("error PT024 {prefix}/1/mode"),
            format!("warning PT040 {prefix}/1/mode"),
        ]
    };
    for (prefix, text) in [
        ("", format!("[{},\n{bad}]", body("\"active\": true"))),
        ("/data", format!("{{\"data\": [{},\n{bad}]}}", body("\"active\": true"))),
    ] {
        let wanted = wanted(prefix);
        let found = says(&text, &wanted.each_ref().map(String::as_str));
        assert_eq!(found[0].body, None);
        let place = found[1].body.expect("the body it is in");
        assert_eq!((place.index, place.kind, place.start.column), (1, HostKind::List, 1));
        assert_eq!(
            place.start.line as usize,
            1 + text[..text.find(&bad).expect("the second")].matches('\n').count()
        );
    }
}

#[test]
fn other_endpoints_and_other_tools() {
    let one = |text: &str, code: &str, part: &str| {
        let found = lint(ApiVersion::LATEST, text);
        assert_eq!(found.len(), 1, "{text}\n{found:#?}");
        let all = format!("{} {}", found[0].message, found[0].help.as_deref().unwrap_or_default());
        assert!(found[0].code == code && all.contains(part), "{:?}", found[0]);
        assert!(found[0].fixes.is_empty());
    };
    one(
        r#"{"name": "Nightly", "schedules": [{"frequency": "continuous", "selective_mode": "none"}]}"#,
        "PT029",
        "Bulk Sync",
    );
    one(
        r#"{"name": "People", "connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "configuration": {"query": "select 1"}, "identifier": "id"}"#,
        "PT029",
        "Create Model",
    );
    one(
        r#"{"data": [{"id": 7, "operation": "mirror", "mappings": [{"from": "A", "to": "b"}], "source_attributes": {}}]}"#,
        "PT010",
        "another tool",
    );
}

#[test]
fn keys_of_neighbors() {
    says(&body(r#""schedule": {"type": "manual"}"#), &["warning PT007 /schedule/type"]);
    let cron = says(
        &body(r#""schedule": {"frequency": "custom", "cron": "0 6 * * *"}"#),
        &["warning PT007 /schedule/cron"],
    );
    let help = cron[0].help.as_deref().unwrap_or_default();
    for part in ["minute", "hour", "day_of_month", "month", "day_of_week"] {
        assert!(help.contains(&format!("`{part}`")), "{help}");
    }
    says(&body(r#""active": 1"#), &["error PT005 /active"]);
    let list = r#""mode": "update", "identity": [{"source": @S, "target": "Key", "function": "Equality"}, {"source": @S, "target": "Id", "function": "equals"}]"#;
    let found = says(&body(list), &["error PT005 /identity", "error PT024 /identity/1/function"]);
    assert!(
        found[0].help.as_deref().is_some_and(|help| help.starts_with("use `identities`")),
        "{found:?}"
    );
    says(
        &body(&list.replace("\"identity\"", "\"Identity\"")),
        &["warning PT007 /Identity", "error PT005 /Identity", "error PT024 /Identity/1/function"],
    );
    let old = lint(ApiVersion::V2024_02_08, &body(list));
    assert!(old[0].help.as_deref().is_some_and(|help| !help.contains("identities`")), "{old:?}");
}

#[test]
fn what_is_inside_of_a_misspelled_key_or_a_wrong_container() {
    says(
        &body(r#""Override_fields": [{"Target": "Origin", "OverrideValue": "x"}]"#),
        &[
            "warning PT007 /Override_fields",
            "error PT007 /Override_fields/0/Target",
            "error PT007 /Override_fields/0/OverrideValue",
        ],
    );
    says(
        &body(r#""filters": {"field": "plan", "operator": "=", "value": 1}"#),
        &[
            "error PT005 /filters",
            "error PT005 /filters/field",
            "error PT007 /filters/operator",
            "error PT024 /filters/operator",
        ],
    );
}

#[test]
fn values_that_no_clock_and_no_calendar_has() {
    let clock = r#""schedule": {"frequency": "daily", "hour": HOUR, "minute": "0"}"#;
    for hour in ["25", "2.5", "-1"] {
        let found = says(&body(&clock.replace("HOUR", hour)), &["error PT005 /schedule/hour"]);
        let help = found[0].help.as_deref().unwrap_or_default();
        assert_eq!(help, "write an hour from 0 to 23, in quotes");
    }
    let date = r#""model_filters": {"conditions": [{"source": @S, "function": "OnOrAfter", "value": "DATE"}]}"#;
    for date_of in ["2024-13-45", "2023-02-29", "2024-06-31T10:00:00Z"] {
        says(
            &body(&date.replace("DATE", date_of)),
            &["warning PT068 /model_filters/conditions/0/value"],
        );
    }
    says(&body(&date.replace("DATE", "2024-02-29")), &[]);
}

#[test]
fn brackets_quotes_and_dots_left_out() {
    let brace = filled(
        r#"{"name": "x", "mode": "create", "fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "a", "target": "A"}],
        "target": {"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "O"}, "schedule": {"frequency": "manual"}}"#,
    );
    says(&brace, &["error PT001 /fields/0/source"]);
    let dots = body("\"active\": true")
        .replace("\"target\": \"Name\"}]", "\"target\": \"Name\"},\n  ...\n]");
    let found = says(&dots, &["error PT001 /fields"]);
    assert!(!fixed(&dots).contains("..."), "{found:?}");
    says(&fixed(&dots), &[]);
    let quote =
        body("\"active\": true").replace("\"object\": \"Account\"}", "\"object\": \"Account }");
    assert_eq!(lint(ApiVersion::LATEST, &quote).len(), 1, "{quote}");
}

#[test]
fn markers_in_the_place_of_secrets() {
    let secret = |value: &str| {
        let encrypted =
            r#""fields": [{"source": @S, "target": "Plan", "encryption_enabled": true}]"#;
        body(&format!(r#""encryption_passphrase": "{value}", {encrypted}"#))
    };
    for marker in ["${PASSPHRASE}", "{{ passphrase }}"] {
        says(&secret(marker), &[]);
    }
    says(&secret("correct horse"), &["warning PT112 /encryption_passphrase"]);
}

#[test]
fn stand_ins_in_the_place_of_secrets() {
    let says_marker = |more: &str, code: &str| {
        let found = says(&body(more), &[code]);
        let help = found[0].help.as_deref().unwrap_or_default();
        assert!(help.starts_with("use a template marker such as `${"), "{help}");
    };
    let encrypted = r#""fields": [{"source": @S, "target": "Plan", "encryption_enabled": true}]"#;
    for value in ["<passphrase>", "YOUR-SECRET", "TODO"] {
        says_marker(
            &format!(r#""encryption_passphrase": "{value}", {encrypted}"#),
            "warning PT023 /encryption_passphrase",
        );
        says_marker(
            &format!(
                r#""override_fields": [{{"target": "api_key", "override_value": "{value}"}}]"#
            ),
            "warning PT023 /override_fields/0/override_value",
        );
    }
}

#[test]
fn keys_at_another_level_under_another_name() {
    let help = |more: &str, wanted: &str| {
        let key = more.split('"').nth(1).unwrap_or_default();
        let found = says(&body(more), &[&format!("warning PT007 /{key}")]);
        assert_eq!(found[0].help.as_deref(), Some(wanted), "{more}");
    };
    help(r#""config": {"a": 1}"#, "move it into `target` as `configuration`");
    help(r#""settings": {"a": 1}"#, "move it into `target` as `configuration`");
    help(r#""connectionId": "x""#, "move it into `target` as `connection_id`");
    help(r#""dayOfWeek": "monday""#, "move it into `schedule` as `day_of_week`");
    let list = body("\"active\": false").replace("\"fields\"", "\"field\"");
    let found = says(&list, &["error PT007 /field"]);
    assert_eq!(found[0].help.as_deref(), Some("Polytomic calls this `fields`"));
    for key in ["type", "freq", "interval", "cadence", "every"] {
        let text = body(&format!(r#""schedule": {{"{key}": "manual"}}"#));
        says(&text, &[&format!("warning PT007 /schedule/{key}")]);
    }
    let one = r#""mode": "update", "identity": [{"source": @S, "target": "Key", "function": "Equality"}]"#;
    let found = says(&body(one), &["error PT005 /identity"]);
    assert!(found[0].help.as_deref().is_some_and(|it| it.contains("`identities`")), "{found:?}");
}

#[test]
fn other_values_beside_bodies_and_options_of_schedules() {
    let (good, bad) = (body("\"active\": true"), body(r#""mode": "upsert""#));
    let wanted = |place: &str, item: &str| {
        [
            format!("error PT003 {place}"),
            format!("error PT024 {item}/mode"),
            format!("warning PT040 {item}/mode"),
        ]
    };
    for (text, place, item) in [
        (format!("[{bad}, 5]"), "", "/0"),
        (format!("[{good}, {bad}, null]"), "", "/1"),
        (format!(r#"{{"syncs": [{good}, {bad}]}}"#), "/syncs", "/syncs/1"),
    ] {
        says(&text, &wanted(place, item).each_ref().map(String::as_str));
    }
    let option = r#"{"label": "Hourly", "frequency": "hourly", "configuration": {}}"#;
    says(option, &["error PT029 "]);
    says(&format!(r#"{{"data": [{option}, {option}]}}"#), &["error PT029 "]);
    says(r#"{"active": "true"}"#, &["error PT029 "]);
}

#[test]
fn an_emptied_list_and_a_null_value() {
    let newer = r#""model_filters": {"conditions": [{"source": @S, "function": "IsNull"}]}"#;
    says(&body(&format!(r#"@FETCHED, "filters": [], {newer}"#)), &["error PT081 /filters"]);
    says(&body(&format!(r#""filters": [], {newer}"#)), &[]);
    says(&body(r#"@FETCHED, "filters": [], "model_filters": {"conditions": []}"#), &[]);
    let found = says(
        &body(r#""fields": [{"target": "Plan", "override_value": null}]"#),
        &["warning PT006 /fields/0/override_value"],
    );
    assert_eq!(found[0].help.as_deref(), Some("use a string"));
    let found = says(
        &body(r#""override_fields": [{"source": @S, "target": "O", "override_value": null}]"#),
        &[
            "warning PT056 /override_fields/0/source",
            "warning PT006 /override_fields/0/override_value",
        ],
    );
    assert!(found[0].help.as_deref().is_some_and(|help| help.starts_with("move the entry")));
}
