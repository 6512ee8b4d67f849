//! The top-level keys of the body.

use super::filters::{FILTER, MODEL_FILTERS, OVERRIDE, TARGET_FILTERS};
use super::lists::MODES;
use super::parts::{FIELD, IDENTITIES, IDENTITY, OVERRIDE_FIELD, SCHEDULE, TARGET};
use super::{NEW, property};
use crate::schema::tables::{Object, Purpose, Removed, Shape};

/// The whole body.
pub(crate) static SYNC: Object = Object::new(
    "a sync",
    "sync",
    "A model sync, which writes rows of one or more models to an object in a destination.",
    &[
        property("name", Shape::String)
            .purpose(Purpose::Name)
            .titled("Name")
            .docs(
                "What the sync is called in Polytomic.",
                page!("name: required, not described"),
            )
            .examples(r#"["Accounts to Salesforce"]"#)
            .required(),
        property("mode", Shape::Enum(&MODES))
            .titled("Mode")
            .docs(
                "What the sync does with records: create new ones, update existing ones, both, replace everything, append, remove, or take a snapshot. The available modes depend on the destination.",
                page!("mode: required, not described; its values are those of the API description"),
            )
            .examples(r#"["updateOrCreate"]"#)
            .required(),
        property("fields", Shape::List(&Shape::Object(&FIELD)))
            .titled("Field mappings")
            .docs(
                "Which model field goes to which target field.",
                page!("fields: what is synced from source to destination"),
            )
            .examples(r#"[[{"source": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"}, "target": "Email"}]]"#)
            .required(),
        property("target", Shape::Object(&TARGET))
            .titled("Target")
            .docs(
                "Where records are written.",
                page!("section on targets: a connection and an object in it"),
            )
            .examples(r#"[{"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "Account"}]"#)
            .required(),
        property("schedule", Shape::Object(&SCHEDULE))
            .titled("Schedule")
            .docs(
                "When the sync runs.",
                page!("schedule: required, not described"),
            )
            .examples(r#"[{"frequency": "daily", "hour": "6", "minute": "30"}]"#)
            .required(),
        property("active", Shape::Boolean)
            .titled("Active")
            .docs(
                "Whether the sync is enabled and runs on its schedule.",
                page!("active: enabled and scheduled"),
            )
            .examples("[true]"),
        property("identity", Shape::Object(&IDENTITY))
            .titled("Identity")
            .docs(
                "How model records are matched with target records.",
                page!("identity: not described"),
            )
            .cited_since(NEW, sdk!("identity: deprecated, see identities"))
            .examples(r#"[{"source": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"}, "target": "Email", "function": "Equality"}]"#)
            .deprecated(NEW, "identities"),
        property("identities", Shape::Object(&IDENTITIES))
            .titled("Identities")
            .docs(
                "How records are matched, using one or more pairs of fields.",
                sdk!("identities: mappings, and the strategy between them"),
            )
            .examples(r#"[{"mappings": [{"source": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"}, "target": "Email", "function": "Equality"}]}]"#)
            .since(NEW),
        property("override_fields", Shape::List(&Shape::Object(&OVERRIDE_FIELD)))
            .titled("Override fields")
            .docs(
                "Target fields that get a fixed value.",
                page!("override_fields: set unconditionally"),
            )
            .examples(r#"[[{"target": "LeadSource", "override_value": "Polytomic"}]]"#)
            .or_null(),
        property("filters", Shape::List(&Shape::Object(&FILTER)))
            .titled("Filters")
            .docs(
                "Which records to sync, based on fields of the model or of the target.",
                page!("filters: applied to the source data"),
            )
            .cited_since(NEW, sdk!("filters: deprecated, see model_filters and target_filters"))
            .examples(r#"[[{"field": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "plan"}, "function": "Equality", "value": "pro", "label": "A"}]]"#)
            .or_null()
            .deprecated(NEW, "model_filters and target_filters"),
        property("filter_logic", Shape::String)
            .purpose(Purpose::Expression)
            .titled("Filter logic")
            .docs(
                "How the filters are combined, using their labels. Filters on the target's own fields use `target.filter_logic`.",
                page!("filter_logic: the expression that combines filters"),
            )
            .docs_since(
                NEW,
                "How the Model filters are combined, using their labels.",
                sdk!("filter_logic: Model filters only; deprecated"),
            )
            .examples(r#"["A AND (B OR C)"]"#)
            .deprecated(NEW, "model_filters.logic"),
        property("model_filters", Shape::Object(&MODEL_FILTERS))
            .titled("Model filters")
            .docs("Which rows of the models to sync.", sdk!("model_filters"))
            .examples(r#"[{"conditions": [{"source": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "plan"}, "function": "Equality", "value": "pro"}]}]"#)
            .since(NEW),
        property("target_filters", Shape::Object(&TARGET_FILTERS))
            .titled("Target filters")
            .docs("Which records of the target to sync.", sdk!("target_filters"))
            .examples(r#"[{"conditions": [{"field": "Industry", "function": "IsNotNull"}]}]"#)
            .since(NEW),
        property("overrides", Shape::List(&Shape::Object(&OVERRIDE)))
            .titled("Overrides")
            .docs(
                "Model values that are replaced if a condition is true.",
                page!("overrides: conditional replacement of values"),
            )
            .examples(r#"[[{"field": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "plan"}, "function": "IsNull", "override": "free"}]]"#)
            .or_null(),
        property("encryption_passphrase", Shape::String)
            .titled("Encryption passphrase")
            .docs(
                "The passphrase for the fields with `encryption_enabled`. A secret.",
                page!("encryption_passphrase: for encrypting the sync data"),
            )
            .examples(r#"["${POLYTOMIC_PASSPHRASE}"]"#)
            .secret(),
        property("only_enrich_updates", Shape::Boolean)
            .titled("Only enrich updates")
            .docs(
                "For enriched models. Its name and its documented description disagree on what it limits.",
                page!("only_enrich_updates: two sentences, on enrichment models and on the base model"),
            )
            .examples("[false]"),
        property("organization_id", Shape::Uuid)
            .titled("Organization ID")
            .docs(
                "The organization that owns the sync. Its meaning depends on the kind of API key.",
                page!("organization_id: read-only with a partner key"),
            )
            .examples(r#"["0d8a4c3e-71f2-4b95-a6d3-2c9e5f1b8a47"]"#)
            .or_null(),
        property("policies", Shape::List(&Shape::Uuid))
            .titled("Policies")
            .docs(
                "IDs of permission policies.",
                page!("policies: not described; permission policies in the API description"),
            )
            .examples(r#"[["3e7b9d15-4c2a-4f86-b0e1-7d5a9c3f2b68"]]"#)
            .or_null(),
        property("skip_initial_backfill", Shape::Boolean)
            .titled("Skip initial backfill")
            .docs(
                "Whether the first run skips existing records.",
                page!("skip_initial_backfill: only what is seen once the sync is enabled"),
            )
            .examples("[false]"),
        property("sync_all_records", Shape::Boolean)
            .titled("Sync all records")
            .docs(
                "Whether every run sends all records instead of only changed ones.",
                page!("sync_all_records: changed since the last run or not"),
            )
            .examples("[false]"),
        property("id", Shape::Any)
            .titled("ID")
            .docs("The ID of the sync.", response!("id"))
            .examples(r#"["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"]"#)
            .read_only(),
        property("created_at", Shape::Any)
            .titled("Created at")
            .docs("When the sync was created.", response!("created_at"))
            .examples(r#"["2025-01-31T09:30:00Z"]"#)
            .read_only(),
        property("created_by", Shape::Any)
            .titled("Created by")
            .docs("Who created it.", response!("created_by"))
            .examples(r#"[{"type": "user"}]"#)
            .read_only(),
        property("updated_at", Shape::Any)
            .titled("Updated at")
            .docs("When it was last changed.", response!("updated_at"))
            .examples(r#"["2025-01-31T09:30:00Z"]"#)
            .read_only(),
        property("updated_by", Shape::Any)
            .titled("Updated by")
            .docs("Who last changed it.", response!("updated_by"))
            .examples(r#"[{"type": "user"}]"#)
            .read_only(),
        property("model_ids", Shape::Any)
            .titled("Model IDs")
            .docs("The models that the sync reads.", response!("model_ids"))
            .examples(r#"[["6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"]]"#)
            .read_only(),
        property("problems", Shape::Any)
            .titled("Problems")
            .docs(
                "References in a saved sync that no longer resolve.",
                sdk!("responses, problems: ignored on input"),
            )
            .examples("[[]]")
            .read_only(),
        property("$schema", Shape::String)
            .purpose(Purpose::SchemaReference)
            .titled("Schema")
            .docs(
                "The schema that an editor uses to check this file. Not part of the documented body.",
                "convention of editors",
            )
            .examples(r#"["./create-sync.schema.json"]"#),
    ],
)
.removed(&[Removed {
    name: "enricher",
    since: "2024",
    instead: "set up enrichment on the model",
}]);
