//! Each mistake at its place, with its words.

use polytomic_lint::Severity;
use serde_json::{Value, json};

use super::fixture::{Fixture, body, filter, source};

/// What is said of a body: code, level, pointer.
fn said(world: &Fixture, body: &Value) -> Vec<String> {
    let shown = |finding: &polytomic_lint::Finding| {
        format!(
            "{} {} {}",
            finding.code,
            finding.severity,
            finding.pointer.as_deref().unwrap_or_default()
        )
    };
    world.lint(body).iter().map(shown).collect()
}

/// Holds what is said of a body, and that the words are in the message or the help.
#[track_caller]
fn holds(world: &Fixture, body: &Value, expected: &[&str], words: &[&str]) {
    assert_eq!(said(world, body), expected, "{body:#}");
    let reported: String = world
        .lint(body)
        .iter()
        .map(|it| format!("{}\n{}\n", it.message, it.help.as_deref().unwrap_or_default()))
        .collect::<Vec<_>>()
        .concat();
    for word in words {
        assert!(reported.contains(word), "`{word}` is not in\n{reported}");
    }
}

#[test]
fn a_good_body_gets_nothing() {
    holds(&Fixture::new(), &body(&[]), &[], &[]);
    let update = body(&[
        ("/mode", json!("update")),
        (
            "/fields/0",
            json!({"source": source("plan"), "target": "SSN__c", "encryption_enabled": true, "sync_mode": "create"}),
        ),
        ("/encryption_passphrase", json!("${PASSPHRASE}")),
        (
            "/target_filters",
            filter(json!({"field": "Industry", "function": "StringOneOf", "value": ["Media"]})),
        ),
    ]);
    let linter = polytomic_lint::Linter::builder().metadata(Fixture::new().metadata());
    let linter = linter.template_markers(["${"]).build().expect("known rules");
    let text = update.to_string();
    let report = linter.lint(&polytomic_lint::Source::new("a.sync.json", text.as_bytes()));
    assert_eq!(report.findings(), []);
    let create = body(&[(
        "/target",
        json!({"connection_id": super::fixture::CONNECTION, "create": {"name": "People", "account": "act_43"}}),
    )]);
    holds(&Fixture::new(), &create, &[], &[]);
}

#[test]
fn what_responses_do_not_speak_of_is_judged_as_ever() {
    // Another connection has a target of its own.
    let other = body(&[
        ("/target/connection_id", json!("6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90")),
        ("/mode", json!("append")),
        ("/fields/0/target", json!("Nmae")),
    ]);
    holds(&Fixture::new(), &other, &[], &[]);
    let another_model = body(&[
        ("/fields/0/source/model_id", json!("b3e5d9c2-6f4a-4b87-9e1d-8c2f0a7b5d36")),
        ("/fields/0/source/field", json!("nmae")),
    ]);
    holds(&Fixture::new(), &another_model, &[], &[]);
    // A database has whatever columns a sync gives it.
    let table = Fixture::new().target("/fields", json!([]));
    holds(&table, &body(&[("/fields/1/target", json!("anything"))]), &[], &[]);
}

#[test]
fn modes() {
    let world = Fixture::new();
    holds(
        &world,
        &body(&[("/mode", json!("append"))]),
        &["PT140 error /mode"],
        &["`Account` does not support mode `append`", "use `create`, `update`", "`updateOrCreate`"],
    );
    // From the list of objects alone.
    let listed = Fixture::new().target("/id", json!("Contact"));
    holds(&listed, &body(&[("/mode", json!("append"))]), &["PT140 error /mode"], &[]);
    // A mode that the documentation does not list, but the target does.
    let enrich = Fixture::new().target("/modes/0/mode", json!("enrich"));
    holds(&enrich, &body(&[("/mode", json!("enrich"))]), &[], &[]);
    holds(&enrich, &body(&[("/mode", json!("create"))]), &["PT140 error /mode"], &["`enrich`"]);
}

#[test]
fn identities_by_what_the_mode_says() {
    let without = |mode: &str| body(&[("/mode", json!(mode)), ("/identities", Value::Null)]);
    holds(
        &Fixture::new(),
        &without("updateOrCreate"),
        &["PT040 error /mode"],
        &["add `identities`"],
    );
    let free = Fixture::new().target("/modes/2/requires_identity", json!(false));
    holds(&free, &without("updateOrCreate"), &[], &[]);
    let strict = Fixture::new().target("/modes/0/requires_identity", json!(true));
    holds(
        &strict,
        &without("create"),
        &["PT140 error /mode"],
        &["mode `create` needs an identity"],
    );
    let silent = Fixture::new()
        .target("/modes/2/requires_identity", Value::Null)
        .objects("/data/0/modes", json!([]));
    holds(
        &silent,
        &without("updateOrCreate"),
        &["PT040 warning /mode"],
        &["depends on the destination"],
    );
}

#[test]
fn target_filters_and_field_modes_by_what_the_mode_says() {
    let filters = |mode: &str| {
        body(&[
            ("/mode", json!(mode)),
            ("/target_filters", filter(json!({"field": "Industry", "function": "IsNotNull"}))),
        ])
    };
    holds(&Fixture::new(), &filters("update"), &[], &[]);
    holds(&Fixture::new(), &filters("updateOrCreate"), &["PT065 error /target_filters"], &[]);
    let everywhere = Fixture::new().target("/modes/2/supports_target_filters", json!(true));
    holds(&everywhere, &filters("updateOrCreate"), &[], &[]);
    let nowhere = Fixture::new().target("/properties/supports_target_filters", json!(false));
    holds(
        &nowhere,
        &filters("update"),
        &["PT140 error /target_filters"],
        &["does not support target filters"],
    );
    let field = |mode: &str, own: &str| {
        body(&[("/mode", json!(mode)), ("/fields/1/sync_mode", json!(own))])
    };
    holds(&Fixture::new(), &field("update", "create"), &[], &[]);
    holds(
        &Fixture::new(),
        &field("create", "create"),
        &["PT140 error /fields/1/sync_mode"],
        &["not supported in mode `create`"],
    );
    holds(&Fixture::new(), &field("create", "replace"), &["PT054 error /fields/1/sync_mode"], &[]);
}

#[test]
fn fields_of_the_target() {
    let world = Fixture::new();
    holds(
        &world,
        &body(&[("/fields/1/target", json!("Email"))]),
        &["PT141 error /fields/1/target"],
        &["unknown target field `Email` in `fields[1]`", "did you mean `Email__c` (Email)?"],
    );
    holds(
        &world,
        &body(&[("/fields/1/target", json!("Social security number"))]),
        &["PT141 error /fields/1/target"],
        &["did you mean `SSN__c` (Social security number)?"],
    );
    holds(
        &world,
        &body(&[("/override_fields", json!([{"target": "Indutsry", "override_value": "Media"}]))]),
        &["PT141 error /override_fields/0/target"],
        &["did you mean `Industry`?"],
    );
    let new =
        body(&[("/fields/1", json!({"source": source("plan"), "target": "Plan__c", "new": true}))]);
    holds(
        &world,
        &new,
        &["PT141 error /fields/1/new"],
        &["does not support creating the field `Plan__c`"],
    );
    let can = Fixture::new().target("/properties/supports_field_creation", json!(true));
    holds(&can, &new, &[], &[]);
    holds(
        &can,
        &body(&[("/fields/1/target", json!("Zzz"))]),
        &["PT141 error /fields/1/target"],
        &["`\"new\": true`"],
    );
    let free = Fixture::new().target("/properties/optional_target_mappings", json!(true));
    holds(&free, &body(&[("/fields/1/target", json!("Zzz"))]), &[], &[]);
}

#[test]
fn required_fields() {
    let world = Fixture::new();
    let without = body(&[("/fields/0/target", json!("Source__c"))]);
    holds(
        &world,
        &without,
        &["PT141 error /fields"],
        &["`fields` is missing `Name` (Account name), required by `Account`"],
    );
    for filled in [
        ("/override_fields", json!([{"target": "Name", "override_value": "x"}])),
        ("/identities/mappings/0/target", json!("Name")),
        ("/mode", json!("update")),
        ("/fields/1/target", json!("${FIELD}")),
    ] {
        let mut body = without.clone();
        super::fixture::put(&mut body, filled.0, filled.1.clone());
        let said = said(&world, &body);
        assert!(!said.contains(&"PT141 error /fields".to_owned()), "{filled:?}: {said:?}");
    }
}

#[test]
fn what_fields_can_do() {
    let world = Fixture::new();
    let to = |mode: &str, target: &str| {
        body(&[("/mode", json!(mode)), ("/fields/1/target", json!(target))])
    };
    let place = "PT141 error /fields/1/target";
    holds(
        &world,
        &to("create", "CreatedDate"),
        &[place],
        &["`CreatedDate` (Created) cannot be set when a record is created"],
    );
    holds(&world, &to("update", "CreatedDate"), &[place], &["cannot be updated"]);
    holds(&world, &to("updateOrCreate", "CreatedDate"), &[place], &["is read-only"]);
    holds(
        &world,
        &to("update", "Source__c"),
        &[place],
        &["`Source__c` (First source) cannot be updated"],
    );
    holds(&world, &to("updateOrCreate", "Source__c"), &[], &[]);
    let encrypted = body(&[("/fields/1/encryption_enabled", json!(true))]);
    holds(
        &world,
        &encrypted,
        &["PT141 error /fields/1/encryption_enabled"],
        &["`Industry` cannot be encrypted"],
    );
    let ssn = body(&[(
        "/fields/1",
        json!({"source": source("ssn"), "target": "SSN__c", "encryption_enabled": true}),
    )]);
    holds(&world, &ssn, &["PT110 error /fields/1/encryption_enabled"], &[]);
    let never = Fixture::new().target("/properties/supports_field_encryption", json!(false));
    holds(&never, &ssn, &["PT141 error /fields/1/encryption_enabled"], &[]);
}

#[test]
fn fixed_values_outside_of_the_fields_list() {
    let fixed = |value: &str| {
        body(&[("/fields/1", json!({"target": "Industry", "override_value": value}))])
    };
    let place = "PT141 error /fields/1/override_value";
    holds(&Fixture::new(), &fixed("Media"), &[], &[]);
    holds(&Fixture::new(), &fixed("Media;Energy"), &[], &[]);
    holds(&Fixture::new(), &fixed("Medai"), &[place], &["did you mean `Media`?"]);
}

#[test]
fn create_properties() {
    let create = |value: Value| {
        body(&[("/target", json!({"connection_id": super::fixture::CONNECTION, "create": value}))])
    };
    let world = Fixture::new();
    holds(
        &world,
        &create(json!({"name": "a", "account": "act_44"})),
        &["PT142 error /target/create/account"],
        &["did you mean `act_42` (Main (42))?"],
    );
    holds(
        &world,
        &create(json!({"name": "a"})),
        &["PT142 error /target/create"],
        &["is missing `account` (required)", "Ad account"],
    );
    holds(
        &world,
        &create(json!({"name": "a", "acount": "act_42"})),
        &["PT142 error /target/create/acount"],
        &["did you mean `account` (Ad account)?"],
    );
    holds(
        &world,
        &create(json!({"name": "a", "account": "act_42", "color": "red"})),
        &["PT142 error /target/create/color"],
        &["`name`"],
    );
    holds(&world, &create(json!({})), &["PT033 error /target/create"], &[]);
    let never = Fixture::new().objects("/target_creation", json!({"supported": false}));
    holds(
        &never,
        &create(json!({"name": "a"})),
        &["PT142 error /target/create"],
        &["not supported by this connection"],
    );
}

#[test]
fn objects() {
    let object = |object: Value| body(&[("/target/object", object)]);
    let world = Fixture::new();
    holds(
        &world,
        &object(json!("Acount")),
        &["PT031 error /target/object"],
        &["did you mean `Account`?"],
    );
    holds(&world, &object(json!("Lead")), &["PT031 error /target/object"], &[]);
    holds(&world, &object(Value::Null), &["PT031 error /target"], &[]);
    let nothing = Fixture::new()
        .objects("/data", json!([]))
        .objects("/target_creation", json!({"supported": false}));
    holds(&nothing, &object(Value::Null), &[], &[]);
}

#[test]
fn model_fields() {
    let world = Fixture::new();
    for (pointer, value) in [
        ("/fields/0/source/field", json!("plna")),
        ("/identities/mappings/0/source/field", json!("plna")),
        (
            "/filters",
            json!([{"field_type": "Model", "field": source("plna"), "function": "IsNotNull"}]),
        ),
        ("/model_filters", filter(json!({"source": source("plna"), "function": "IsNotNull"}))),
        ("/overrides", json!([{"field": source("plna"), "function": "IsNull", "override": "x"}])),
    ] {
        let found = world.lint(&body(&[(pointer, value)]));
        let [finding] = found.as_slice() else { panic!("{pointer}: {found:?}") };
        assert_eq!((finding.code, finding.severity), ("PT143", Severity::Error), "{pointer}");
        let place = finding.pointer.as_deref().unwrap_or_default();
        assert!(place.ends_with("/field") && place.starts_with(&pointer[..4]), "{place}");
        assert_eq!(finding.help.as_deref(), Some("did you mean `plan` (Plan)?"));
        assert_eq!(finding.fixes.len(), 1);
    }
}

#[test]
fn target_filters() {
    let world = Fixture::new();
    let with = |condition: Value| {
        body(&[("/mode", json!("update")), ("/target_filters", filter(condition))])
    };
    let at = |what: &str| format!("PT144 error /target_filters/conditions/0/{what}");
    let holds = |world: &Fixture, condition: Value, expected: &[&str], words: &[&str]| {
        holds(world, &with(condition), expected, words);
    };
    holds(
        &world,
        json!({"field": "Indutsry", "function": "IsNull"}),
        &[&at("field")],
        &["did you mean `Industry`?"],
    );
    holds(
        &world,
        json!({"field": "Source__c", "function": "IsNull"}),
        &[&at("field")],
        &["cannot be filtered"],
    );
    holds(
        &world,
        json!({"field": "Industry", "function": "GreaterThan", "value": 1}),
        &[&at("function")],
        &["`Industry` does not support function `GreaterThan`", "`StringOneOf`"],
    );
    holds(
        &world,
        json!({"field": "LastActivity", "function": "InTheLast", "value": "7 day"}),
        &[&at("value")],
        &["did you mean `7 days ago` (7 days)?"],
    );
    holds(
        &world,
        json!({"field": "LastActivity", "function": "InTheLast", "value": "7 days ago"}),
        &[],
        &[],
    );
    holds(
        &world,
        json!({"field": "LastActivity", "function": "InTheLast", "value": "2025-01-01"}),
        &["PT069 error /target_filters/conditions/0/value"],
        &[],
    );
    holds(
        &world,
        json!({"field": "Industry", "function": "Equality", "value": "Medai"}),
        &["PT144 warning /target_filters/conditions/0/value"],
        &["did you mean `Media`?"],
    );
    holds(
        &world,
        json!({"field": "Industry", "function": "StringOneOf", "value": "Media"}),
        &["PT068 error /target_filters/conditions/0/value"],
        &[],
    );
    holds(
        &world,
        json!({"field": "Industry", "function": "Equality", "value": ["Media"]}),
        &[&at("value")],
        &["one value"],
    );
    holds(
        &world,
        json!({"field": "Industry", "function": "Equality"}),
        &["PT066 error /target_filters/conditions/0/function"],
        &[],
    );
    holds(
        &world,
        json!({"field": "Name", "function": "Equality", "value_source": source("name")}),
        &[&at("value_source")],
        &["does not support comparing with a model field"],
    );
    // Any function, where the field has no list of them.
    holds(&world, json!({"field": "Name", "function": "StringLike", "value": "a%"}), &[], &[]);
    let lax = Fixture::new().target("/fields/2/filter_functions/0/requires_value", json!(false));
    holds(&lax, json!({"field": "Industry", "function": "Equality"}), &[], &[]);
}

#[test]
fn identities() {
    let world = Fixture::new();
    let with = |key: &str, value: Value| body(&[(&format!("/identities/mappings/0/{key}"), value)]);
    let at = |what: &str| format!("PT145 error /identities/mappings/0/{what}");
    holds(
        &world,
        &with("target", json!("Email")),
        &[&at("target")],
        &["did you mean `Email__c` (Email)?"],
    );
    holds(
        &world,
        &with("target", json!("Industry")),
        &[&at("target")],
        &["`Industry` does not support identities"],
    );
    holds(&world, &with("function", json!("OneOf")), &[&at("function")], &["use `Equality`"]);
    let hashed = Fixture::new().target("/fields/1/identity_functions/-", json!({"id": "Hashed"}));
    holds(&hashed, &with("function", json!("Hashed")), &[], &[]);
    let new = body(&[
        ("/identities/mappings/0/target", json!("Key__c")),
        ("/identities/mappings/0/new_field", json!(true)),
    ]);
    holds(&world, &new, &[&at("new_field")], &[]);
    let can = Fixture::new().target("/properties/supports_identity_field_creation", json!(true));
    holds(&can, &new, &[], &[]);
    let second = json!({"source": source("name"), "target": "Email__c", "function": "Equality"});
    let two = body(&[("/identities/mappings/-", second), ("/identities/strategy", json!("and"))]);
    holds(&world, &two, &["PT145 error /identities/mappings"], &["more than one identity"]);
    let several = Fixture::new().target("/properties/supports_multiple_identities", json!(true));
    holds(&several, &two, &[], &[]);
}

#[test]
fn what_the_destination_does_not_need_is_not_asked_for() {
    let empty =
        body(&[("/fields", json!([])), ("/identities", Value::Null), ("/mode", json!("create"))]);
    let optional = Fixture::new()
        .target("/properties/mappings_not_required", json!(true))
        .target("/fields/0/required", json!(false));
    holds(&optional, &empty, &[], &[]);
    let twice = body(&[("/fields/-", json!({"source": source("status"), "target": "Industry"}))]);
    holds(&Fixture::new(), &twice, &["PT052 warning /fields/2/target"], &[]);
    let set = Fixture::new().target("/fields/2/multiple_associations", json!(true));
    holds(&set, &twice, &[], &[]);
}
