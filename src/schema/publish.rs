//! The published schemas, made of the tables.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::tables::{Object, Property, Shape, Values};
use crate::schema::ApiVersion;

/// What a UUID looks like; in addition to `format`, which validators treat differently.
const UUID: &str = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";

/// The JSON Schema (draft 2020-12) of a body under a version.
pub(crate) fn schema(root: &'static Object, version: ApiVersion) -> Value {
    let mut definitions = BTreeMap::new();
    let body = object(root, version, &mut definitions);
    let mut out = Map::new();
    out.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    out.insert("$id".into(), format!("urn:polytomic-lint:create-sync:{version}").into());
    out.extend(body);
    let title = format!("Polytomic Create Sync request, API version {version}");
    out.insert("title".into(), title.into());
    out.insert("$comment".into(), "Create Sync reference page: POST /api/syncs".into());
    out.insert("examples".into(), json!([example()]));
    out.insert("$defs".into(), definitions.into_iter().collect::<Map<_, _>>().into());
    Value::Object(out)
}

fn example() -> Value {
    json!({
        "name": "Accounts to Salesforce",
        "mode": "create",
        "fields": [{
            "source": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "name"},
            "target": "Name",
        }],
        "target": {"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "Account"},
        "schedule": {"frequency": "manual"},
    })
}

type Definitions = BTreeMap<String, Value>;

fn object(
    shape: &'static Object,
    version: ApiVersion,
    definitions: &mut Definitions,
) -> Map<String, Value> {
    let known: Vec<&Property> = shape.known(version).collect();
    let required: Vec<&str> = known.iter().filter(|p| p.required).map(|p| p.name).collect();
    let properties: Map<String, Value> =
        known.iter().map(|p| (p.name.to_owned(), property(p, version, definitions))).collect();
    let mut out = closed_object(properties, &required);
    out.insert("title".into(), title(shape.noun).into());
    out.insert("description".into(), shape.description.into());
    out
}

/// An object with these properties and no others.
pub(crate) fn closed_object(
    properties: Map<String, Value>,
    required: &[&str],
) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("type".into(), "object".into());
    if !required.is_empty() {
        out.insert("required".into(), json!(required));
    }
    out.insert("properties".into(), properties.into());
    out.insert("additionalProperties".into(), false.into());
    out
}

/// What people call one thing, as a heading: "a sync mode" is "Sync mode".
fn title(noun: &str) -> String {
    let name = noun.split_once(' ').map_or(noun, |(_, name)| name);
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

fn property(property: &Property, version: ApiVersion, definitions: &mut Definitions) -> Value {
    let docs = property.docs_in(version);
    let mut out = Map::new();
    out.insert("title".into(), property.title.into());
    out.insert("description".into(), docs.description.into());
    out.extend(shape(property.shape, property.null, version, definitions));
    if property.read_only {
        out.insert("readOnly".into(), true.into());
    }
    if let Some(instead) = property.replacement(version) {
        out.insert("deprecated".into(), true.into());
        let text = format!("{} Deprecated: use {instead}.", docs.description);
        out.insert("description".into(), text.into());
    }
    out.insert("$comment".into(), docs.source.into());
    let examples: Value = serde_json::from_str(property.examples).unwrap_or_default();
    out.insert("examples".into(), examples);
    Value::Object(out)
}

fn shape(
    shape: Shape,
    null: bool,
    version: ApiVersion,
    definitions: &mut Definitions,
) -> Map<String, Value> {
    let kind = |name: &str| if null { json!([name, "null"]) } else { json!(name) };
    let value = match shape {
        Shape::Any => json!({}),
        Shape::String => json!({"type": kind("string")}),
        Shape::Uuid => json!({"type": kind("string"), "format": "uuid", "pattern": UUID}),
        Shape::Boolean => json!({"type": kind("boolean")}),
        Shape::Integer => json!({"type": kind("integer")}),
        Shape::Strings => {
            json!({"type": kind("object"), "additionalProperties": {"type": "string"}})
        }
        Shape::Free => json!({"type": kind("object")}),
        Shape::List(item) => {
            json!({"type": kind("array"), "items": self::shape(*item, false, version, definitions)})
        }
        Shape::Enum(values) => {
            define(values.name, definitions, |_| enumeration(values));
            json!({"$ref": format!("#/$defs/{}", values.name)})
        }
        Shape::Object(inner) => {
            define(inner.name, definitions, |definitions| {
                Value::Object(object(inner, version, definitions))
            });
            json!({"$ref": format!("#/$defs/{}", inner.name)})
        }
    };
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn enumeration(values: &Values) -> Value {
    json!({
        "title": title(values.noun),
        "description": values.docs.description,
        "$comment": values.docs.source,
        "type": "string",
        "enum": values.listed,
        "examples": [values.listed[0]],
    })
}

fn define(name: &str, definitions: &mut Definitions, make: impl FnOnce(&mut Definitions) -> Value) {
    if !definitions.contains_key(name) {
        let value = make(definitions);
        definitions.insert(name.to_owned(), value);
    }
}
