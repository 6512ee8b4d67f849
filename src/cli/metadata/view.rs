//! The list of responses, for people and for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::Answer;
use super::uses::Wanted;
use crate::report::text::printable;
use crate::text::shown;

/// A script: what there is in comments, then the commands, a line each.
pub(super) fn human(answers: &[Answer]) -> String {
    let mut out = String::new();
    for answer in answers {
        let (indent, what) = match &answer.wanted {
            Wanted::Objects { connection: id } => {
                let _ = writeln!(out, "# connection {id}");
                ("  ", "objects".to_owned())
            }
            Wanted::Fields { object, .. } => ("  ", format!("object {}", shown(object))),
            Wanted::Model { id } => ("", format!("model {id}")),
        };
        let _ = writeln!(out, "# {indent}{}: {}", printable(&what), state(answer));
    }
    let commands: Vec<&str> = answers.iter().filter_map(|it| it.command.as_deref()).collect();
    for command in commands {
        let _ = writeln!(out, "{command}");
    }
    out
}

fn state(answer: &Answer) -> String {
    let Some((file, days)) = &answer.saved else { return "missing".to_owned() };
    let file = printable(file);
    match days {
        Some(..=0) => format!("{} in {file}, from today", answer.state()),
        Some(1) => format!("{} in {file}, 1 day old", answer.state()),
        Some(days) => format!("{} in {file}, {days} days old", answer.state()),
        None => format!("{} in {file}", answer.state()),
    }
}

/// One document; version 1 only ever grows.
pub(super) fn json(answers: &[Answer]) -> String {
    let one = |answer: &Answer| {
        let mut value = match &answer.wanted {
            Wanted::Objects { connection } => {
                json!({"kind": "target_objects", "connection_id": connection})
            }
            Wanted::Fields { connection, object } => {
                json!({"kind": "target_fields", "connection_id": connection, "object": object})
            }
            Wanted::Model { id } => json!({"kind": "model", "model_id": id}),
        };
        let saved = answer.saved.as_ref();
        value["state"] = answer.state().into();
        value["file"] = saved.map(|(file, _)| file.as_str()).into();
        value["days"] = saved.and_then(|(_, days)| *days).into();
        value["command"] = answer.command.as_deref().into();
        value["bodies"] = answer.bodies.iter().map(String::as_str).collect::<Vec<_>>().into();
        value
    };
    let responses: Vec<Value> = answers.iter().map(one).collect();
    format!("{:#}\n", json!({"version": 1, "responses": responses}))
}
