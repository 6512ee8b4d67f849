//! Section 3: target.

use crate::case::{Case, case, check};

/// A body whose target has these members beside its connection.
fn target(expected: &'static str, members: &str) -> Case {
    case(expected, with(members))
}

fn with(members: &str) -> String {
    format!(r#"{{"target": {{"connection_id": "$C"{members}}}}}"#)
}

#[test]
fn object_and_create() {
    check([
        target("PT030 error", r#", ‹"object"›: "A", «"create"»: {"a": "b"}"#)
            .guess(with(r#", "object": "A""#)),
        target("PT030 error", r#", ‹"create"›: {"a": "b"}, «"object"»: "A""#)
            .guess(with(r#", "object": "A""#)),
        target("PT030 error", r#", ‹"object"›: "A", «"create"»: {}"#),
        target("PT006 warning", r#", "object": "A", "create": «null»"#),
        // A blank object is none.
        target("PT059 warning", r#", "object": «""», "create": {"a": "b"}"#),
        target("PT023 warning", r#", "object": «"<object>"», "create": {"a": "b"}"#),
        target("", r#", "create": {"name": "a.b"}"#),
    ]);
    let both =
        with(r#", "object": "A", "create": {"a": "b"}"#).replace("$C", crate::case::CONNECTION);
    let report = polytomic_lint::lint(both.as_bytes());
    let finding = report.findings().iter().find(|f| f.code == "PT030").expect("a finding");
    let fixed: Vec<_> =
        finding.fixes.iter().filter_map(|fix| polytomic_lint::apply(&both, [fix])).collect();
    assert_eq!(finding.fixes.len(), 2);
    assert!(
        fixed[0].text.contains(r#""object": "A"}"#)
            && fixed[1].text.contains(r#", "create": {"a": "b"}}"#),
        "{fixed:?}"
    );
}

#[test]
fn neither_object_nor_create() {
    check([
        case("PT031 warning", r#"{«"target"»: {"connection_id": "$C"}}"#).unfixable(),
        case("PT031 warning", r#"{«"target"»: {"connection_id": "$C", "new_name": "x"}}"#),
        // A blank object is none; that is one finding.
        case("PT031 warning", r#"{«"target"»: {"connection_id": "$C", "object": ‹""›}}"#)
            .says("a blank `object`"),
        target("PT006 warning", r#", "object": «null»"#),
        target("PT007 warning", r#", «"objct"»: "A""#),
    ]);
}

#[test]
fn values_of_create() {
    check([
        target("PT032 error", r#", "create": {"a": «5»}"#).safe(with(r#", "create": {"a": "5"}"#)),
        target("PT032 error", r#", "create": {"a": «true»}"#)
            .safe(with(r#", "create": {"a": "true"}"#)),
        target("PT032 error", r#", "create": {"a": «null»}"#).unfixable(),
        target("PT032 error", r#", "create": {"a": «{"b": 1}»}"#).unfixable(),
        target("PT032 error, PT032 error", r#", "create": {"a": «[]», "b": «1.5», "c": "d"}"#),
        target("PT005 error", r#", "create": «5»"#),
        target("PT033 warning", r#", "create": «{}»"#).unfixable(),
        target("PT023 warning", r#", "create": {"a": «"<name>"»}"#),
    ]);
}

#[test]
fn the_old_way_to_create() {
    check([
        target("PT034 advice", r#", "object": «"__pt_new_target"», "new_name": "x""#)
            .guess(with(r#", "create": {"name": "x"}"#)),
        target("PT034 advice", r#", "object": «"__pt_new_target"», "new_name": """#).unfixable(),
        target(
            "PT034 advice, PT036 advice",
            r#", "object": «"__pt_new_target"», "new_name": "x", «"search_values"»: {"a": 1}"#,
        ),
        target("PT035 warning", r#", ‹"object"›: "A", «"new_name"»: "x""#).unfixable(),
        target("", r#", "object": "A", "new_name": """#),
        target("PT036 advice", r#", "object": "A", «"search_values"»: {}"#)
            .safe(with(r#", "object": "A""#)),
    ]);
}

#[test]
fn webhooks() {
    let field = r#"{"source": {"model_id": "$M", "field": "x"}, "target": "record"}"#;
    let body = |mode: &str, more: &str| {
        format!(
            r#"{{"mode": {mode}, "fields": [{field}{more}], "target": {{"connection_id": "$C", "object": "http"}}}}"#
        )
    };
    let marked = |mode: &str, more: &str| body(mode, more).replace("\"http\"", "‹\"http\"›");
    check([
        case("", body("\"updateOrCreate\"", &format!(", {field}"))),
        case("PT037 warning", marked("«\"create\"»", "")).guess(body("\"updateOrCreate\"", "")),
        case(
            "PT037 warning",
            marked("\"updateOrCreate\"", r#", {"source": $F, "target": «"Name"»}"#),
        )
        .guess(body("\"updateOrCreate\"", r#", {"source": $F, "target": "record"}"#)),
        case("PT024 error", body("«\"upsert\"»", "")),
    ]);
}
