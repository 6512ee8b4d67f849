use crate::rules::declare_rule;

declare_rule! {
    /// Finds comments: `//`, `/* */`, and `#`.
    ///
    /// JSON has no comments, and the endpoint accepts JSON. In files that end in `.jsonc`, and
    /// where the settings allow it, `//` and `/* */` are fine.
    ///
    /// # Bad
    /// ```json
    /// {"name": "Accounts", // all of them
    ///  "active": true}
    /// ```
    /// ```text
    /// 1:22: error[PT013]: JSON does not allow comments
    /// ```
    /// # Fixed
    /// ```json
    /// {"name": "Accounts",
    ///  "active": true}
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts",
    ///  "active": true}
    /// ```
    JsonComment {
        code: "PT013", name: "json-comment", group: Json, severity: Error,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0",
        source: "RFC 8259",
        summary: "comment in a JSON file",
    }
}
