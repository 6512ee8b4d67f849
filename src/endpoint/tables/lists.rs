//! The documented lists of values.

use crate::endpoint::functions::FUNCTION_NAMES;
use crate::endpoint::model::{FieldType, Frequency, IdentityFunction, IdentityStrategy, SyncMode};
use crate::schema::tables::{Docs, Values};

/// `mode`. The list endpoint's text names one that is not in it.
pub(crate) static MODES: Values = Values {
    noun: "a sync mode",
    plural: "sync modes",
    name: "mode",
    docs: Docs {
        description: "What a sync does with records. API responses have been seen with other values.",
        source: page!("mode: the values, in the API description"),
    },
    listed: SyncMode::NAMES,
    seen: &["enrich"],
    synonyms: &[
        ("upsert", "updateOrCreate"),
        ("merge", "updateOrCreate"),
        ("createorupdate", "updateOrCreate"),
        ("insert", "create"),
        ("add", "create"),
        ("createonly", "create"),
        ("updateonly", "update"),
        ("mirror", "replace"),
        ("overwrite", "replace"),
        ("full", "replace"),
        ("fullrefresh", "replace"),
        ("truncate", "replace"),
        ("incremental", "append"),
        ("delete", "remove"),
        ("archive", "remove"),
    ],
};

/// What `sync_mode` of a field can be; the first is the default.
pub(crate) static FIELD_MODES: [&str; 2] =
    [SyncMode::UpdateOrCreate.name(), SyncMode::Create.name()];

/// What the same key holds in a bulk sync, which is no mode of a sync.
pub(crate) static BULK_MODES: Values = Values {
    noun: "a mode of bulk syncs",
    plural: "modes of bulk syncs",
    name: "mode of a bulk sync",
    docs: Docs {
        description: "What a bulk sync does with records.",
        source: page!("mode, on the page of Create Bulk Sync"),
    },
    listed: &["replicate"],
    seen: &[],
    synonyms: &[],
};

/// `schedule.frequency`.
pub(crate) static FREQUENCIES: Values = Values {
    noun: "a frequency",
    plural: "frequencies",
    name: "frequency",
    docs: Docs {
        description: "How often a sync runs.",
        source: api!("schedule.frequency: the values"),
    },
    listed: Frequency::NAMES,
    seen: &[],
    synonyms: &[
        ("cron", "custom"),
        ("monthly", "custom"),
        ("yearly", "custom"),
        ("quarterly", "custom"),
        ("realtime", "continuous"),
        ("live", "continuous"),
        ("never", "manual"),
        ("none", "manual"),
        ("ondemand", "manual"),
        ("after", "runafter"),
        ("dbt", "dbtcloud"),
        ("everyhour", "hourly"),
        ("everyday", "daily"),
        ("everyweek", "weekly"),
    ],
};

/// `filters[].field_type`.
pub(crate) static FIELD_TYPES: Values = Values {
    noun: "a field type",
    plural: "field types",
    name: "field_type",
    docs: Docs {
        description: "Whether a filter is about a field of the model or of the target.",
        source: api!("filters[].field_type: the values"),
    },
    listed: FieldType::NAMES,
    seen: &[],
    synonyms: &[("source", "Model"), ("destination", "Target")],
};

/// The functions of filters, conditions, and overrides.
pub(crate) static FILTER_FUNCTIONS: Values = Values {
    noun: "a filter function",
    plural: "filter functions",
    name: "filter_function",
    docs: Docs {
        description: "How a condition compares.",
        source: api!("filters[].function: the values"),
    },
    listed: FUNCTION_NAMES,
    seen: &[],
    synonyms: &[
        ("equals", "Equality"),
        ("equal", "Equality"),
        ("eq", "Equality"),
        ("is", "Equality"),
        ("=", "Equality"),
        ("==", "Equality"),
        ("notequals", "Inequality"),
        ("notequal", "Inequality"),
        ("neq", "Inequality"),
        ("ne", "Inequality"),
        ("!=", "Inequality"),
        ("<>", "Inequality"),
        ("isempty", "IsNull"),
        ("null", "IsNull"),
        ("isnotempty", "IsNotNull"),
        ("notnull", "IsNotNull"),
        ("exists", "IsNotNull"),
        ("istrue", "True"),
        ("isfalse", "False"),
        ("contains", "StringContains"),
        ("doesnotcontain", "StringDoesNotContain"),
        ("notcontains", "StringDoesNotContain"),
        ("startswith", "StringStartsWith"),
        ("endswith", "StringEndsWith"),
        ("oneof", "StringOneOf"),
        ("in", "StringOneOf"),
        ("notoneof", "StringNotOneOf"),
        ("notin", "StringNotOneOf"),
        (">", "GreaterThan"),
        ("gt", "GreaterThan"),
        (">=", "GreaterThanEqual"),
        ("gte", "GreaterThanEqual"),
        ("ge", "GreaterThanEqual"),
        ("greaterthanorequal", "GreaterThanEqual"),
        ("<", "LessThan"),
        ("lt", "LessThan"),
        ("<=", "LessThanEqual"),
        ("lte", "LessThanEqual"),
        ("le", "LessThanEqual"),
        ("lessthanorequal", "LessThanEqual"),
        ("like", "StringLike"),
        ("notlike", "StringNotLike"),
        ("after", "OnOrAfter"),
        ("since", "OnOrAfter"),
        ("before", "OnOrBefore"),
        ("within", "InTheLast"),
    ],
};

/// `identity.function`. An example of the documentation shows one that is not in it.
pub(crate) static IDENTITY_FUNCTIONS: Values = Values {
    noun: "an identity function",
    plural: "identity functions",
    name: "identity_function",
    docs: Docs {
        description: "How the two fields of an identity are compared. The documentation shows another value in an example.",
        source: api!("identity.function: the values"),
    },
    listed: IdentityFunction::NAMES,
    seen: &["Hashed"],
    synonyms: &[
        ("equals", "Equality"),
        ("equal", "Equality"),
        ("=", "Equality"),
        ("==", "Equality"),
        ("exact", "Equality"),
        ("match", "Equality"),
        ("substring", "ISubstring"),
        ("contains", "ISubstring"),
        ("in", "OneOf"),
        ("stringoneof", "OneOf"),
        ("domain", "DomainMatch"),
        ("hostname", "HostnameMatch"),
    ],
};

/// `identities.strategy`.
pub(crate) static STRATEGIES: Values = Values {
    noun: "an identity strategy",
    plural: "identity strategies",
    name: "identity_strategy",
    docs: Docs {
        description: "How several pairs of fields work together: the first pair that matches, or all of them.",
        source: sdk!("identities.strategy: the values"),
    },
    listed: IdentityStrategy::NAMES,
    seen: &[],
    synonyms: &[("all", "and"), ("first", "priority"), ("or", "priority"), ("any", "priority")],
};
