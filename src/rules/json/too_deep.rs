use crate::rule::declare_rule;

declare_rule! {
    /// Finds nesting of more than 128 levels. It is reported once; what stands deeper is read as
    /// absent. No sync needs such a depth, and many readers of JSON stop there too.
    JsonTooDeep {
        code: "PT016", name: "json-too-deep", group: Json, severity: Error,
        evidence: Heuristic, fix: None, strict: false,
        summary: "nested deeper than 128 levels",
    }
}
