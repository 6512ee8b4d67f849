//! Bodies of this repository, and ways to spoil them, for the property tests.
#![allow(dead_code, reason = "not every test needs every part")]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed};
use serde_json::{Map, Value, json};

/// Bodies that are right, each with other parts of what is documented.
pub(crate) const SEEDS: [&str; 10] = [
    include_str!("../bodies/clean/new-filters.json"),
    include_str!("../bodies/clean/old-filters-with-logic.json"),
    include_str!("../bodies/clean/identities.json"),
    include_str!("../bodies/clean/overrides.json"),
    include_str!("../bodies/clean/target-filter.json"),
    include_str!("../bodies/clean/run-after.json"),
    include_str!("../bodies/clean/dbt-cloud.json"),
    include_str!("../bodies/clean/create-target.json"),
    include_str!("../bodies/clean/encrypted.json"),
    include_str!("../bodies/clean/fetched-and-sent-back.json"),
];

/// The same cases in every run, unless `PROPTEST_RNG_SEED` says otherwise; `PROPTEST_CASES` asks
/// for more of them.
pub(crate) fn config(cases: u32) -> Config {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(0x0070_6f6c_7974_6f6d);
    }
    config
}

/// The bytes of a file; a failing case shows them as text.
#[derive(Clone)]
pub(crate) struct File(pub(crate) Vec<u8>);

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "b\"{}\"", self.0.escape_ascii())
    }
}

/// Files of any kind, most of them near to JSON.
pub(crate) fn file() -> impl Strategy<Value = File> {
    prop_oneof![
        1 => vec(any::<u8>(), 0..200),
        3 => vec(piece(), 0..60).prop_map(|pieces| pieces.concat()),
        4 => broken_text(5),
    ]
    .prop_map(File)
}

/// What JSON is made of, and what people write instead.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    const PIECES: [&[u8]; 79] = [
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b",",
        b"\"",
        b"'",
        b"`",
        b"\\",
        b"\\u",
        b"\\ud83d",
        b"\\ude00",
        b"\\n",
        b"\\\"",
        b"/",
        b"//",
        b"/*",
        b"*/",
        b"#",
        b"\n",
        b"\r\n",
        b"\r",
        b"\t",
        b" ",
        b"true",
        b"false",
        b"null",
        b"True",
        b"None",
        b"NaN",
        b"-Infinity",
        b"1",
        b"-",
        b"+1",
        b"01",
        b".5",
        b"5.",
        b"1e5",
        b"1e400",
        b"0x1F",
        b"12345678901234567891",
        b"\"name\"",
        b"\"mode\": \"create\"",
        b"\"fields\": [",
        b"\"source\"",
        b"\"target\": {",
        b"\"model_id\": \"a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25\"",
        b"\"object\"",
        b"\"create\": {",
        b"\"filter_logic\": \"A AND (B",
        b"\"label\": \"",
        b"\"filters\": [{",
        b"\"function\"",
        b"\"Equality\"",
        b"\"schedule\": {\"frequency\": \"",
        b"name",
        b"=",
        b"=>",
        b";",
        b"...",
        b"\xff",
        b"\xc3",
        b"\xe2\x82",
        b"\xf0\x9f",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\0",
        b"\x0c",
        b"\x7f",
        b"\xe2\x80\x9c",
        b"\xe2\x80\x9d",
        b"\xe2\x80\xae",
        b"\xc2\xa0",
        b"\xe6\x97\xa5",
        b"\xf0\x9f\x98\x80",
        b"> ",
        b"$ curl",
        b"```json",
    ];
    select(PIECES.as_slice()).prop_map(<[u8]>::to_vec)
}

/// One way to spoil a text.
#[derive(Debug, Clone)]
enum Spoil {
    Flip(Index, u8),
    Delete(Index, usize),
    Double(Index, usize),
    Cut(Index),
    Insert(Index, Vec<u8>),
}

fn spoil() -> impl Strategy<Value = Spoil> {
    prop_oneof![
        2 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Spoil::Flip(at, byte)),
        3 => (any::<Index>(), 1..12_usize).prop_map(|(at, length)| Spoil::Delete(at, length)),
        2 => (any::<Index>(), 1..40_usize).prop_map(|(at, length)| Spoil::Double(at, length)),
        1 => any::<Index>().prop_map(Spoil::Cut),
        4 => (any::<Index>(), piece()).prop_map(|(at, junk)| Spoil::Insert(at, junk)),
    ]
}

/// A body of this repository with one mistake of a few bytes.
pub(crate) fn slightly_broken() -> impl Strategy<Value = File> {
    broken_text(2).prop_map(File)
}

/// A body of this repository with less than `most` mistakes of a few bytes.
fn broken_text(most: usize) -> impl Strategy<Value = Vec<u8>> {
    (select(SEEDS.as_slice()), any::<bool>(), vec(spoil(), 0..most)).prop_map(
        |(seed, dense, spoils)| {
            let mut text = if dense { parse(seed).to_string().into_bytes() } else { seed.into() };
            for spoil in spoils {
                let length = text.len().max(1);
                match spoil {
                    Spoil::Flip(at, byte) => text[at.index(length)] = byte,
                    Spoil::Delete(at, count) => {
                        let from = at.index(length);
                        text.drain(from..(from + count).min(text.len()));
                    }
                    Spoil::Double(at, count) => {
                        let from = at.index(length);
                        let part = text[from..(from + count).min(text.len())].to_vec();
                        text.splice(from..from, part);
                    }
                    Spoil::Cut(at) => text.truncate(at.index(length)),
                    Spoil::Insert(at, junk) => {
                        let from = at.index(length);
                        text.splice(from..from, junk);
                    }
                }
                if text.is_empty() {
                    text.push(b' ');
                }
            }
            text
        },
    )
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("a body of this repository is JSON")
}

/// One way to change a value.
#[derive(Debug, Clone)]
enum Change {
    Replace(Index, Value),
    Remove(Index),
    Add(Index, String, Value),
    Repeat(Index),
}

fn change() -> impl Strategy<Value = Change> {
    let key = select(KEYS.as_slice()).prop_map(str::to_owned);
    prop_oneof![
        4 => (any::<Index>(), odd_value()).prop_map(|(at, value)| Change::Replace(at, value)),
        2 => any::<Index>().prop_map(Change::Remove),
        3 => (any::<Index>(), key, odd_value()).prop_map(|(at, key, value)| Change::Add(at, key, value)),
        1 => any::<Index>().prop_map(Change::Repeat),
    ]
}

const KEYS: [&str; 40] = [
    "name",
    "mode",
    "fields",
    "target",
    "schedule",
    "identity",
    "identities",
    "filters",
    "filter_logic",
    "override_fields",
    "overrides",
    "model_filters",
    "target_filters",
    "policies",
    "encryption_passphrase",
    "organization_id",
    "active",
    "enricher",
    "$schema",
    "id",
    "created_at",
    "source",
    "model_id",
    "field",
    "field_id",
    "field_type",
    "function",
    "value",
    "label",
    "override",
    "override_value",
    "new",
    "connection_id",
    "object",
    "create",
    "configuration",
    "run_after",
    "job_id",
    "Frequency",
    "souce",
];

/// Values that stand at some documented place, right there and wrong elsewhere.
fn odd_value() -> impl Strategy<Value = Value> {
    let id = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25";
    select(vec![
        json!(null),
        json!(true),
        json!(0),
        json!(42),
        json!(-1.5),
        json!(1.0),
        json!(1e20),
        json!(""),
        json!(" "),
        json!("x"),
        json!("A AND B"),
        json!("A and (B or"),
        json!("create"),
        json!("upsert"),
        json!("Equality"),
        json!("equality"),
        json!("daily"),
        json!("runafter"),
        json!("Model"),
        json!("Target"),
        json!("priority"),
        json!("30"),
        json!("a\u{0}\u{1b}\u{202e}b"),
        json!("日本語 😀"),
        json!(id),
        json!(id.to_uppercase()),
        json!(id.replace('-', "")),
        json!(format!("{{{id}}}")),
        json!(&id[1..]),
        json!("00000000-0000-0000-0000-000000000000"),
        json!("248df4b7-aa70-47b8-a036-33ac447e668d"),
        json!("<connection id>"),
        json!("${ID}"),
        json!("[1,2]"),
        json!([]),
        json!({}),
        json!([null]),
        json!(["a"]),
        json!([id]),
        json!([id, id]),
        json!({"model_id": id, "field": "plan"}),
        json!({"model_id": id}),
        json!({"name": 1}),
        json!({"frequency": "hourly"}),
        json!({"sync_ids": [id]}),
        json!([{"target": "T"}]),
        json!({"conditions": [], "logic": "A"}),
        json!([[[[1]]]]),
        json!([{"field_id": id, "function": "IsNull", "label": "A"}]),
        json!({"mappings": [{"source": {"model_id": id, "field": "e"}, "target": "E", "function": "Equality"}]}),
    ])
}

/// A body of this repository with some values replaced, taken out and put in.
pub(crate) fn changed_value() -> impl Strategy<Value = Value> {
    (select(SEEDS.as_slice()), vec(change(), 0..4)).prop_map(|(seed, changes)| {
        let mut body = parse(seed);
        for change in changes {
            apply(&mut body, change);
        }
        body
    })
}

fn apply(body: &mut Value, change: Change) {
    let mut places = Vec::new();
    list(body, String::new(), &mut places);
    match change {
        Change::Replace(at, value) => {
            if let Some(place) = body.pointer_mut(&places[at.index(places.len())]) {
                *place = value;
            }
        }
        Change::Remove(at) => {
            let place = places[at.index(places.len())].clone();
            let Some((parent, key)) = place.rsplit_once('/') else { return };
            match body.pointer_mut(parent) {
                Some(Value::Object(map)) => {
                    map.remove(&key.replace("~1", "/").replace("~0", "~"));
                }
                Some(Value::Array(items)) => {
                    if let Ok(index) = key.parse::<usize>() {
                        items.remove(index);
                    }
                }
                _ => {}
            }
        }
        Change::Add(at, key, value) => {
            let objects: Vec<_> = places
                .into_iter()
                .filter(|place| body.pointer(place).is_some_and(Value::is_object))
                .collect();
            if let Some(map) = objects
                .get(at.index(objects.len().max(1)))
                .and_then(|place| body.pointer_mut(place))
                .and_then(Value::as_object_mut)
            {
                map.insert(key, value);
            }
        }
        Change::Repeat(at) => {
            let place = places[at.index(places.len())].clone();
            let value = body.pointer(&place).cloned();
            let parent = place.rsplit_once('/').map_or("", |(parent, _)| parent);
            if let (Some(Value::Array(items)), Some(value)) = (body.pointer_mut(parent), value) {
                items.push(value);
            }
        }
    }
}

/// The pointers of a value and of everything in it.
pub(crate) fn list(value: &Value, place: String, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let key = key.replace('~', "~0").replace('/', "~1");
                list(value, format!("{place}/{key}"), out);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                list(value, format!("{place}/{index}"), out);
            }
        }
        _ => {}
    }
    out.push(place);
}

/// JSON of any kind, shallow.
pub(crate) fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        odd_value(),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_filter_map("finite", |number| {
            serde_json::Number::from_f64(number).map(Value::Number)
        }),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 60, 8, |inner| {
        let key = prop_oneof![any::<String>(), select(KEYS.as_slice()).prop_map(str::to_owned)];
        prop_oneof![
            vec(inner.clone(), 0..8).prop_map(Value::from),
            vec((key, inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// The members of every object in another order: serialized by hand, since a map has its own.
pub(crate) fn reordered(value: &Value, turn: usize) -> String {
    match value {
        Value::Object(map) => {
            let mut members: Vec<String> = map
                .iter()
                .map(|(key, value)| {
                    format!("{}:{}", Value::from(key.as_str()), reordered(value, turn))
                })
                .collect();
            let count = members.len().max(1);
            members.rotate_left(turn % count);
            if turn % 2 == 1 {
                members.reverse();
            }
            format!("{{{}}}", members.join(","))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| reordered(item, turn)).collect();
            format!("[{}]", items.join(","))
        }
        other => other.to_string(),
    }
}
