//! The rules about `schedule` from outside: what they underline, and when they stay silent.

#[path = "support/valid.rs"]
mod valid;

use polytomic_lint::{Finding, Linter, Source};

fn body(schedule: &str) -> String {
    valid::completed(&format!(r#"{{"schedule": {{{schedule}}}}}"#))
}

fn lint(text: &str) -> Vec<Finding> {
    Linter::builder()
        .pedantic(true)
        .build()
        .expect("known rules")
        .lint(&Source::new("a.json", text))
        .into_findings()
}

/// Code and underlined text of each finding.
fn found(schedule: &str) -> Vec<String> {
    let text = body(schedule);
    lint(&text)
        .iter()
        .map(|finding| format!("{} {}", finding.code, finding.span.of(&text)))
        .collect()
}

/// What PT093 underlines in a part under `custom`.
fn wrong(part: &str, value: &str) -> Vec<String> {
    let text = body(&format!(r#""frequency": "custom", "{part}": "{value}""#));
    let findings = lint(&text);
    assert!(findings.iter().all(|finding| finding.code == "PT093"), "{findings:?}");
    findings.iter().map(|finding| finding.span.of(&text).to_owned()).collect()
}

#[test]
fn cron_syntax_is_known() {
    for (part, value) in [
        ("minute", "*"),
        ("minute", "*/5"),
        ("minute", "0-30/5"),
        ("minute", "0,15, 30 ,45"),
        ("minute", "00"),
        ("minute", "5/15"),
        ("hour", "9-17"),
        ("hour", "*/23"),
        ("day_of_month", "?"),
        ("day_of_month", "L"),
        ("day_of_month", "LW"),
        ("day_of_month", "L-3"),
        ("day_of_month", "15W"),
        ("day_of_month", "1,15,L"),
        ("month", "JAN"),
        ("month", "january-MARCH"),
        ("month", "*/12"),
        ("day_of_week", "MON-FRI"),
        ("day_of_week", "Mon, Tue, Wed, Thursday"),
        ("day_of_week", "FRI#2"),
        ("day_of_week", "5L"),
        ("day_of_week", "friL"),
        ("day_of_week", "L"),
        ("day_of_week", "7"),
        ("day_of_week", "?"),
    ] {
        assert_eq!(wrong(part, value), Vec::<String>::new(), "{part} {value}");
    }
}

#[test]
fn the_wrong_piece_is_underlined() {
    for (part, value, pieces) in [
        ("minute", "61", &["61"][..]),
        ("minute", "0,61,30,99", &["61", "99"]),
        ("minute", "0-75/5", &["75"]),
        ("minute", "60-75", &["60", "75"]),
        ("minute", "*/60", &["60"]),
        ("minute", "*/0", &["0"]),
        ("minute", "*/", &["/"]),
        ("minute", "*/5/2", &["5/2"]),
        ("minute", "*/x", &["x"]),
        ("minute", "1,,2", &[","]),
        ("minute", "1,", &[","]),
        ("minute", ",1", &[","]),
        ("minute", "5-", &["-"]),
        ("minute", "-5", &["-5"]),
        ("minute", "?", &["?"]),
        ("minute", "MON", &["MON"]),
        ("minute", "99999999999999999999", &["99999999999999999999"]),
        ("hour", "24", &["24"]),
        ("hour", "*/24", &["24"]),
        ("hour", "6am", &["6am"]),
        ("day_of_month", "0", &["0"]),
        ("day_of_month", "32W", &["32"]),
        ("day_of_month", "W", &["W"]),
        ("day_of_month", "L-40", &["40"]),
        ("month", "13", &["13"]),
        ("month", "JANU", &["JANU"]),
        ("month", "L", &["L"]),
        ("day_of_week", "8", &["8"]),
        ("day_of_week", "MON-FRX", &["FRX"]),
        ("day_of_week", "FRI#6", &["#6"]),
        ("day_of_week", "#2", &["#2"]),
        ("day_of_week", "#", &["#"]),
        ("day_of_week", "5,W", &["W"]),
        ("day_of_month", "1-15W", &["1-15W"]),
        ("hour", "L-3", &["L-3"]),
        ("day_of_week", "FOO#2", &["FOO"]),
        ("day_of_week", "15W", &["15W"]),
        // Escapes are accounted for, and characters of several bytes.
        ("minute", r"0\u002c61", &["61"]),
        ("minute", r"\u0030,\u0036\u0031,5", &[r"\u0036\u0031"]),
        ("minute", "0,\u{e9}\u{e9},61", &["\u{e9}\u{e9}", "61"]),
        // A whole expression in one part is one mistake.
        ("minute", "0 6 * * *", &["\"0 6 * * *\""]),
    ] {
        assert_eq!(wrong(part, value), pieces, "{part} {value}");
    }
}

#[test]
fn only_the_parts_of_a_frequency_are_looked_at() {
    let cases: [(&str, &[&str]); 25] = [
        ("", &["PT090 \"schedule\""]),
        (r#""hour": "99""#, &["PT090 \"schedule\""]),
        (r#""frequency": "banana", "hour": "99""#, &["PT024 \"banana\""]),
        // What was meant by it is looked at in the same run.
        (r#""frequency": "monthly", "hour": "99""#, &["PT024 \"monthly\"", "PT093 99"]),
        (r#""frequency": "hourly", "minute": "15""#, &[]),
        (r#""frequency": "hourly", "minute": "60""#, &["PT093 \"60\""]),
        (r#""frequency": "hourly", "minute": "20""#, &["PT094 \"20\""]),
        (r#""frequency": "hourly", "minute": """#, &["PT091 \"hourly\""]),
        (r#""frequency": "hourly", "minute": 15"#, &["PT005 15"]),
        (r#""frequency": "hourly", "minute": "${M}""#, &["PT023 \"${M}\""]),
        (r#""frequency": "daily", "hour": "*/2", "minute": "0""#, &["PT093 \"*/2\""]),
        (r#""frequency": "daily", "hour": "06", "minute": "00""#, &[]),
        (
            r#""frequency": "daily", "hour": "6", "minute": "0", "month": "99""#,
            &["PT092 \"month\""],
        ),
        (r#""frequency": "daily", "hour": "6", "minute": "0", "month": null"#, &[]),
        (r#""frequency": "weekly", "hour": "6", "minute": "0", "day_of_week": "Monday""#, &[]),
        (r#""frequency": "weekly", "hour": "6", "minute": "0", "day_of_week": "1""#, &[]),
        (r#""frequency": "continuous", "hour": "6""#, &["PT092 \"hour\""]),
        (r#""frequency": "multi", "hour": "6""#, &["PT098 \"multi\""]),
        (r#""frequency": "runafter""#, &["PT095 \"runafter\""]),
        (
            r#""frequency": "runafter", "run_after": {"sync_ids": []}, "run_after_success_only": true"#,
            &["PT095 \"runafter\""],
        ),
        (r#""frequency": "runafter", "run_after": ["x"]"#, &["PT005 [\"x\"]"]),
        (
            r#""frequency": "manual", "run_after_success_only": true"#,
            &["PT100 \"run_after_success_only\""],
        ),
        (
            r#""frequency": "manual", "run_after": {"bulk_sync_ids": ["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"]}"#,
            &["PT095 \"run_after\""],
        ),
        (r#""frequency": "manual", "job_id": 7"#, &["PT097 \"job_id\""]),
        (r#""frequency": "dbtcloud", "job_id": 0"#, &["PT097 \"dbtcloud\"", "PT097 0"]),
    ];
    for (schedule, wanted) in cases {
        assert_eq!(found(schedule), wanted, "{schedule}");
    }
}

#[test]
fn a_repeated_id_is_found_within_and_between_lists() {
    let id = "9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24";
    let upper = id.to_uppercase();
    let both = format!(
        r#""frequency": "runafter", "run_after": {{"bulk_sync_ids": ["{id}"], "sync_ids": ["{id}"]}}"#
    );
    assert_eq!(found(&both), [format!("PT096 \"{id}\"")]);
    let twice =
        format!(r#""frequency": "runafter", "run_after": {{"sync_ids": ["{id}", "{upper}"]}}"#);
    assert_eq!(found(&twice), [format!("PT021 \"{upper}\""), format!("PT096 \"{upper}\"")]);
    let sample = "248df4b7-aa70-47b8-a036-33ac447e668d";
    let samples = format!(
        r#""frequency": "runafter", "run_after": {{"sync_ids": ["{sample}", "{sample}"]}}"#
    );
    assert_eq!(found(&samples), [format!("PT023 \"{sample}\"")]);
}

#[test]
fn a_frequency_that_is_written_uses_what_is_there() {
    let fixed = |schedule: &str| {
        let text = body(schedule);
        let findings = lint(&text);
        let fix = findings[0].fixes.first().expect("a fix");
        let fixed = polytomic_lint::apply(&text, [fix]).expect("a fix that fits").text;
        assert_eq!(lint(&fixed).iter().map(|finding| finding.code).collect::<Vec<_>>(), [""; 0]);
        fixed
    };
    assert!(fixed("").contains(r#""frequency": "manual""#));
    let ids = r#""run_after": {"sync_ids": ["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"]}"#;
    assert!(fixed(ids).contains(r#""frequency": "runafter""#));
}
