//! The documented body of Create Sync, as tables: every key at every level, its type, the
//! versions that know it, and where the documentation says so.

mod filters;
mod lists;
mod parts;

use self::filters::{FILTER, OVERRIDE};
use self::lists::MODES;
use self::parts::{FIELD, OVERRIDE_FIELD, SCHEDULE, TARGET};
use super::keys::symbol;
use crate::schema::shape::{Object, Property, Shape, Values};
use crate::version::ApiVersion;

const NEW: ApiVersion = ApiVersion::V2025_09_18;
const PAGE: &str = "Create Sync reference page, body parameter";
const SDK: &str = "docstring of the official SDK for 2025-09-18";
const ANSWER: &str = "Create Sync reference page, response body";

/// A property of the body; its name stands in the list of [`keys`](super::keys).
const fn property(
    name: &'static str,
    shape: Shape,
    description: &'static str,
    source: &'static str,
    examples: &'static str,
) -> Property {
    Property::new(symbol(name), name, shape, description, source, examples)
}

/// Every documented list of values.
pub(crate) static LISTS: [&Values; 6] = [
    &lists::MODES,
    &lists::FREQUENCIES,
    &lists::FIELD_TYPES,
    &lists::FILTER_FUNCTIONS,
    &lists::IDENTITY_FUNCTIONS,
    &lists::STRATEGIES,
];

/// The levels below the top, as people call them, for keys that stand at the wrong one.
pub(crate) static PLACES: [(&str, &Object); 8] = [
    ("in `target`", &TARGET),
    ("in `schedule`", &SCHEDULE),
    ("in `schedule.run_after`", &parts::RUN_AFTER),
    ("in a `source`", &parts::SOURCE),
    ("in an entry of `fields`", &FIELD),
    ("in an entry of `filters`", &FILTER),
    ("in an entry of `overrides`", &OVERRIDE),
    ("in `identities`", &parts::IDENTITIES),
];

/// The whole body.
pub(crate) static SYNC: Object = Object::new(
    "a sync",
    "sync",
    "A model sync: rows of one or more models, written to an object of a destination.",
    &[
        property("name", Shape::String, "What the sync is called in Polytomic.", PAGE, r#"["Accounts to Salesforce"]"#).required(),
        property("mode", Shape::Enum(&MODES), "What the sync does with records: create new ones, update those that exist, both, replace everything, append, remove, or take a snapshot. Which modes a target offers depends on the destination.", PAGE, r#"["updateOrCreate"]"#).required(),
        property("fields", Shape::List(&Shape::Object(&FIELD)), "Which field of a model goes to which field of the target.", PAGE, r#"[[{"source": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"}, "target": "Email"}]]"#).required(),
        property("target", Shape::Object(&TARGET), "Where records are written.", PAGE, r#"[{"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "Account"}]"#).required(),
        property("schedule", Shape::Object(&SCHEDULE), "When the sync runs.", PAGE, r#"[{"frequency": "daily", "hour": "6", "minute": "30"}]"#).required(),
        property("active", Shape::Boolean, "Whether the sync is switched on and runs on its schedule.", PAGE, "[true]"),
        property("identity", Shape::Object(&parts::IDENTITY), "How a record of the model is matched with one of the target.", PAGE, r#"[{"source": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"}, "target": "Email", "function": "Equality"}]"#).deprecated(NEW, "identities"),
        property("identities", Shape::Object(&parts::IDENTITIES), "How records are matched, by one or more pairs of fields.", SDK, r#"[{"mappings": [{"source": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"}, "target": "Email", "function": "Equality"}]}]"#).since(NEW),
        property("override_fields", Shape::List(&Shape::Object(&OVERRIDE_FIELD)), "Target fields that get one fixed value.", PAGE, r#"[[{"target": "LeadSource", "override_value": "Polytomic"}]]"#).or_null(),
        property("filters", Shape::List(&Shape::Object(&FILTER)), "Which records take part, by fields of the model or of the target.", PAGE, r#"[[{"field": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "plan"}, "function": "Equality", "value": "pro", "label": "A"}]]"#).or_null().deprecated(NEW, "model_filters and target_filters"),
        property("filter_logic", Shape::String, "How the Model filters are combined, by their labels.", PAGE, r#"["A AND (B OR C)"]"#).deprecated(NEW, "model_filters.logic"),
        property("model_filters", Shape::Object(&filters::MODEL_FILTERS), "Which rows of the models take part.", SDK, r#"[{"conditions": [{"source": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "plan"}, "function": "Equality", "value": "pro"}]}]"#).since(NEW),
        property("target_filters", Shape::Object(&filters::TARGET_FILTERS), "Which records of the target take part.", SDK, r#"[{"conditions": [{"field": "Industry", "function": "IsNotNull"}]}]"#).since(NEW),
        property("overrides", Shape::List(&Shape::Object(&OVERRIDE)), "Values of the model that are replaced where a condition holds.", PAGE, r#"[[{"field": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "plan"}, "function": "IsNull", "override": "free"}]]"#).or_null(),
        property("encryption_passphrase", Shape::String, "The passphrase that encrypts the fields marked for it. A secret.", PAGE, r#"["${POLYTOMIC_PASSPHRASE}"]"#).secret(),
        property("only_enrich_updates", Shape::Boolean, "For enriched models; its name and its documented description disagree on what it limits.", PAGE, "[false]"),
        property("organization_id", Shape::Uuid, "The organization that owns the sync; what it means depends on the kind of API key.", PAGE, r#"["0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a47"]"#).or_null(),
        property("policies", Shape::List(&Shape::Uuid), "Ids of permission policies.", PAGE, r#"[["3e7b9d15-4c2a-4f86-b0e1-7d5a9c3f2b68"]]"#).or_null(),
        property("skip_initial_backfill", Shape::Boolean, "Whether the first run leaves out what is there already.", PAGE, "[false]"),
        property("sync_all_records", Shape::Boolean, "Whether every run sends all records, not only changed ones.", PAGE, "[false]"),
        property("id", Shape::Any, "The sync's id.", ANSWER, r#"["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"]"#).read_only(),
        property("created_at", Shape::Any, "When the sync was made.", ANSWER, r#"["2025-01-31T09:30:00Z"]"#).read_only(),
        property("created_by", Shape::Any, "Who made it.", ANSWER, r#"[{"type": "user"}]"#).read_only(),
        property("updated_at", Shape::Any, "When it was last changed.", ANSWER, r#"["2025-01-31T09:30:00Z"]"#).read_only(),
        property("updated_by", Shape::Any, "Who changed it last.", ANSWER, r#"[{"type": "user"}]"#).read_only(),
        property("model_ids", Shape::Any, "The models it reads.", ANSWER, r#"[["6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"]]"#).read_only(),
        property("problems", Shape::Any, "What no longer resolves in a saved sync.", "docstring of the official SDK for 2025-09-18, answers", "[[]]").read_only(),
        property("$schema", Shape::String, "The schema an editor checks this file with; not part of the documented body.", "a convention of editors", r#"["./create-sync.schema.json"]"#),
    ],
);
