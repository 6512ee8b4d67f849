use crate::rules::declare_rule;

declare_rule! {
    /// Finds numbers that do not fit a 64-bit float: too large, too small, or integers beyond 2^53
    /// that would be rounded.
    ///
    /// Most JSON parsers use 64-bit floats. What the API's parser does is not documented.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account",
    ///   "configuration": {"list": 12345678901234567891}}}
    /// ```
    /// ```text
    /// 2:29: warning[PT018]: the number `12345678901234567891` loses precision: a 64-bit float stores it as `12345678901234567168`
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account",
    ///   "configuration": {"list": "12345678901234567891"}}}
    /// ```
    NumberPrecision {
        code: "PT018", name: "number-precision", group: Json, severity: Warning,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "number that does not fit a 64-bit float",
    }
}
