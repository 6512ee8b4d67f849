//! Bodies with one plain cause each, and everything that is said of them.

#[path = "../support/valid.rs"]
pub(crate) mod valid;

use serde_json::{Map, Value, json};
use valid::{CONNECTION, MODEL};

const SYNC: &str = "9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24";
const NIL: &str = "00000000-0000-0000-0000-000000000000";

fn source(field: &str) -> Value {
    json!({"model_id": MODEL, "field": field})
}

fn identity(target: &str) -> Value {
    json!({"source": source("email"), "target": target, "function": "Equality"})
}

/// A filter on a field of the model.
fn filter(field: &str, label: &str) -> Value {
    json!({"field": source(field), "function": "IsNotNull", "label": label})
}

/// The valid body with identities and a daily schedule, and with other values for some keys.
pub(crate) fn with(changes: Value) -> Value {
    let mut body = valid::with(json!({
        "mode": "updateOrCreate",
        "identities": {"mappings": [identity("Email")]},
        "schedule": {"frequency": "daily", "hour": "6", "minute": "30"},
    }));
    if let (Some(body), Value::Object(changes)) = (body.as_object_mut(), changes) {
        body.extend(changes);
    }
    body
}

/// The same without some keys.
fn without(keys: &[&str], changes: Value) -> Value {
    let mut body = with(changes);
    body.as_object_mut().expect("an object").retain(|key, _| !keys.contains(&key.as_str()));
    body
}

/// The same with one of its outermost keys called otherwise.
fn renamed(from: &str, to: &str) -> Value {
    let mut body = with(json!({}));
    let object: &mut Map<String, Value> = body.as_object_mut().expect("an object");
    let value = object.remove(from).expect("a key of the body");
    object.insert(to.to_owned(), value);
    body
}

/// The same with one of its outermost keys inside of another.
fn moved(key: &str, into: &str) -> Value {
    let mut body = with(json!({}));
    let value = body[key].take();
    body[into][key] = value;
    body.as_object_mut().expect("an object").remove(key);
    body
}

/// What is wrong with a body, the body, and what is said of it with `--pedantic`; without, the
/// same but for the advice.
pub(crate) type Case = (&'static str, Value, &'static [&'static str]);

#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn misspelled() -> Vec<Case> {
    let two = [identity("Email"), identity("Website")];
    vec![
        ("a required key", renamed("name", "nmae"), &["error PT007 /nmae"]),
        (
            "a key that a mode asks for",
            renamed("identities", "identites"),
            &["warning PT007 /identites"],
        ),
        (
            "a required key below",
            with(json!({"target": {"conection_id": CONNECTION, "object": "Account"}})),
            &["error PT007 /target/conection_id"],
        ),
        (
            "the source of a field",
            with(json!({"fields": [{"souce": source("name"), "target": "Name"}]})),
            &["warning PT007 /fields/0/souce"],
        ),
        (
            "the value of an override field",
            with(json!({"override_fields": [{"target": "LeadSource", "overide_value": "web"}]})),
            &["error PT007 /override_fields/0/overide_value"],
        ),
        (
            "the source of an override field",
            with(json!({"override_fields": [{"target": "LeadSource", "souce": source("origin")}]})),
            &["error PT007 /override_fields/0/souce", "warning PT056 /override_fields/0/souce"],
        ),
        (
            "the field of a filter",
            with(json!({"filters": [{"feild": source("plan"), "function": "IsNotNull"}]})),
            &["advice PT012 /filters", "error PT007 /filters/0/feild"],
        ),
        (
            "the field of an override",
            with(
                json!({"overrides": [{"feild": source("plan"), "function": "IsNull", "override": "free"}]}),
            ),
            &["error PT007 /overrides/0/feild"],
        ),
        (
            "the strategy of two identities",
            with(json!({"identities": {"mappings": two, "stratgey": "and"}})),
            &["error PT007 /identities/stratgey"],
        ),
        (
            "the strategy of one identity, which needs none",
            with(json!({"identities": {"mappings": [identity("Email")], "stratgey": "and"}})),
            &["warning PT007 /identities/stratgey"],
        ),
        (
            "what the sync runs after",
            with(json!({"schedule": {"frequency": "runafter", "run_afer": {"sync_ids": [SYNC]}}})),
            &["error PT007 /schedule/run_afer"],
        ),
        (
            "the syncs to run after",
            with(json!({"schedule": {"frequency": "runafter", "run_after": {"syncIds": [SYNC]}}})),
            &["error PT007 /schedule/run_after/syncIds"],
        ),
        (
            "the syncs to run after, a level too high",
            with(json!({"schedule": {"frequency": "runafter", "sync_ids": [SYNC]}})),
            &["error PT007 /schedule/sync_ids"],
        ),
        (
            "nothing to run after",
            with(json!({"schedule": {"frequency": "runafter", "run_after": null}})),
            &["error PT006 /schedule/run_after"],
        ),
        (
            "no syncs to run after",
            with(json!({"schedule": {"frequency": "runafter", "run_after": {"sync_ids": null}}})),
            &["error PT006 /schedule/run_after/sync_ids"],
        ),
        (
            "one of two lists",
            with(
                json!({"schedule": {"frequency": "runafter", "run_after": {"sync_ids": null, "bulk_sync_ids": [SYNC]}}}),
            ),
            &["warning PT006 /schedule/run_after/sync_ids"],
        ),
        (
            "what would not be used",
            with(
                json!({"schedule": {"frequency": "continuous", "run_afer": {"sync_ids": [SYNC]}}}),
            ),
            &["warning PT007 /schedule/run_afer", "warning PT095 /schedule/run_afer"],
        ),
        (
            "camel case everywhere",
            without(
                &["identities"],
                json!({
                    "mode": "create",
                    "fields": [{"source": {"modelId": MODEL, "field": "name"}, "target": "Name", "syncMode": "create"}],
                    "target": {"connectionId": CONNECTION, "object": "Account"},
                    "overrideFields": [{"target": "LeadSource", "overrideValue": "web"}],
                }),
            ),
            &[
                "error PT007 /fields/0/source/modelId",
                "warning PT007 /fields/0/syncMode",
                "warning PT007 /overrideFields",
                "error PT007 /overrideFields/0/overrideValue",
                "error PT007 /target/connectionId",
            ],
        ),
    ]
}

fn called_otherwise() -> Vec<Case> {
    vec![
        ("mappings for fields", renamed("fields", "mappings"), &["error PT007 /mappings"]),
        ("destination for target", renamed("target", "destination"), &["error PT007 /destination"]),
        (
            "organization for organization_id",
            with(json!({"organization": "0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a47"})),
            &["warning PT007 /organization", "advice PT119 /organization"],
        ),
        (
            "operator for function",
            with(json!({"filters": [{"field": source("plan"), "operator": "IsNotNull"}]})),
            &["advice PT012 /filters", "error PT007 /filters/0/operator"],
        ),
        (
            "source for field in a filter",
            with(json!({"filters": [{"source": source("plan"), "function": "IsNotNull"}]})),
            &["advice PT012 /filters", "error PT007 /filters/0/source"],
        ),
        (
            "field for source in a mapping",
            with(json!({"fields": [{"field": source("name"), "target": "Name"}]})),
            &["warning PT007 /fields/0/field"],
        ),
        (
            "filter_logic for logic",
            with(
                json!({"model_filters": {"filter_logic": "A", "conditions": [{"source": source("plan"), "function": "IsNull"}]}}),
            ),
            &["warning PT007 /model_filters/filter_logic"],
        ),
        ("upsert for a mode", with(json!({"mode": "upsert"})), &["error PT024 /mode"]),
        (
            "a mode in another case, without an identity",
            without(&["identities"], json!({"mode": "updateorcreate"})),
            &["error PT024 /mode", "warning PT040 /mode"],
        ),
        (
            "a frequency that there is not, with its clock parts",
            with(
                json!({"schedule": {"frequency": "monthly", "day_of_month": "1", "hour": "6", "minute": "30"}}),
            ),
            &["error PT024 /schedule/frequency"],
        ),
        (
            "a function that there is not, without a value",
            with(
                json!({"overrides": [{"field": source("plan"), "function": "Equals", "override": "free"}]}),
            ),
            &["error PT024 /overrides/0/function", "warning PT066 /overrides/0/function"],
        ),
    ]
}

fn wrong_parent() -> Vec<Case> {
    vec![
        ("fields under target", moved("fields", "target"), &["error PT007 /target/fields"]),
        ("schedule under target", moved("schedule", "target"), &["error PT007 /target/schedule"]),
        (
            "connection_id at the top",
            with(json!({"connection_id": CONNECTION, "target": {"object": "Account"}})),
            &["error PT007 /connection_id"],
        ),
        (
            "object at the top",
            with(json!({"object": "Account", "target": {"connection_id": CONNECTION}})),
            &["warning PT007 /object"],
        ),
        (
            "frequency at the top, the schedule empty",
            with(json!({"frequency": "manual", "schedule": {}})),
            &["warning PT007 /frequency"],
        ),
        (
            "a whole schedule at the top",
            without(&["schedule"], json!({"frequency": "daily", "hour": "6", "minute": "30"})),
            &["error PT007 /frequency"],
        ),
        (
            "a whole target at the top",
            without(&["target"], json!({"connection_id": CONNECTION, "object": "Account"})),
            &["error PT007 /connection_id"],
        ),
        (
            "model_id beside source",
            with(
                json!({"fields": [{"model_id": MODEL, "source": {"field": "name"}, "target": "Name"}]}),
            ),
            &["error PT007 /fields/0/model_id"],
        ),
        (
            "a source without its braces",
            with(json!({"fields": [{"field": "name", "model_id": MODEL, "target": "Name"}]})),
            &["warning PT007 /fields/0/field"],
        ),
        (
            "the source of an identity without its braces",
            with(
                json!({"identities": {"mappings": [{"field": "email", "model_id": MODEL, "target": "Email", "function": "Equality"}]}}),
            ),
            &["error PT007 /identities/mappings/0/field"],
        ),
        ("a body in `data`", json!({"data": with(json!({}))}), &["error PT003 /data"]),
    ]
}

fn another_tools() -> Vec<Case> {
    vec![
        (
            "streams",
            json!({"sourceId": MODEL, "destinationId": CONNECTION, "status": "active",
                "streams": [{"name": "accounts", "syncMode": "incremental"}]}),
            &["error PT010 "],
        ),
        (
            "an operation with mappings",
            json!({"operation": "upsert", "source_attributes": {"object": {"type": "model", "id": 7}},
                "mappings": [{"from": {"column": "email"}, "to": "Email"}]}),
            &["error PT010 "],
        ),
        (
            "a connector",
            json!({"service": "crm", "connector_id": "speed_lunch", "config": {"schema": "public"},
                "schedule": {"type": "auto"}}),
            &["error PT010 "],
        ),
        (
            "a recipe",
            json!({"name": "Accounts", "source": {"table": "accounts"}, "destination": {"object": "Account"},
                "mappings": [{"source": "email", "destination": "Email"}], "operation": "upsert"}),
            &["error PT010 "],
        ),
    ]
}

fn wrong_type() -> Vec<Case> {
    vec![
        (
            "a schedule as a string",
            with(json!({"schedule": "daily"})),
            &["error PT005 /schedule", "warning PT091 /schedule"],
        ),
        ("a target as a string", with(json!({"target": "Account"})), &["error PT005 /target"]),
        (
            "fields as an object",
            with(json!({"fields": {"Name": source("name")}})),
            &["error PT005 /fields"],
        ),
        (
            "a source as a string",
            with(json!({"fields": [{"source": "email", "target": "Email2"}]})),
            &["error PT005 /fields/0/source"],
        ),
        (
            "identity as a list",
            without(&["identities"], json!({"identity": [identity("Email")]})),
            &["advice PT012 /identity", "error PT005 /identity"],
        ),
        (
            "identities as a list",
            with(json!({"identities": [identity("Email")]})),
            &["error PT005 /identities"],
        ),
        (
            "filters in an object, and an expression that names them",
            with(json!({"filters": {"conditions": [filter("plan", "A")]}, "filter_logic": "A"})),
            &["advice PT012 /filter_logic", "advice PT012 /filters", "error PT005 /filters"],
        ),
        (
            "model_filters as a list",
            with(json!({"model_filters": [{"source": source("plan"), "function": "IsNotNull"}]})),
            &["error PT005 /model_filters"],
        ),
        (
            "a function without quotes",
            with(
                json!({"overrides": [{"field": source("paid"), "function": true, "override": "x"}]}),
            ),
            &["error PT005 /overrides/0/function"],
        ),
        (
            "numbers as clock parts",
            with(json!({"schedule": {"frequency": "daily", "hour": 6, "minute": 30}})),
            &["error PT005 /schedule/hour", "error PT005 /schedule/minute"],
        ),
        (
            "run_after as a list",
            with(json!({"schedule": {"frequency": "runafter", "run_after": [SYNC]}})),
            &["error PT005 /schedule/run_after"],
        ),
        ("null for a required key", with(json!({"name": null})), &["error PT006 /name"]),
        ("null for the target", with(json!({"target": null})), &["error PT006 /target"]),
        ("null for the fields", with(json!({"fields": null})), &["error PT006 /fields"]),
        (
            "null for the field of a filter",
            with(json!({"overrides": [{"field": null, "function": "IsNull", "override": "x"}]})),
            &["error PT006 /overrides/0/field"],
        ),
        (
            "null for a fixed value",
            with(json!({"override_fields": [{"target": "LeadSource", "override_value": null}]})),
            &["error PT006 /override_fields/0/override_value"],
        ),
        (
            "null for a source that a fixed value replaces",
            with(
                json!({"override_fields": [{"target": "LeadSource", "source": null, "override_value": "web"}]}),
            ),
            &["warning PT006 /override_fields/0/source"],
        ),
    ]
}

fn to_be_filled_in() -> Vec<Case> {
    let sample = "248df4b7-aa70-47b8-a036-33ac447e668d";
    vec![
        ("a name", with(json!({"name": "TODO"})), &["warning PT023 /name"]),
        (
            "a connection",
            with(json!({"target": {"connection_id": "<connection id>", "object": "Account"}})),
            &["error PT023 /target/connection_id"],
        ),
        (
            "a mode, without an identity",
            without(&["identities"], json!({"mode": "<mode>"})),
            &["error PT023 /mode"],
        ),
        (
            "a source",
            with(json!({"fields": [{"source": "{{source}}", "target": "Name"}]})),
            &["error PT023 /fields/0/source"],
        ),
        (
            "a frequency, with clock parts",
            with(json!({"schedule": {"frequency": "${FREQUENCY}", "hour": "6"}})),
            &["error PT023 /schedule/frequency"],
        ),
        (
            "an hour",
            with(json!({"schedule": {"frequency": "daily", "hour": "{{hour}}", "minute": "30"}})),
            &["error PT023 /schedule/hour"],
        ),
        (
            "an expression",
            with(
                json!({"filters": [filter("plan", "A"), filter("seats", "B")], "filter_logic": "{{logic}}"}),
            ),
            &["advice PT012 /filter_logic", "error PT023 /filter_logic", "advice PT012 /filters"],
        ),
        (
            "a function",
            with(
                json!({"overrides": [{"field": source("plan"), "function": "<function>", "override": "x"}]}),
            ),
            &["error PT023 /overrides/0/function"],
        ),
        (
            "one sample id in three places",
            with(json!({
                "fields": [{"source": {"model_id": sample, "field": "name"}, "target": "Name"}],
                "target": {"connection_id": sample, "object": "Account"},
                "policies": [sample],
            })),
            &["warning PT023 /fields/0/source/model_id"],
        ),
    ]
}

fn meaning() -> Vec<Case> {
    let one = |override_value: Option<&str>| {
        let mut field = json!({"target": "Origin", "source": {"model_id": NIL, "field": "origin"}});
        if let Some(value) = override_value {
            field["override_value"] = json!(value);
        }
        field
    };
    vec![
        ("no identity", without(&["identities"], json!({})), &["warning PT040 /mode"]),
        (
            "an empty list of identities",
            with(json!({"identities": {"mappings": []}})),
            &["warning PT040 /mode"],
        ),
        (
            "an empty list of identities beside one",
            with(json!({"identities": {"mappings": []}, "identity": identity("Email")})),
            &["advice PT012 /identity", "warning PT042 /identity"],
        ),
        (
            "all fields of a webhook go to `record`",
            without(
                &["identities"],
                json!({"fields": [{"source": source("a"), "target": "record"}, {"source": source("b"), "target": "record"}]}),
            ),
            &[],
        ),
        (
            "a source of all zeros",
            with(json!({"fields": [one(None)]})),
            &["warning PT022 /fields/0/source/model_id"],
        ),
        (
            "a fetched sync, sent back",
            with(json!({
                "id": SYNC, "created_at": "2025-01-31T09:30:00Z", "updated_at": "2025-02-01T09:30:00Z",
                "model_ids": [MODEL], "problems": [],
                "identity": identity("Website"),
                "fields": [
                    {"source": source("name"), "target": "Name"},
                    {"source": source("city"), "target": "City", "override_value": "Berlin"},
                    one(Some("web")),
                ],
                "override_fields": [
                    {"target": "Name", "override_value": "none"},
                    {"target": "LeadSource", "source": source("origin")},
                ],
                "overrides": [{"field": source("plan"), "field_id": MODEL, "function": "IsNull", "override": "free"}],
            })),
            &[
                "advice PT008 /created_at",
                "advice PT051 /fields/1/source",
                "advice PT022 /fields/2/source/model_id",
                "warning PT042 /identity",
                "advice PT012 /identity",
                "advice PT053 /override_fields/0/target",
                "advice PT056 /override_fields/1/source",
                "advice PT086 /overrides/0/field",
            ],
        ),
    ]
}

/// All of them.
pub(crate) fn cases() -> Vec<Case> {
    let groups = [
        misspelled(),
        called_otherwise(),
        wrong_parent(),
        another_tools(),
        wrong_type(),
        to_be_filled_in(),
        meaning(),
    ];
    groups.into_iter().flatten().collect()
}
