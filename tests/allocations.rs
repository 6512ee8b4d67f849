//! What a clean file allocates: a few lists, and nothing for each item of its arrays.

use allocation_counter::measure;
use polytomic_lint::{Linter, Source};
use serde_json::{Value, json};

#[path = "support/valid.rs"]
mod valid;

/// How often linting a text allocates, once the linter has read one as large.
fn allocations(text: &str) -> u64 {
    let linter = Linter::default();
    let lint = || {
        let report = linter.lint(&Source::new("a.sync.json", text));
        assert!(report.findings().is_empty(), "{:?}", report.findings());
    };
    lint();
    measure(lint).count_total
}

fn array(count: usize, item: impl Fn(usize) -> Value) -> Value {
    (0..count).map(item).collect()
}

fn source(at: usize) -> Value {
    json!({"model_id": valid::MODEL, "field": format!("field_{at}")})
}

fn id(at: usize) -> Value {
    json!(format!("a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a{at:04x}"))
}

/// A body with so many items in each of its arrays.
fn body(count: usize) -> Value {
    let mapping = |at| json!({"source": source(at), "target": format!("T{at}")});
    let identity =
        |at| json!({"source": source(at), "target": format!("I{at}"), "function": "Equality"});
    let filter = |at| json!({"field": source(at), "field_type": "Model", "function": "IsNotNull"});
    let replace =
        |at| json!({"field": source(at), "function": "Equality", "value": "x", "override": "y"});
    let fixed = |at| json!({"target": format!("F{at}"), "override_value": "x"});
    let wait = json!({"sync_ids": array(count, id), "bulk_sync_ids": []});
    valid::with(json!({
        "mode": "updateOrCreate",
        "fields": array(count, mapping),
        "override_fields": array(count, fixed),
        "filters": array(count, filter),
        "overrides": array(count, replace),
        "identities": {"strategy": "and", "mappings": array(count, identity)},
        "policies": array(count, id),
        "schedule": {"frequency": "runafter", "run_after": wait},
    }))
}

/// The same with conditions of the newer format in the place of filters.
fn newer(count: usize) -> Value {
    let condition = |at| json!({"source": source(at), "function": "Equality", "value": "x"});
    let items = json!({"source": source(0), "function": "StringOneOf", "value": array(count, id)});
    let mut conditions = array(count, condition);
    conditions.as_array_mut().expect("an array").push(items);
    let mut body = body(count);
    let body_keys = body.as_object_mut().expect("an object");
    body_keys.remove("filters");
    body_keys.insert("model_filters".to_owned(), json!({"conditions": conditions}));
    body
}

#[test]
fn a_clean_file_allocates_a_few_lists_and_nothing_for_each_item() {
    for make in [body, newer] {
        let of = |count: usize| {
            let body = make(count);
            let pretty = serde_json::to_string_pretty(&body).expect("JSON");
            [body.to_string(), pretty].map(|text| allocations(&text))
        };
        let (some, many) = (of(20), of(2_000));
        // Three lists grow by doubling, which 14,000 more items make them do seven times.
        assert!(some.iter().all(|count| *count < 40), "{some:?}");
        assert!(many.iter().zip(some).all(|(many, some)| *many <= some + 21), "{some:?}, {many:?}");
    }
}
