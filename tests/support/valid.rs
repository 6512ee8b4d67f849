//! The valid body of the tests, and bodies made from it.
#![allow(dead_code, reason = "not every test needs every part")]

use serde_json::{Map, Value};

/// A body with the required keys alone, and no finding.
pub(crate) const TEXT: &str = include_str!("../bodies/valid.json");
/// The ID of its model.
pub(crate) const MODEL: &str = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25";
/// The ID of its connection.
pub(crate) const CONNECTION: &str = "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35";

/// Its keys and values.
pub(crate) fn members() -> Map<String, Value> {
    serde_json::from_str(TEXT).expect("a JSON object")
}

/// The valid body, with other values for some keys.
pub(crate) fn with(changes: Value) -> Value {
    let Value::Object(changes) = changes else { panic!("an object of changes") };
    let mut body = members();
    body.extend(changes);
    Value::Object(body)
}

/// The text of an object with the required keys that it leaves out at its end, so that places
/// stay.
pub(crate) fn completed(text: &str) -> String {
    completed_by(text, &required(|key| !has_key(text, key)))
}

/// The text of an object with more members at its end.
pub(crate) fn completed_by(text: &str, members: &str) -> String {
    match text.trim_end().strip_suffix('}') {
        Some(body) if !members.is_empty() => {
            let comma = if body.trim_end().ends_with(['{', ',']) { "" } else { ", " };
            format!("{body}{comma}{members}}}")
        }
        _ => text.to_owned(),
    }
}

/// The members of the valid body that are wanted, on one line.
pub(crate) fn required(wanted: impl Fn(&str) -> bool) -> String {
    let text = on_one_line(&members().into_iter().filter(|(key, _)| wanted(key)).collect());
    text[1..text.len() - 1].to_owned()
}

/// Whether a key is at the outermost level: one bracket is open before it.
pub(crate) fn has_key(text: &str, key: &str) -> bool {
    let key = format!("\"{key}\":");
    let (mut counted, mut opened, mut closed) = (0, 0, 0);
    text.match_indices(&key).any(|(at, _)| {
        let more = &text[counted..at];
        opened += more.matches(['{', '[']).count();
        closed += more.matches(['}', ']']).count();
        counted = at;
        opened == 1 + closed
    })
}

/// JSON with a space after commas and colons.
pub(crate) fn on_one_line(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(key, value)| {
                    format!("{}: {}", Value::from(key.as_str()), on_one_line(value))
                })
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(on_one_line).collect();
            format!("[{}]", items.join(", "))
        }
        scalar => scalar.to_string(),
    }
}
