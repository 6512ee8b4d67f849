//! `filters`, `overrides` and the conditions of the newer shape.

use super::lists::{FIELD_TYPES, FILTER_FUNCTIONS};
use super::parts::SOURCE;
use super::{NEW, PAGE, SDK, property};
use crate::schema::shape::{Object, Shape};

const FIELD_EXAMPLE: &str =
    r#"[{"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "plan"}]"#;

/// An entry of `filters`.
pub(crate) static FILTER: Object = Object::new(
    "a filter",
    "filter",
    "A condition on a field of the model or of the target.",
    &[
        property(
            "field",
            Shape::Object(&SOURCE),
            "A model's field by name; or `field_id`.",
            PAGE,
            FIELD_EXAMPLE,
        ),
        property(
            "field_id",
            Shape::String,
            "A field by id: a UUID for Model, the destination's own name for Target.",
            PAGE,
            r#"["Industry"]"#,
        ),
        property(
            "field_type",
            Shape::Enum(&FIELD_TYPES),
            "Whose field it is.",
            PAGE,
            r#"["Model"]"#,
        ),
        property(
            "function",
            Shape::Enum(&FILTER_FUNCTIONS),
            "How it is compared.",
            PAGE,
            r#"["Equality"]"#,
        )
        .required(),
        property("value", Shape::Any, "What it is compared with.", PAGE, r#"["pro"]"#).or_null(),
        property("label", Shape::String, "Its name in a logic expression.", PAGE, r#"["A"]"#),
        property(
            "value_field",
            Shape::Object(&SOURCE),
            "A model's field to compare a Target filter with, instead of a value.",
            SDK,
            FIELD_EXAMPLE,
        )
        .since(NEW),
    ],
);

/// An entry of `overrides`.
pub(crate) static OVERRIDE: Object = Object::new(
    "an override",
    "override",
    "A value of a model's field that is replaced where a condition holds.",
    &[
        property(
            "field",
            Shape::Object(&SOURCE),
            "The model's field by name; or `field_id`.",
            PAGE,
            FIELD_EXAMPLE,
        ),
        property(
            "field_id",
            Shape::String,
            "The model's field by id.",
            PAGE,
            r#"["2b7e4d19-8c5a-4f36-91d0-3e6a8b1c7f54"]"#,
        ),
        property(
            "function",
            Shape::Enum(&FILTER_FUNCTIONS),
            "How it is compared.",
            PAGE,
            r#"["IsNull"]"#,
        ),
        property("value", Shape::Any, "What it is compared with.", PAGE, r#"["pro"]"#).or_null(),
        property("override", Shape::Any, "What is written instead.", PAGE, r#"["free"]"#).or_null(),
    ],
);

/// A condition of `model_filters`.
pub(crate) static MODEL_CONDITION: Object = Object::new(
    "a condition",
    "model_condition",
    "A condition on a field of a model.",
    &[
        property("source", Shape::Object(&SOURCE), "The model's field.", SDK, FIELD_EXAMPLE)
            .required(),
        property(
            "function",
            Shape::Enum(&FILTER_FUNCTIONS),
            "How it is compared.",
            SDK,
            r#"["Equality"]"#,
        )
        .required(),
        property("value", Shape::Any, "What it is compared with.", SDK, r#"["pro"]"#).or_null(),
        property("label", Shape::String, "Its name in the logic expression.", SDK, r#"["A"]"#),
    ],
);

/// A condition of `target_filters`.
pub(crate) static CONDITION_TARGET: Object = Object::new(
    "a condition",
    "target_condition",
    "A condition on a field of the target.",
    &[
        property("field", Shape::String, "The target's field.", SDK, r#"["Industry"]"#).required(),
        property(
            "function",
            Shape::Enum(&FILTER_FUNCTIONS),
            "How it is compared.",
            SDK,
            r#"["Equality"]"#,
        )
        .required(),
        property("value", Shape::Any, "What it is compared with.", SDK, r#"["Software"]"#)
            .or_null(),
        property(
            "value_source",
            Shape::Object(&SOURCE),
            "A model's field to compare with, instead of a value.",
            SDK,
            FIELD_EXAMPLE,
        ),
        property("label", Shape::String, "Its name in the logic expression.", SDK, r#"["A"]"#),
    ],
);

const LOGIC: &str = "How the conditions are combined, by their labels: `and`, `or`, parentheses. Without it, all of them hold.";

/// `model_filters`.
pub(crate) static MODEL_FILTERS: Object = Object::new(
    "a set of Model filters",
    "model_filters",
    "Conditions on rows of the models, and how they are combined.",
    &[
        property(
            "conditions",
            Shape::List(&Shape::Object(&MODEL_CONDITION)),
            "The conditions.",
            SDK,
            "[[]]",
        ),
        property("logic", Shape::String, LOGIC, SDK, r#"["A and (B or C)"]"#),
    ],
);

/// `target_filters`.
pub(crate) static TARGET_FILTERS: Object = Object::new(
    "a set of Target filters",
    "target_filters",
    "Conditions on records of the target, and how they are combined.",
    &[
        property(
            "conditions",
            Shape::List(&Shape::Object(&CONDITION_TARGET)),
            "The conditions.",
            SDK,
            "[[]]",
        ),
        property("logic", Shape::String, LOGIC, SDK, r#"["A and B"]"#),
    ],
);
