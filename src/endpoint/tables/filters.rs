//! `filters`, `overrides`, and the conditions of the newer filter format.

use super::lists::{FIELD_TYPES, FILTER_FUNCTIONS};
use super::parts::SOURCE;
use super::{NEW, needs, property};
use crate::schema::tables::{Object, Purpose, Shape};

const FIELD_EXAMPLE: &str =
    r#"[{"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "plan"}]"#;

/// An entry of `filters`.
pub(crate) static FILTER: Object = Object::new(
    "a filter",
    "filter",
    "A condition on a field of the model or of the target.",
    &[
        property("field", Shape::Object(&SOURCE))
            .needed(needs::FIELD)
            .usual()
            .purpose(Purpose::Reference)
            .titled("Field")
            .docs(
                "A model field by name. If it is set, `field_id` is ignored.",
                api!("filters[].field: field or field_id; field_id is then ignored"),
            )
            .docs_since(
                NEW,
                "A model field by name. Ignored if `field_id` is set.",
                sdk!("filters[].field: ignored if field_id is set"),
            )
            .examples(FIELD_EXAMPLE),
        property("field_id", Shape::String)
            .needed(needs::FIELD_ID)
            .purpose(Purpose::FieldId)
            .titled("Field ID")
            .docs(
                "A model field by ID, or a target field by name. Ignored if `field` is set.",
                api!("filters[].field_id: the field, unless field is given"),
            )
            .docs_since(
                NEW,
                "A model field by ID (a UUID), or a target field by the destination's own name.",
                sdk!("filters[].field_id: a UUID for Model, the destination's field for Target"),
            )
            .examples(r#"["Industry"]"#),
        property("field_type", Shape::Enum(&FIELD_TYPES))
            .titled("Field type")
            .docs(
                "Whether the field belongs to the model or to the target.",
                api!("filters[].field_type"),
            )
            .examples(r#"["Model"]"#),
        property("function", Shape::Enum(&FILTER_FUNCTIONS))
            .titled("Function")
            .docs("How the field is compared.", api!("filters[].function: the list of values"))
            .examples(r#"["Equality"]"#)
            .required(),
        property("value", Shape::Any)
            .usual()
            .titled("Value")
            .docs("What the field is compared with.", api!("filters[].value: anything"))
            .examples(r#"["pro"]"#)
            .or_null(),
        property("label", Shape::String)
            .purpose(Purpose::Label)
            .needed(needs::LABEL)
            .titled("Label")
            .docs(
                "The name of the filter in a logic expression.",
                api!("filters[].label: its name in the logic expression"),
            )
            .examples(r#"["A"]"#),
        property("value_field", Shape::Object(&SOURCE))
            .purpose(Purpose::Reference)
            .compared()
            .titled("Value field")
            .docs(
                "A model field to compare with instead of a value. Only for Target filters.",
                sdk!("filters[].value_field: instead of value, Target filters only"),
            )
            .examples(FIELD_EXAMPLE)
            .since(NEW),
    ],
);

/// An entry of `overrides`.
pub(crate) static OVERRIDE: Object = Object::new(
    "an override",
    "override",
    "A model field whose value is replaced if a condition is true.",
    &[
        property("field", Shape::Object(&SOURCE))
            .needed(needs::FIELD)
            .usual()
            .purpose(Purpose::Reference)
            .titled("Field")
            .docs(
                "The model field by name. Ignored if `field_id` is set.",
                api!("overrides[].field: field or field_id"),
            )
            .examples(FIELD_EXAMPLE),
        property("field_id", Shape::String)
            .needed(needs::FIELD_ID)
            .purpose(Purpose::FieldId)
            .titled("Field ID")
            .docs(
                "The model field by ID.",
                api!("overrides[].field_id: takes precedence over field"),
            )
            .examples(r#"["2b7e4d19-8c5a-4f36-91d0-3e6a8b1c7f54"]"#),
        property("function", Shape::Enum(&FILTER_FUNCTIONS))
            .needed(needs::FUNCTION)
            .usual()
            .titled("Function")
            .docs("How the field is compared.", api!("overrides[].function: the list of values"))
            .examples(r#"["IsNull"]"#),
        property("value", Shape::Any)
            .titled("Value")
            .docs(
                "What the field is compared with.",
                api!("overrides[].value: what the condition compares with"),
            )
            .examples(r#"["pro"]"#)
            .or_null(),
        property("override", Shape::Any)
            .usual()
            .titled("Override")
            .docs("What to write instead.", api!("overrides[].override: anything"))
            .examples(r#"["free"]"#)
            .or_null(),
    ],
);

/// A condition of `model_filters`.
pub(crate) static MODEL_CONDITION: Object = Object::new(
    "a condition",
    "model_condition",
    "A condition on a model field.",
    &[
        property("source", Shape::Object(&SOURCE))
            .titled("Source")
            .docs("The model field.", sdk!("model_filters.conditions[].source"))
            .examples(FIELD_EXAMPLE)
            .required(),
        property("function", Shape::Enum(&FILTER_FUNCTIONS))
            .titled("Function")
            .docs("How the field is compared.", sdk!("model_filters.conditions[].function: the list of values"))
            .examples(r#"["Equality"]"#)
            .required(),
        property("value", Shape::Any)
            .usual()
            .titled("Value")
            .docs("What the field is compared with.", sdk!("model_filters.conditions[].value"))
            .examples(r#"["pro"]"#)
            .or_null(),
        property("label", Shape::String)
            .purpose(Purpose::Label)
            .needed(needs::LABEL)
            .titled("Label")
            .docs(
                "The name of the condition in the logic expression.",
                sdk!(
                    "model_filters.conditions[].label: a letter or underscore, then letters, digits, underscores"
                ),
            )
            .examples(r#"["A"]"#),
    ],
);

/// A condition of `target_filters`.
pub(crate) static TARGET_CONDITION: Object = Object::new(
    "a condition",
    "target_condition",
    "A condition on a target field.",
    &[
        property("field", Shape::String)
            .purpose(Purpose::Name)
            .titled("Target field")
            .docs("The target field.", sdk!("target_filters.conditions[].field"))
            .examples(r#"["Industry"]"#)
            .required(),
        property("function", Shape::Enum(&FILTER_FUNCTIONS))
            .titled("Function")
            .docs("How the field is compared.", sdk!("target_filters.conditions[].function: the list of values"))
            .examples(r#"["Equality"]"#)
            .required(),
        property("value", Shape::Any)
            .usual()
            .titled("Value")
            .docs("What the field is compared with.", sdk!("target_filters.conditions[].value"))
            .examples(r#"["Software"]"#)
            .or_null(),
        property("value_source", Shape::Object(&SOURCE))
            .purpose(Purpose::Reference)
            .compared()
            .titled("Value source")
            .docs(
                "A model field to compare with instead of a value.",
                sdk!("target_filters.conditions[].value_source: instead of value"),
            )
            .examples(FIELD_EXAMPLE),
        property("label", Shape::String)
            .purpose(Purpose::Label)
            .needed(needs::LABEL)
            .titled("Label")
            .docs(
                "The name of the condition in the logic expression.",
                sdk!(
                    "target_filters.conditions[].label: a letter or underscore, then letters, digits, underscores"
                ),
            )
            .examples(r#"["A"]"#),
    ],
);

const LOGIC: &str = "How the conditions are combined, using their labels, `and`, `or`, and parentheses. Without it, all conditions need to be true.";

/// `model_filters`.
pub(crate) static MODEL_FILTERS: Object = Object::new(
    "the Model filters",
    "model_filters",
    "Conditions on the rows of the models, and how they are combined.",
    &[
        property("conditions", Shape::List(&Shape::Object(&MODEL_CONDITION)))
            .entries()
            .needed(needs::CONDITIONS)
            .usual()
            .titled("Conditions")
            .docs("The conditions.", sdk!("model_filters.conditions"))
            .examples(r#"[[{"source": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "plan"}, "function": "Equality", "value": "pro"}]]"#),
        property("logic", Shape::String)
            .purpose(Purpose::Expression)
            .titled("Logic")
            .docs(LOGIC, sdk!("model_filters.logic: the grammar; empty means all of them"))
            .examples(r#"["A and (B or C)"]"#),
    ],
);

/// `target_filters`.
pub(crate) static TARGET_FILTERS: Object = Object::new(
    "the Target filters",
    "target_filters",
    "Conditions on the records of the target, and how they are combined.",
    &[
        property("conditions", Shape::List(&Shape::Object(&TARGET_CONDITION)))
            .entries()
            .needed(needs::CONDITIONS)
            .usual()
            .titled("Conditions")
            .docs("The conditions.", sdk!("target_filters.conditions"))
            .examples(r#"[[{"field": "Industry", "function": "IsNotNull"}]]"#),
        property("logic", Shape::String)
            .purpose(Purpose::Expression)
            .titled("Logic")
            .docs(LOGIC, sdk!("target_filters.logic: the grammar; empty means all of them"))
            .examples(r#"["A and B"]"#),
    ],
);
