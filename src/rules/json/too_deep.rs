use crate::rules::declare_rule;

declare_rule! {
    /// Finds nesting of more than 128 levels. It is reported once; anything deeper is not checked.
    ///
    /// The documentation does not mention a limit. No sync needs such a depth, and many JSON
    /// parsers stop there too.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account", "configuration": {"path": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}}}
    /// ```
    /// ```text
    /// 1:242: error[PT016]: nesting is deeper than 128 levels
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account", "configuration": {"path": [["a"], ["b"]]}}}
    /// ```
    JsonTooDeep {
        code: "PT016", name: "json-too-deep", group: Json, severity: Error,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "nesting deeper than 128 levels",
    }
}
