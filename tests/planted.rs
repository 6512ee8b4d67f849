//! Three defects in a clean body: every one is told in one run, and nothing else is. Some of them
//! are wherever others are looked for: misspelled keys, wrong containers, values of the wrong case.

use std::collections::BTreeMap;

use polytomic_lint::{Linter, Severity, Source};
use serde_json::{Value, json};

const TEXTS: usize = 4_000;

fn bodies() -> [Value; 2] {
    let source =
        |field: &str| json!({"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": field});
    let target = json!({
        "connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "Account",
        "configuration": {"format": "csv"},
    });
    let newer = json!({
        "name": "Accounts", "mode": "update", "active": false, "sync_all_records": true,
        "fields": [{"source": source("plan"), "target": "Plan", "sync_mode": "create"}],
        "override_fields": [{"target": "Origin", "override_value": "crm"}],
        "identities": {"mappings": [{"source": source("email"), "target": "Email", "function": "Equality"}]},
        "schedule": {"frequency": "weekly", "day_of_week": "monday", "hour": "6", "minute": "30"},
        "target": target,
        "model_filters": {"logic": "A AND B", "conditions": [
            {"source": source("plan"), "function": "StringOneOf", "value": ["a", "b"], "label": "A"},
            {"source": source("seats"), "function": "Between", "value": [1, 5], "label": "B"}]},
        "target_filters": {"conditions": [{"field": "Stage", "function": "Equality", "value": "open"}]},
        "policies": ["7d0f6c1e-2a5b-4b7e-9a64-3c8e1f5d2b90"],
    });
    let older = json!({
        "name": "Accounts", "mode": "updateOrCreate", "only_enrich_updates": false,
        "fields": [
            {"source": source("plan"), "target": "Plan"},
            {"source": source("seats"), "target": "Seats", "new": true}],
        "identity": {"source": source("email"), "target": "Email", "function": "DomainMatch"},
        "schedule": {"frequency": "runafter", "run_after": {"sync_ids": ["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"]}, "run_after_success_only": true},
        "target": target,
        "filters": [{"field": source("plan"), "field_type": "Model", "function": "Inequality", "value": "x", "label": "A"}],
        "filter_logic": "A",
        "overrides": [{"field": source("seats"), "function": "IsNull", "override": 0}],
    });
    [newer, older]
}

/// Something that is planted at a place: the steps to the value, whose key may be misspelled.
#[derive(Clone)]
struct Defect {
    path: Vec<String>,
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    /// Another value.
    Value(Value),
    /// Another key for the value.
    Key(String),
    /// A key that does not exist, in an object.
    Extra,
}

fn at<'v>(body: &'v mut Value, path: &[String]) -> Option<&'v mut Value> {
    path.iter().try_fold(body, |value, step| match value {
        Value::Object(object) => object.get_mut(step),
        Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
        _ => None,
    })
}

fn plant(body: &mut Value, defect: &Defect) {
    match &defect.kind {
        Kind::Value(value) => {
            // What was planted inside before stays.
            let old = at(body, &defect.path).expect("the place is there");
            let new = match (value, old.take()) {
                (Value::String(how), old) if how == "WRAP" => json!([old]),
                (Value::String(how), Value::Array(mut items)) if how == "UNWRAP" => items.remove(0),
                (Value::String(how), Value::Object(object)) if how == "INNER" => {
                    object.into_iter().map(|(_, list)| list).next().expect("a list in it")
                }
                (Value::String(how), Value::Object(object)) if how == "LONE" => {
                    let list = object.into_iter().map(|(_, list)| list).next();
                    list.and_then(|mut list| Some(list.as_array_mut()?.remove(0))).expect("an item")
                }
                (value, _) => value.clone(),
            };
            *old = new;
        }
        Kind::Key(key) => {
            let (last, owner) = defect.path.split_last().expect("a key");
            let owner = at(body, owner).and_then(Value::as_object_mut).expect("an object");
            let value = owner.remove(last).expect("the key is there");
            owner.insert(key.clone(), value);
        }
        Kind::Extra => {
            let owner = at(body, &defect.path).and_then(Value::as_object_mut);
            owner.expect("an object").insert("zzzzqq".to_owned(), json!(1));
        }
    }
}

/// A key as it may be misspelled: in another case, or with two letters in the wrong order.
fn misspelled(key: &str) -> Vec<String> {
    let mut out = vec![key.to_uppercase()];
    if key.contains('_') {
        let mut parts = key.split('_');
        let first = parts.next().unwrap_or_default().to_owned();
        let upper = |part: &str| part[..1].to_uppercase() + &part[1..];
        out.push(parts.fold(first, |camel, part| camel + &upper(part)));
    }
    let mut letters: Vec<char> = key.chars().collect();
    if let Some(place) =
        (1..letters.len().saturating_sub(1)).find(|i| letters[*i] != letters[i + 1])
    {
        letters.swap(place, place + 1);
        out.push(letters.into_iter().collect());
    }
    out
}

/// Every defect that may be planted in a value and in what is in it.
fn defects(value: &Value, path: &[String], out: &mut Vec<Defect>) {
    let mut add = |kind| out.push(Defect { path: path.to_vec(), kind });
    let key = path.iter().rev().find(|step| step.parse::<usize>().is_err());
    let key = key.map_or("", String::as_str);
    let is_item = path.last().is_some_and(|step| step.parse::<usize>().is_ok());
    if !path.is_empty()
        && !is_item
        && path[0] != "configuration"
        && !path.contains(&"configuration".to_owned())
    {
        misspelled(key).into_iter().for_each(|other| add(Kind::Key(other)));
    }
    let free = path.contains(&"configuration".to_owned()) || matches!(key, "value" | "override");
    match value {
        _ if free => {}
        Value::Bool(value) => add(Kind::Value(json!(value.to_string()))),
        Value::String(text) => match key {
            "mode" | "function" | "frequency" | "field_type" => {
                add(Kind::Value(json!(text.to_uppercase())));
            }
            "model_id" | "connection_id" | "sync_ids" | "policies" => {
                add(Kind::Value(json!(text[1..])));
            }
            "hour" | "minute" => {
                add(Kind::Value(json!("75")));
                add(Kind::Value(json!(75)));
                add(Kind::Value(json!(5)));
            }
            "day_of_week" => add(Kind::Value(json!("mnday"))),
            "name" | "target" | "object" => add(Kind::Value(json!(" "))),
            "logic" | "filter_logic" => add(Kind::Value(json!(format!("{text} AND")))),
            "override_value" => add(Kind::Value(json!(7))),
            _ => {}
        },
        Value::Array(items) => {
            if items.len() == 1 && items[0].is_object() {
                add(Kind::Value(json!("UNWRAP")));
            }
            for (index, item) in items.iter().enumerate() {
                let path: Vec<_> = path.iter().cloned().chain([index.to_string()]).collect();
                defects(item, &path, out);
            }
        }
        Value::Object(object) => {
            add(Kind::Extra);
            match key {
                "schedule" | "target" | "identity" | "source" | "field" if !is_item => {
                    add(Kind::Value(json!("WRAP")));
                }
                // With an expression, that would be lost.
                "model_filters" | "target_filters" | "identities" if object.len() == 1 => {
                    add(Kind::Value(json!("INNER")));
                    add(Kind::Value(json!("LONE")));
                }
                _ => {}
            }
            for (key, inner) in object {
                let path: Vec<_> = path.iter().cloned().chain([key.clone()]).collect();
                defects(inner, &path, out);
            }
        }
        Value::Null | Value::Number(_) => {}
    }
}

/// What is told of a text: how often each rule, for errors and warnings.
fn reported(linter: &Linter, text: &str) -> BTreeMap<&'static str, usize> {
    let report = linter.lint(&Source::new("a.sync.json", text));
    let mut out = BTreeMap::new();
    for finding in report.findings().iter().filter(|it| it.severity > Severity::Advice) {
        *out.entry(finding.code).or_default() += 1;
    }
    out
}

/// Whether a defect takes away what another is about: the only key of an object, or its array.
fn takes_key(outer: &Defect, inner: &Defect) -> bool {
    let is_inner = |how: &str| how == "INNER" || how == "LONE";
    let is_inner = matches!(&outer.kind, Kind::Value(Value::String(how)) if is_inner(how));
    let is_key = matches!(&inner.kind, Kind::Key(_))
        || matches!(&inner.kind, Kind::Value(Value::String(how)) if how == "UNWRAP");
    let directly = inner.path.len() == outer.path.len() + 1;
    is_inner && is_key && directly && inner.path.starts_with(&outer.path)
}

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

#[test]
fn one_defect_is_one_finding() {
    let linter = Linter::default();
    let mut wrong = Vec::new();
    for body in bodies() {
        assert_eq!(reported(&linter, &body.to_string()), BTreeMap::new());
        let mut all = Vec::new();
        defects(&body, &[], &mut all);
        for defect in &all {
            let mut broken = body.clone();
            plant(&mut broken, defect);
            let reported = reported(&linter, &broken.to_string());
            if reported.values().sum::<usize>() != 1 {
                wrong.push(format!("{reported:?} {} in {broken}", defect.path.join("/")));
            }
        }
        assert!(all.len() > 100, "{}", all.len());
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn three_defects_are_all_reported_and_nothing_else_is() {
    let linter = Linter::default();
    let mut random = Random(20_250_918);
    let (mut hidden, mut added) = (Vec::new(), Vec::new());
    let choices = bodies().map(|body| {
        let mut all = Vec::new();
        defects(&body, &[], &mut all);
        (body, all)
    });
    for _ in 0..TEXTS {
        let (body, all) = &choices[random.below(choices.len())];
        let mut chosen: Vec<Defect> = Vec::new();
        // The first is somewhere, the others prefer what is around it or inside of it.
        for _ in 0..60 {
            let next = &all[random.below(all.len())];
            let near = chosen.first().is_none_or(|first: &Defect| {
                first.path.starts_with(&next.path) || next.path.starts_with(&first.path)
            });
            let apart = chosen.iter().all(|other| {
                other.path != next.path && !takes_key(other, next) && !takes_key(next, other)
            });
            if apart && chosen.len() < 3 && (near || random.below(20) == 0) {
                chosen.push(next.clone());
            }
        }
        chosen.sort_by_key(|defect| std::cmp::Reverse(defect.path.len()));
        let (mut broken, mut expected) = (body.clone(), BTreeMap::new());
        for defect in &chosen {
            let mut alone = body.clone();
            plant(&mut alone, defect);
            for (code, count) in reported(&linter, &alone.to_string()) {
                *expected.entry(code).or_insert(0) += count;
            }
            plant(&mut broken, defect);
        }
        let mut text = broken.to_string();
        if random.below(4) == 0 {
            text = format!("[{body}, {text}]");
            *expected.entry("PT003").or_insert(0) += 1;
        }
        let reported = reported(&linter, &text);
        let count = |of: &BTreeMap<_, usize>, code| of.get(code).copied().unwrap_or_default();
        if expected.keys().any(|code| count(&reported, code) < count(&expected, code)) {
            hidden.push(format!("{expected:?} but {reported:?}\n  {text}"));
        }
        if reported.keys().any(|code| count(&reported, code) > count(&expected, code)) {
            added.push(format!("{expected:?} but {reported:?}\n  {text}"));
        }
    }
    assert!(
        hidden.is_empty() && added.is_empty(),
        "of {TEXTS} texts {} hide a defect and {} tell a consequence:\n{}\n\n{}",
        hidden.len(),
        added.len(),
        hidden[..hidden.len().min(20)].join("\n"),
        added[..added.len().min(20)].join("\n"),
    );
}
