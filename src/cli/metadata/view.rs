//! The list of responses, for people and for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::Entry;
use super::uses::Wanted;
use crate::report::text::printable;
use crate::text::shown;

/// A script: what there is in comments, then the commands, a line each.
pub(super) fn human(entries: &[Entry]) -> String {
    let mut out = String::new();
    for entry in entries {
        let (indent, what) = match &entry.wanted {
            Wanted::Objects { connection: id } => {
                let _ = writeln!(out, "# connection {id}");
                ("  ", "objects".to_owned())
            }
            Wanted::Fields { object, .. } => ("  ", format!("object {}", shown(object))),
            Wanted::Model { id } => ("", format!("model {id}")),
        };
        let _ = writeln!(out, "# {indent}{}: {}", printable(&what), state(entry));
    }
    let commands: Vec<&str> = entries.iter().filter_map(|it| it.command.as_deref()).collect();
    for command in commands {
        let _ = writeln!(out, "{command}");
    }
    out
}

fn state(entry: &Entry) -> String {
    let Some((file, days)) = &entry.saved else { return "missing".to_owned() };
    let file = printable(file);
    match days {
        Some(..=0) => format!("{} in {file}, from today", entry.state()),
        Some(1) => format!("{} in {file}, 1 day old", entry.state()),
        Some(days) => format!("{} in {file}, {days} days old", entry.state()),
        None => format!("{} in {file}", entry.state()),
    }
}

/// One document; version 1 only ever grows.
pub(super) fn json(entries: &[Entry]) -> String {
    let one = |entry: &Entry| {
        let mut value = match &entry.wanted {
            Wanted::Objects { connection } => {
                json!({"kind": "target_objects", "connection_id": connection})
            }
            Wanted::Fields { connection, object } => {
                json!({"kind": "target_fields", "connection_id": connection, "object": object})
            }
            Wanted::Model { id } => json!({"kind": "model", "model_id": id}),
        };
        let saved = entry.saved.as_ref();
        value["state"] = entry.state().into();
        value["file"] = saved.map(|(file, _)| file.as_str()).into();
        value["days"] = saved.and_then(|(_, days)| *days).into();
        value["command"] = entry.command.as_deref().into();
        value["bodies"] = entry.bodies.iter().map(String::as_str).collect::<Vec<_>>().into();
        value
    };
    let responses: Vec<Value> = entries.iter().map(one).collect();
    format!("{:#}\n", json!({"version": 1, "responses": responses}))
}
