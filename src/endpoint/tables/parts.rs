//! `fields`, `identity`, `target`, `schedule`.

use super::lists::{FIELD_MODES, FREQUENCIES, IDENTITY_FUNCTIONS, STRATEGIES};
use super::{NEW, needs, property};
use crate::schema::tables::{Object, Purpose, Shape};

/// A model field, by model and name.
pub(crate) static SOURCE: Object = Object::new(
    "a source",
    "source",
    "A model field, identified by the ID of the model and the name of the field.",
    &[
        property("model_id", Shape::Uuid)
            .titled("Model ID")
            .docs("The ID of the model.", api!("source.model_id"))
            .examples(r#"["6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"]"#)
            .required(),
        property("field", Shape::String)
            .purpose(Purpose::Name)
            .titled("Field")
            .docs("The name of the field.", api!("source.field"))
            .examples(r#"["email"]"#)
            .required(),
    ],
);

/// An entry of `fields`.
pub(crate) static FIELD: Object = Object::new(
    "a field mapping",
    "field",
    "A target field and where its value comes from.",
    &[
        property("source", Shape::Object(&SOURCE))
            .usual()
            .purpose(Purpose::Reference)
            .titled("Source")
            .docs("The model field to read.", api!("fields[].source"))
            .examples(r#"[{"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"}]"#),
        property("target", Shape::String)
            .purpose(Purpose::Name)
            .titled("Target field")
            .docs("The ID of the target field.", api!("fields[].target: the ID of the field"))
            .examples(r#"["Email"]"#)
            .required(),
        property("override_value", Shape::String)
            .needed(needs::VALUE)
            .purpose(Purpose::FixedValue)
            .titled("Fixed value")
            .docs(
                "A fixed value; the source is then unused.",
                api!("fields[].override_value: the source is then ignored"),
            )
            .docs_since(
                NEW,
                "A fixed value, written instead of the source's value. An entry without a source is stored as an override field.",
                sdk!("fields[].override_value: without a source it is stored as an override field"),
            )
            .examples(r#"["Polytomic"]"#),
        property("new", Shape::Boolean)
            .titled("Create the field")
            .docs(
                "Whether to create the field in the target. Not every destination supports this.",
                api!("fields[].new: not with every backend"),
            )
            .examples("[false]"),
        property("sync_mode", Shape::String)
            .titled("Sync mode")
            .suggestions(&FIELD_MODES)
            .docs(
                "The mode of this field: `updateOrCreate` to always write it, or `create` to write it only if it is empty.",
                api!("fields[].sync_mode: updateOrCreate, or create if it is empty"),
            )
            .examples(r#"["updateOrCreate", "create"]"#),
        property("encryption_enabled", Shape::Boolean)
            .titled("Encrypted")
            .docs(
                "Whether the value is encrypted in transit.",
                api!("fields[].encryption_enabled: for encryptable fields"),
            )
            .examples("[false]"),
    ],
);

/// An entry of `override_fields`.
pub(crate) static OVERRIDE_FIELD: Object = Object::new(
    "an override field",
    "override_field",
    "A target field that gets a fixed value.",
    &[
        property("target", Shape::String)
            .purpose(Purpose::Name)
            .titled("Target field")
            .docs(
                "The ID of the target field.",
                api!("override_fields[].target: the ID of the field"),
            )
            .cited_since(NEW, sdk!("override_fields[].target"))
            .examples(r#"["LeadSource"]"#)
            .required(),
        property("override_value", Shape::String)
            .needed(needs::OVERRIDE_VALUE).usual()
            .purpose(Purpose::FixedValue)
            .titled("Fixed value")
            .docs(
                "A fixed value; the source is then unused.",
                api!("override_fields[].override_value: the source is then ignored"),
            )
            .docs_since(
                NEW,
                "The value. Required unless there is a source.",
                sdk!("override_fields[].override_value: required unless a source is given"),
            )
            .examples(r#"["Polytomic"]"#),
        property("source", Shape::Object(&SOURCE))
            .needed(needs::SOURCE_OF_OVERRIDE)
            .purpose(Purpose::Reference)
            .titled("Source")
            .docs("A model field to read, as in `fields`.", api!("override_fields[].source"))
            .docs_since(
                NEW,
                "Not for override fields. An entry with a source is stored as a field mapping.",
                sdk!("override_fields[].source: deprecated, stored as a field mapping"),
            )
            .examples(r#"[{"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"}]"#)
            .deprecated(NEW, "an entry of fields"),
        property("new", Shape::Boolean)
            .titled("Create the field")
            .docs(
                "Whether to create the field in the target. Not every destination supports this.",
                api!("override_fields[].new: not with every backend"),
            )
            .cited_since(NEW, sdk!("override_fields[].new"))
            .examples("[false]"),
        property("sync_mode", Shape::String)
            .titled("Sync mode")
            .suggestions(&FIELD_MODES)
            .docs(
                "The mode of this field: `updateOrCreate` to always write it, or `create` to write it only if it is empty.",
                api!("override_fields[].sync_mode: updateOrCreate, or create if it is empty"),
            )
            .cited_since(NEW, sdk!("override_fields[].sync_mode"))
            .examples(r#"["updateOrCreate", "create"]"#),
        property("encryption_enabled", Shape::Boolean)
            .titled("Encrypted")
            .docs(
                "Whether the value is encrypted in transit.",
                api!("override_fields[].encryption_enabled: for encryptable fields"),
            )
            .docs_since(
                NEW,
                "Ignored for override fields.",
                sdk!("override_fields[].encryption_enabled: deprecated, ignored"),
            )
            .examples("[false]")
            .deprecated(NEW, "an entry of fields"),
    ],
);

/// `identity`, and an entry of `identities.mappings`.
pub(crate) static IDENTITY: Object = Object::new(
    "an identity",
    "identity",
    "A pair of fields used to match records.",
    &[
        property("source", Shape::Object(&SOURCE))
            .titled("Source")
            .docs("The model field.", api!("identity.source"))
            .examples(r#"[{"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"}]"#)
            .required(),
        property("target", Shape::String)
            .purpose(Purpose::Name)
            .titled("Target field")
            .docs("The target field.", api!("identity.target"))
            .examples(r#"["Email"]"#)
            .required(),
        property("function", Shape::Enum(&IDENTITY_FUNCTIONS))
            .titled("Function")
            .docs("How the two fields are compared.", api!("identity.function"))
            .examples(r#"["Equality"]"#)
            .required(),
        property("new_field", Shape::Boolean)
            .titled("Create the field")
            .docs(
                "Whether to create the target field. Not every destination supports this.",
                api!("identity.new_field: where the destination can"),
            )
            .examples("[false]"),
        property("remote_field_type_id", Shape::String)
            .purpose(Purpose::TypeName)
            .titled("Field type")
            .docs("The type of the new field.", api!("identity.remote_field_type_id"))
            .examples(r#"["text"]"#)
            .or_null(),
    ],
);

/// `identities`.
pub(crate) static IDENTITIES: Object = Object::new(
    "the identities",
    "identities",
    "Pairs of fields used to match records, and how they work together.",
    &[
        property("mappings", Shape::List(&Shape::Object(&IDENTITY)))
            .entries()
            .required()
            .titled("Mappings")
            .docs("The pairs of fields.", sdk!("identities.mappings: each as identity"))
            .examples(r#"[[{"source": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"}, "target": "Email", "function": "Equality"}]]"#),
        property("strategy", Shape::Enum(&STRATEGIES))
            .needed(needs::STRATEGY)
            .titled("Strategy")
            .docs(
                "How several pairs work together: `priority` uses the first pair that matches, and `and` requires all of them.",
                sdk!("identities.strategy: required with more than one mapping"),
            )
            .examples(r#"["priority"]"#),
    ],
);

/// `target`.
pub(crate) static TARGET: Object = Object::new(
    "a target",
    "target",
    "A connection, and the object in it to write to or to create.",
    &[
        property("connection_id", Shape::Uuid)
            .titled("Connection ID")
            .docs("The ID of the connection.", page!("section on targets: a connection ID"))
            .examples(r#"["5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35"]"#)
            .required(),
        property("object", Shape::String)
            .needed(needs::OBJECT)
            .usual()
            .purpose(Purpose::Name)
            .titled("Object")
            .docs(
                "The object to write to. Cannot be combined with `create`.",
                page!("section on targets: an object ID, omitted if a target is created"),
            )
            .examples(r#"["Account"]"#),
        property("create", Shape::Strings)
            .titled("New object")
            .docs(
                "Properties of a new object to create. Cannot be combined with `object`.",
                page!("section on creating a target: create instead of object"),
            )
            .examples(r#"[{"name": "analytics.accounts"}]"#),
        property("configuration", Shape::Free)
            .titled("Configuration")
            .docs(
                "Options for this kind of destination.",
                page!("section on targets: options for the destination"),
            )
            .examples(r#"[{"format": "csv"}]"#),
        property("new_name", Shape::String)
            .titled("New name")
            .docs(
                "The name of a new target, for the legacy way to create one.",
                api!("target.new_name"),
            )
            .examples(r#"["New audience"]"#),
        property("filter_logic", Shape::String)
            .purpose(Purpose::Expression)
            .titled("Target filter logic")
            .docs(
                "How the Target filters are combined, using their labels.",
                api!("target.filter_logic"),
            )
            .cited_since(NEW, sdk!("target.filter_logic: Target filters only; deprecated"))
            .examples(r#"["A AND B"]"#)
            .deprecated(NEW, "target_filters.logic"),
        property("search_values", Shape::Free)
            .purpose(Purpose::State)
            .titled("Search values")
            .docs(
                "Internal state that the API derives from the object.",
                api!("target.search_values"),
            )
            .examples(r#"[{"table": "accounts"}]"#),
    ],
);

/// `schedule.run_after`.
pub(crate) static RUN_AFTER: Object = Object::new(
    "the run-after settings",
    "run_after",
    "The syncs to wait for; this sync runs when they finish.",
    &[
        property("sync_ids", Shape::List(&Shape::Uuid))
            .needed(needs::SYNC_IDS)
            .usual()
            .titled("Sync IDs")
            .docs("IDs of model syncs.", api!("schedule.run_after.sync_ids"))
            .examples(r#"[["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"]]"#),
        property("bulk_sync_ids", Shape::List(&Shape::Uuid))
            .needed(needs::BULK_SYNC_IDS)
            .titled("Bulk sync IDs")
            .docs("IDs of bulk syncs.", api!("schedule.run_after.bulk_sync_ids"))
            .examples(r#"[["1f6d3b8e-92c4-4a57-b1e0-6c8a4d2f9b73"]]"#),
    ],
);

/// `schedule`.
pub(crate) static SCHEDULE: Object = Object::new(
    "a schedule",
    "schedule",
    "How often and when the sync runs. Times are in UTC.",
    &[
        property("frequency", Shape::Enum(&FREQUENCIES))
            .needed(needs::FREQUENCY)
            .usual()
            .titled("Frequency")
            .docs("How often the sync runs.", api!("schedule.frequency: the list of values"))
            .examples(r#"["daily"]"#),
        property("minute", Shape::String)
            .purpose(Purpose::ClockPart)
            .titled("Minute")
            .suggestions(&["0", "15", "30", "45"])
            .docs(
                "The minute of the hour, as a string.",
                api!("schedule.minute: a string; the ranges are documented for bulk schedules"),
            )
            .examples(r#"["30"]"#)
            .or_null(),
        property("hour", Shape::String)
            .purpose(Purpose::ClockPart)
            .titled("Hour")
            .docs(
                "The hour of the day in UTC, as a string.",
                api!("schedule.hour: a string; the ranges are documented for bulk schedules"),
            )
            .examples(r#"["6"]"#)
            .or_null(),
        property("day_of_month", Shape::String)
            .purpose(Purpose::ClockPart)
            .titled("Day of the month")
            .docs(
                "The day of the month, as a string.",
                api!(
                    "schedule.day_of_month: a string; the ranges are documented for bulk schedules"
                ),
            )
            .examples(r#"["1"]"#)
            .or_null(),
        property("month", Shape::String)
            .purpose(Purpose::ClockPart)
            .titled("Month")
            .docs(
                "The month, as a string.",
                api!("schedule.month: a string; the ranges are documented for bulk schedules"),
            )
            .examples(r#"["1"]"#)
            .or_null(),
        property("day_of_week", Shape::String)
            .purpose(Purpose::ClockPart)
            .titled("Day of the week")
            .suggestions(&[
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
            ])
            .docs("The day of the week, as a string.", api!("schedule.day_of_week: a string"))
            .examples(r#"["monday"]"#)
            .or_null(),
        property("connection_id", Shape::Uuid)
            .titled("dbt Cloud connection")
            .docs(
                "The ID of the dbt Cloud connection, for `dbtcloud`.",
                api!("schedule.connection_id"),
            )
            .examples(r#"["7a3c9e51-6d2b-4f84-9b07-5e1d8c4a2f60"]"#),
        property("job_id", Shape::Integer)
            .titled("dbt Cloud job")
            .docs("The number of the dbt Cloud job, for `dbtcloud`.", api!("schedule.job_id"))
            .examples("[42]")
            .or_null(),
        property("run_after", Shape::Object(&RUN_AFTER))
            .needed(needs::RUN_AFTER)
            .titled("Run after")
            .docs("The syncs to wait for, for `runafter`.", api!("schedule.run_after"))
            .examples(r#"[{"sync_ids": ["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"]}]"#),
        property("run_after_success_only", Shape::Boolean)
            .titled("Only after success")
            .docs(
                "Whether this sync runs only after a successful run.",
                api!("schedule.run_after_success_only"),
            )
            .examples("[true]")
            .or_null(),
    ],
);
