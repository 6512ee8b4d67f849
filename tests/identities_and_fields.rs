//! Identities, fields and override fields: what is said of which body under which version, and
//! what the fixes write.

use polytomic_lint::{ApiVersion, Finding, Linter, Source, apply};

const SOURCE: &str = r#"{"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}"#;
const NIL: &str = r#"{"model_id": "00000000-0000-0000-0000-000000000000", "field": "email"}"#;
const OLD: ApiVersion = ApiVersion::V2024_02_08;
const NEW: ApiVersion = ApiVersion::V2025_09_18;

/// `$` is a source, `~` one of all zeros, `@` an identity.
fn written(text: &str) -> String {
    let identity = r#"{"source": $, "target": "Email", "function": "Equality"}"#;
    text.replace('@', identity).replace('$', SOURCE).replace('~', NIL)
}

fn lint(text: &str, version: ApiVersion) -> Vec<Finding> {
    let linter =
        Linter::builder().pedantic(true).api_version(version).build().expect("known rules");
    linter.lint(&Source::new("body.json", text)).into_findings()
}

/// Codes and underlined texts of the findings about identities and fields.
fn said(text: &str, version: ApiVersion) -> Vec<String> {
    let found = lint(text, version);
    let ours = found.iter().filter(|f| ("PT040".."PT059").contains(&f.code) || f.code == "PT011");
    ours.map(|f| {
        let place = &text[f.span.start as usize..f.span.end as usize];
        format!("{} {} {place}", f.severity, f.code)
    })
    .collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn each_is_said_at_its_place_under_its_version() {
    let cases: [(&str, ApiVersion, &[&str]); 36] = [
        (r#"{"mode": "remove"}"#, NEW, &[r#"warning PT040 "remove""#]),
        (r#"{"mode": "remove", "identity": @}"#, NEW, &[]),
        (
            r#"{"mode": "remove", "identities": {"mappings": [@]}}"#,
            OLD,
            &[r#"warning PT011 "identities""#],
        ),
        (r#"{"mode": "update", "target": {"object": "http"}}"#, NEW, &[]),
        (r#"{"mode": "update", "fields": [{"target": "record", "source": $}]}"#, NEW, &[]),
        (r#"{"mode": "create"}"#, NEW, &[]),
        (r#"{"mode": "append", "identity": @}"#, OLD, &[r#"advice PT041 "identity""#]),
        (r#"{"mode": "snapshot", "identities": {"mappings": []}}"#, NEW, &["advice PT044 []"]),
        (
            r#"{"identity": @, "identities": {"mappings": [@]}}"#,
            NEW,
            &[r#"advice PT042 "identity""#],
        ),
        (
            r#"{"identity": @, "identities": {"mappings": [@]}}"#,
            OLD,
            &[r#"warning PT011 "identities""#],
        ),
        (
            r#"{"identity": @, "identities": {"mappings": [@, @], "strategy": "and"}}"#,
            NEW,
            &[r#"warning PT042 "identity""#],
        ),
        (r#"{"identities": {"mappings": [@, @]}}"#, NEW, &[r#"error PT043 "mappings""#]),
        (r#"{"identities": {"mappings": [@], "strategy": "and"}}"#, NEW, &[]),
        (
            r#"{"identity": @, "fields": [{"target": "Email", "source": $}]}"#,
            NEW,
            &[r#"advice PT045 "Email""#],
        ),
        (r#"{"identity": @, "fields": [{"target": "email", "source": $}]}"#, NEW, &[]),
        (r#"{"fields": [{"target": "A"}]}"#, NEW, &["warning PT050 {"]),
        (r#"{"fields": [{"target": "A", "source": null}]}"#, NEW, &["warning PT050 {"]),
        (
            r#"{"fields": [{"target": "A", "source": {"model_id": "", "field": ""}}]}"#,
            NEW,
            &["warning PT050 {"],
        ),
        (
            r#"{"override_fields": [{"target": "A", "source": {"model_id": "", "field": ""}}]}"#,
            NEW,
            &["error PT057 {"],
        ),
        (r#"{"fields": [{"target": "A", "override_value": ""}]}"#, NEW, &["warning PT050 \"\""]),
        (r#"{"fields": [{"target": "A", "source": $, "override_value": ""}]}"#, NEW, &[]),
        (r#"{"fields": [{"target": "A", "source": ~, "override_value": "b"}]}"#, NEW, &[]),
        (
            r#"{"fields": [{"target": "A", "source": $}, {"target": "A", "source": $}, {"target": "a", "source": $}]}"#,
            NEW,
            &[r#"warning PT052 "A""#],
        ),
        (
            r#"{"fields": [{"target": "A", "source": $}], "override_fields": [{"target": "A", "override_value": "b"}]}"#,
            NEW,
            &[r#"warning PT053 "A""#],
        ),
        (
            r#"{"fields": [{"target": "A", "override_value": "b"}], "override_fields": [{"target": "A", "override_value": "\u0062"}]}"#,
            NEW,
            &[],
        ),
        (
            r#"{"fields": [{"target": "record", "source": $}], "override_fields": [{"target": "record", "override_value": "b"}]}"#,
            NEW,
            &[],
        ),
        (
            r#"{"fields": [{"target": "A", "source": $, "sync_mode": "append"}]}"#,
            NEW,
            &[r#"warning PT054 "append""#],
        ),
        (r#"{"fields": []}"#, NEW, &["warning PT055 []"]),
        (
            r#"{"fields": [], "override_fields": [{"target": "A", "override_value": "b"}]}"#,
            NEW,
            &["advice PT055 []"],
        ),
        (r#"{"fields": [], "identity": @}"#, NEW, &[]),
        (
            r#"{"override_fields": [{"target": "A", "source": $}]}"#,
            OLD,
            &[r#"warning PT056 "source""#],
        ),
        (r#"{"override_fields": [{"target": "A", "source": ~, "override_value": "b"}]}"#, NEW, &[]),
        (r#"{"override_fields": [{"target": "A"}]}"#, NEW, &["error PT057 {"]),
        (r#"{"override_fields": [{"target": "A", "source": null}]}"#, OLD, &["warning PT057 {"]),
        (
            r#"{"override_fields": [{"target": "A", "override_value": "b", "encryption_enabled": false}]}"#,
            NEW,
            &[r#"advice PT058 "encryption_enabled""#],
        ),
        (
            r#"{"override_fields": [{"target": "A", "override_value": "b", "encryption_enabled": false}]}"#,
            OLD,
            &[],
        ),
    ];
    for (text, version, wanted) in cases {
        assert_eq!(said(&written(text), version), wanted, "{version}: {text}");
    }
}

fn fixed(text: &str, code: &str) -> String {
    let text = written(text);
    let findings = lint(&text, NEW);
    let finding = findings.iter().find(|finding| finding.code == code).expect("the finding");
    apply(&text, finding.fixes.first()).expect("a fix").text
}

#[test]
fn fixes_are_small_and_keep_the_layout() {
    let cases = [
        (
            "PT042",
            r#"{"identity": @, "identities": {"mappings": [@]}}"#,
            r#"{"identities": {"mappings": [@]}}"#,
        ),
        (
            "PT051",
            r#"{"fields": [{"target": "A", "source": $, "override_value": "b"}]}"#,
            r#"{"fields": [{"target": "A", "override_value": "b"}]}"#,
        ),
        (
            "PT056",
            "{\"override_fields\": [\n  {\"target\": \"A\", \"source\": $},\n  {\"target\": \"B\", \"override_value\": \"b\"}\n],\n\"fields\": [\n  {\"target\": \"C\", \"source\": $}\n]}",
            "{\"override_fields\": [\n  {\"target\": \"B\", \"override_value\": \"b\"}\n],\n\"fields\": [\n  {\"target\": \"C\", \"source\": $},\n  {\"target\": \"A\", \"source\": $}\n]}",
        ),
        (
            "PT056",
            r#"{"override_fields": [{"target": "A", "source": $}], "fields": []}"#,
            r#"{"override_fields": [], "fields": [{"target": "A", "source": $}]}"#,
        ),
        (
            "PT056",
            r#"{"override_fields": [{"target": "A", "source": $, "override_value": "b"}]}"#,
            r#"{"override_fields": [{"target": "A", "override_value": "b"}]}"#,
        ),
        (
            "PT058",
            r#"{"override_fields": [{"target": "A", "encryption_enabled": true, "override_value": "b"}]}"#,
            r#"{"override_fields": [{"target": "A", "override_value": "b"}]}"#,
        ),
    ];
    for (code, text, wanted) in cases {
        assert_eq!(fixed(text, code), written(wanted), "{code}: {text}");
    }
}

#[test]
fn an_entry_is_not_moved_beside_another_of_its_target() {
    let fixes = |target: &str| {
        let fields = r#"[{"target": "A", "source": $}]"#;
        let text = written(&format!(
            r#"{{"override_fields": [{{"target": "{target}", "source": $}}], "fields": {fields}}}"#
        ));
        let findings = lint(&text, NEW);
        findings.iter().find(|finding| finding.code == "PT056").expect("PT056").fixes.len()
    };
    assert_eq!((fixes("A"), fixes("B")), (0, 1));
}
