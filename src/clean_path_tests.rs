//! What is left out for bodies that do not need it would have said nothing of them.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::endpoint::{Body, Endpoint};
use crate::finding::Findings;
use crate::json::{self, Node, Options, Parsed};
use crate::placeholder;
use crate::rule::Levels;
use crate::rules;
use crate::rules::shape::violations;
use crate::schema::{ApiVersion, Context, Tables, Walk};
use crate::secrets::{self, Where};
use crate::support;

const TABLES: &Tables = Endpoint::CREATE_SYNC.tables;

fn read(text: &str) -> Parsed<'_> {
    json::parse(text, Options { names: TABLES.keys, ..Options::default() })
}

fn context<'a>(parsed: &'a Parsed<'_>, version: ApiVersion) -> Option<Context<'a>> {
    let root = parsed.tree.root().filter(|root| root.kind() == json::Kind::Object)?;
    Some(Context { root, tables: TABLES, version })
}

fn walk<'a>(context: Context<'a>, parsed: &Parsed<'_>) -> Walk<'a, 'static> {
    Walk::over(context, placeholder::any_marker(parsed), &[])
}

proptest! {
    #![proptest_config(support::config(800))]

    #[test]
    fn a_rule_says_nothing_of_a_body_without_its_keys(
        body in support::changed_value(),
        version in proptest::sample::select(ApiVersion::ALL.as_slice()),
    ) {
        let text = body.to_string();
        let parsed = read(&text);
        let Some(context) = context(&parsed, version) else { return Ok(()) };
        let levels = Levels { pedantic: true, ..Levels::default() };
        let walk = walk(context, &parsed);
        let marks = violations::report(context, &walk, &[], &mut Findings::new(&levels));
        let secrets = secrets::find(&parsed, &text, &[], Where::Anywhere, &TABLES.vocabulary);
        let mut body = Body::unread(context.root, Endpoint::CREATE_SYNC, version, &[], &marks, &secrets);
        body.read();
        for rule in rules::all().filter(|rule| !TABLES.keys.all(rule.keys()).meets(parsed.keys)) {
            let mut out = Findings::new(&levels);
            rule.check(&body, &mut out);
            let said = out.drafts.iter().map(|draft| &draft.message).collect::<Vec<_>>();
            prop_assert!(said.is_empty(), "{}: {said:?}", rule.info().code);
        }
    }

    #[test]
    fn without_a_brace_or_a_sign_no_string_is_a_marker(file in support::slightly_broken()) {
        let text = String::from_utf8_lossy(&file.0);
        let parsed = read(&text);
        let marker = |node: Node<'_>| node.text().is_some_and(|text| placeholder::is_marker(&text));
        prop_assert!(placeholder::any_marker(&parsed) || !parsed.tree.nodes().any(marker));
    }
}

proptest! {
    #![proptest_config(support::config(800))]

    #[test]
    fn a_walk_leaves_every_secret_to_be_found(
        mut body in support::changed_value(),
        place in 0..1000_usize,
        name in proptest::sample::select(vec!["password", "target", "override_value", "sorce"]),
        inside in any::<bool>(),
    ) {
        let mut places = Vec::new();
        support::list(&body, String::new(), &mut places);
        let place = places.get(place % places.len().max(1)).cloned().unwrap_or_default();
        if let Some(value) = body.pointer_mut(&place) {
            let secret = Value::from("Bearer 4f9a8b7c6d5e4f3a");
            match value {
                Value::Object(members) => drop(members.insert(name.to_owned(), secret)),
                value if inside => *value = json!({name: secret}),
                value => *value = secret,
            }
        }
        let text = body.to_string();
        let parsed = read(&text);
        let Some(context) = context(&parsed, ApiVersion::LATEST) else { return Ok(()) };
        let walk = walk(context, &parsed);
        if walk.plain && !walk.clean && parsed.is_faultless() {
            let left = Where::left(&parsed.tree, &walk.rejected, &TABLES.vocabulary);
            let found = secrets::find(&parsed, &text, &[], left, &TABLES.vocabulary);
            let all = secrets::find(&parsed, &text, &[], Where::Anywhere, &TABLES.vocabulary);
            prop_assert_eq!(found.values(), all.values());
            prop_assert_eq!(found.spans, all.spans);
        }
    }
}

/// Whether the walk takes a body for one that is clean and has no secret, and whether it has one.
fn plain(body: &Value) -> (bool, bool) {
    let text = body.to_string();
    let parsed = read(&text);
    let walk = walk(context(&parsed, ApiVersion::LATEST).expect("an object"), &parsed);
    let secret =
        !secrets::find(&parsed, &text, &[], Where::Anywhere, &TABLES.vocabulary).spans.is_empty();
    (walk.clean && walk.plain && parsed.is_faultless(), secret)
}

#[test]
fn no_body_with_a_secret_is_taken_for_plain() {
    let id = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25";
    let clean = json!({
        "name": "Accounts",
        "mode": "create",
        "active": true,
        "fields": [
            {"source": {"model_id": id, "field": "email"}, "target": "Email"},
            {"target": "Kind", "override_value": "person"},
        ],
        "model_filters": {"conditions": [{
            "source": {"model_id": id, "field": "plan"},
            "function": "Equality",
            "value": ["pro", {"tier": "gold"}],
        }]},
        "schedule": {"frequency": "manual"},
        "target": {
            "connection_id": id,
            "create": {"name": "Accounts"},
            "configuration": {"format": "csv", "columns": ["one"]},
        },
    });
    assert_eq!(plain(&clean), (true, false));
    let with = |place: &str, value: Value| {
        let mut body = clean.clone();
        *body.pointer_mut(place).expect("a place that was listed") = value;
        body
    };
    let mut places = Vec::new();
    support::list(&clean, String::new(), &mut places);
    places.retain(|place| clean.pointer(place).is_some_and(Value::is_string));
    for secret in [
        concat!("sk_", "live_4f9a8b7c6d5e4f3a2b1c"),
        "postgres://me:hunter22@db.example/prod",
        "Bearer 4f9a8b7c6d5e4f3a",
        "host=db;password=hunter22",
    ] {
        for place in &places {
            assert_eq!(plain(&with(place, secret.into())), (false, true), "{place}: {secret}");
        }
    }
    // By the name of a key inside, or of the field that is written to.
    for (place, value) in [
        ("/target/configuration", json!({"password": "hunter22"})),
        ("/target/create", json!({"api_key": "hunter22"})),
        ("/fields/1/target", "Password__c".into()),
    ] {
        assert_eq!(plain(&with(place, value)), (false, true), "{place}");
    }
}
