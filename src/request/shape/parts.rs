//! `fields`, `identity`, `target`, `schedule`.

use super::lists::{FREQUENCIES, IDENTITY_FUNCTIONS, STRATEGIES};
use super::{NEW, PAGE, SDK, property};
use crate::schema::shape::{Object, Shape};

/// A model's field, by model and name.
pub(crate) static SOURCE: Object = Object::new(
    "a source",
    "source",
    "A field of a model, named by the model's id and the field's name.",
    &[
        property(
            "model_id",
            Shape::Uuid,
            "The model.",
            PAGE,
            r#"["6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"]"#,
        )
        .required(),
        property("field", Shape::String, "The name of the field.", PAGE, r#"["email"]"#).required(),
    ],
);

/// An entry of `fields`.
pub(crate) static FIELD: Object = Object::new(
    "a field mapping",
    "field",
    "One field of the target and where its value comes from.",
    &[
        property(
            "source",
            Shape::Object(&SOURCE),
            "The model's field to read.",
            PAGE,
            r#"[{"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"}]"#,
        ),
        property("target", Shape::String, "The id of the target's field.", PAGE, r#"["Email"]"#)
            .required(),
        property(
            "override_value",
            Shape::String,
            "A fixed value; the source is then not used.",
            PAGE,
            r#"["Polytomic"]"#,
        ),
        property(
            "new",
            Shape::Boolean,
            "Whether to create the field in the target; not every destination can.",
            PAGE,
            "[false]",
        ),
        property(
            "sync_mode",
            Shape::String,
            "The mode of this field alone: `updateOrCreate`, or `create` to write only where nothing is.",
            PAGE,
            r#"["create"]"#,
        ),
        property(
            "encryption_enabled",
            Shape::Boolean,
            "Whether the value is encrypted on its way.",
            PAGE,
            "[false]",
        ),
    ],
);

/// An entry of `override_fields`.
pub(crate) static OVERRIDE_FIELD: Object = Object::new(
    "an override field",
    "override_field",
    "A target field that gets one fixed value.",
    &[
        property(
            "target",
            Shape::String,
            "The id of the target's field.",
            PAGE,
            r#"["LeadSource"]"#,
        )
        .required(),
        property("override_value", Shape::String, "The value.", PAGE, r#"["Polytomic"]"#),
        property(
            "source",
            Shape::Object(&SOURCE),
            "Not for override fields: an entry with a source is a field mapping.",
            SDK,
            r#"[{"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"}]"#,
        )
        .deprecated(NEW, "an entry of fields"),
        property(
            "new",
            Shape::Boolean,
            "Whether to create the field in the target; not every destination can.",
            PAGE,
            "[false]",
        ),
        property(
            "sync_mode",
            Shape::String,
            "The mode of this field alone: `updateOrCreate`, or `create` to write only where nothing is.",
            PAGE,
            r#"["create"]"#,
        ),
        property(
            "encryption_enabled",
            Shape::Boolean,
            "Ignored for override fields since 2025-09-18.",
            SDK,
            "[false]",
        )
        .deprecated(NEW, "an entry of fields"),
    ],
);

/// `identity`, and an entry of `identities.mappings`.
pub(crate) static IDENTITY: Object = Object::new(
    "an identity",
    "identity",
    "A pair of fields by which records are matched.",
    &[
        property(
            "source",
            Shape::Object(&SOURCE),
            "The model's field.",
            PAGE,
            r#"[{"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"}]"#,
        )
        .required(),
        property("target", Shape::String, "The target's field.", PAGE, r#"["Email"]"#).required(),
        property(
            "function",
            Shape::Enum(&IDENTITY_FUNCTIONS),
            "How the two are compared.",
            PAGE,
            r#"["Equality"]"#,
        )
        .required(),
        property(
            "new_field",
            Shape::Boolean,
            "Whether to create the target's field; not every destination can.",
            PAGE,
            "[false]",
        ),
        property(
            "remote_field_type_id",
            Shape::String,
            "The type of that new field.",
            PAGE,
            r#"["string"]"#,
        )
        .or_null(),
    ],
);

/// `identities`.
pub(crate) static IDENTITIES: Object = Object::new(
    "a set of identities",
    "identities",
    "Pairs of fields by which records are matched, and how they work together.",
    &[
        property(
            "mappings",
            Shape::List(&Shape::Object(&IDENTITY)),
            "The pairs.",
            SDK,
            r#"[[{"source": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"}, "target": "Email", "function": "Equality"}]]"#,
        ),
        property(
            "strategy",
            Shape::Enum(&STRATEGIES),
            "With more than one pair: the first that matches, or all of them.",
            SDK,
            r#"["priority"]"#,
        ),
    ],
);

/// `target`.
pub(crate) static TARGET: Object = Object::new(
    "a target",
    "target",
    "A connection, and the object in it that is written to or created.",
    &[
        property(
            "connection_id",
            Shape::Uuid,
            "The connection.",
            PAGE,
            r#"["5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35"]"#,
        )
        .required(),
        property(
            "object",
            Shape::String,
            "The object to write to; not together with `create`.",
            PAGE,
            r#"["Account"]"#,
        ),
        property(
            "create",
            Shape::Strings,
            "Properties of a new object to create; not together with `object`.",
            PAGE,
            r#"[{"name": "analytics.accounts"}]"#,
        ),
        property(
            "configuration",
            Shape::Free,
            "Options of this kind of destination.",
            PAGE,
            r#"[{"format": "csv"}]"#,
        ),
        property(
            "new_name",
            Shape::String,
            "The name of a new target, in the old way of creating one.",
            PAGE,
            r#"["New audience"]"#,
        ),
        property(
            "filter_logic",
            Shape::String,
            "How the Target filters are combined, by their labels.",
            PAGE,
            r#"["A AND B"]"#,
        )
        .deprecated(NEW, "target_filters.logic"),
        property(
            "search_values",
            Shape::Free,
            "Internal state that the API derives from the object.",
            PAGE,
            r#"[{"table": "accounts"}]"#,
        ),
    ],
);

/// `schedule.run_after`.
pub(crate) static RUN_AFTER: Object = Object::new(
    "a list of what to wait for",
    "run_after",
    "The syncs whose end starts this one.",
    &[
        property(
            "sync_ids",
            Shape::List(&Shape::Uuid),
            "Model syncs.",
            PAGE,
            r#"[["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"]]"#,
        ),
        property(
            "bulk_sync_ids",
            Shape::List(&Shape::Uuid),
            "Bulk syncs.",
            PAGE,
            r#"[["1f6d3b8e-92c4-4a57-b1e0-6c8a4d2f9b73"]]"#,
        ),
    ],
);

/// `schedule`.
pub(crate) static SCHEDULE: Object = Object::new(
    "a schedule",
    "schedule",
    "How often the sync runs, and when. Times are in UTC.",
    &[
        property("frequency", Shape::Enum(&FREQUENCIES), "How often.", PAGE, r#"["daily"]"#),
        property("minute", Shape::String, "Minute of the hour, as a string.", PAGE, r#"["30"]"#)
            .or_null(),
        property("hour", Shape::String, "Hour of the day in UTC, as a string.", PAGE, r#"["6"]"#)
            .or_null(),
        property("day_of_month", Shape::String, "Day of the month, as a string.", PAGE, r#"["1"]"#)
            .or_null(),
        property("month", Shape::String, "Month, as a string.", PAGE, r#"["1"]"#).or_null(),
        property(
            "day_of_week",
            Shape::String,
            "Day of the week, as a string.",
            PAGE,
            r#"["monday"]"#,
        )
        .or_null(),
        property(
            "connection_id",
            Shape::Uuid,
            "The dbt Cloud connection, for `dbtcloud`.",
            PAGE,
            r#"["7a3c9e51-6d2b-4f84-9b07-5e1d8c4a2f60"]"#,
        ),
        property("job_id", Shape::Integer, "The dbt Cloud job, for `dbtcloud`.", PAGE, "[42]")
            .or_null(),
        property(
            "run_after",
            Shape::Object(&RUN_AFTER),
            "What the sync waits for, for `runafter`.",
            PAGE,
            r#"[{"sync_ids": ["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"]}]"#,
        ),
        property(
            "run_after_success_only",
            Shape::Boolean,
            "Whether only a successful run starts this one.",
            PAGE,
            "[true]",
        )
        .or_null(),
    ],
);
