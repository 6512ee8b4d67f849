//! The JSON Schema of the configuration, for editors that know TOML. Draft 7, since that is what
//! all of them read.

use serde_json::{Map, Value, json};

use super::keys::{Key, Kind, LEVELS, table, text, top};
use crate::rules::rules;
use crate::schema::ApiVersion;
use crate::schema::publish::closed_object;

/// The published schema of `polytomic-lint.toml`.
pub fn schema() -> &'static str {
    include_str!("../../schema/config.schema.json")
}

/// The schema as the declarations have it; [`schema`] is its copy in the package.
#[doc(hidden)]
pub fn generate() -> String {
    let mut out = Map::new();
    out.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
    out.insert("$id".into(), "urn:polytomic-lint:config".into());
    out.insert("title".into(), "polytomic-lint.toml".into());
    out.insert("description".into(), "The configuration of polytomic-lint.".into());
    out.extend(object(top()));
    out.insert("definitions".into(), definitions());
    format!("{:#}\n", Value::Object(out))
}

fn object(keys: impl Iterator<Item = &'static Key> + Clone) -> Map<String, Value> {
    let properties: Map<String, Value> =
        keys.clone().map(|key| (key.name.to_owned(), property(key))).collect();
    let required: Vec<&str> = keys.filter(|key| key.required).map(|key| key.name).collect();
    closed_object(properties, &required)
}

fn property(key: &Key) -> Value {
    let texts = || json!({"type": "array", "items": {"type": "string", "minLength": 1}});
    let refers = |name: &str| json!({"allOf": [{"$ref": format!("#/definitions/{name}")}]});
    let mut value = match key.kind {
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Version => {
            let known: Vec<_> =
                ApiVersion::ALL.iter().map(|version| version.as_str()).chain(["latest"]).collect();
            json!({"type": "string", "enum": known})
        }
        Kind::Choice(choices) => {
            let names: Vec<_> = choices.iter().map(|choice| choice.name).collect();
            json!({"type": "string", "enum": names})
        }
        Kind::Text | Kind::Pointer => json!({"type": "string"}),
        Kind::Path => json!({"type": "string", "minLength": 1}),
        Kind::Texts | Kind::Globs | Kind::Paths => texts(),
        Kind::Rules => json!({"type": "array", "items": refers("rule")}),
        Kind::Rule => refers("rule"),
        Kind::Levels => refers("levels"),
        Kind::Tables(keys) => json!({"type": "array", "items": object(table(key.name, keys))}),
    };
    value["description"] = text(key).description.into();
    value
}

/// Rules, groups and their levels.
fn definitions() -> Value {
    let level = |description: String| json!({"description": description, "allOf": [{"$ref": "#/definitions/level"}]});
    let mut levels = Map::new();
    let mut names: Vec<&str> = Vec::new();
    for info in rules() {
        let group = info.group.name();
        if !names.contains(&group) {
            names.push(group);
            levels.insert(group.to_owned(), level(format!("Every rule of the group {group}.")));
        }
    }
    for info in rules() {
        for (name, other) in [(info.code, info.name), (info.name, info.code)] {
            names.push(name);
            let description = format!("{other}: {} ({}).", info.summary, info.severity);
            levels.insert(name.to_owned(), level(description));
        }
    }
    json!({
        "level": {
            "description": "The level of a rule.",
            "type": "string",
            "enum": LEVELS,
        },
        "rule": {
            "description": "A rule, by code or name, or a group.",
            "type": "string",
            "enum": names,
        },
        "levels": {
            "description": "Levels by code, name, or group.",
            "type": "object",
            "properties": levels,
            "additionalProperties": false,
        },
    })
}
