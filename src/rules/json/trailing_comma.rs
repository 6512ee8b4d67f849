use crate::rules::declare_rule;

declare_rule! {
    /// Finds a comma before a closing brace or bracket.
    ///
    /// JSON does not allow it. The documentation's own snippets for this endpoint end with one, so
    /// it often gets in by copying.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account",}}
    /// ```
    /// ```text
    /// 1:89: error[PT014]: trailing comma before the closing brace
    /// ```
    /// # Fixed
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    JsonTrailingComma {
        code: "PT014", name: "json-trailing-comma", group: Json, severity: Error,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0",
        source: "RFC 8259, sections 4 and 5",
        summary: "trailing comma",
    }
}
