use crate::rules::declare_rule;

declare_rule! {
    /// Finds syntax errors in JSON: a missing or extra comma, a missing colon, keys without quotes,
    /// single quotes, `True` and `None`, numbers such as `.5`, unclosed strings and brackets, text
    /// after the end. Parsing continues after each one, so a single run reports them all, and the
    /// other rules check whatever could be parsed.
    ///
    /// The endpoint accepts JSON; a body that is not JSON is rejected before the API looks at its
    /// contents.
    ///
    /// # Bad
    /// ```json
    /// {"name": 'Accounts' "active": True}
    /// ```
    /// ```text
    /// 1:10: error[PT001]: `Accounts` is in single quotes
    /// 1:31: error[PT001]: `True` is written `true` in JSON
    /// ```
    /// # Fixed
    /// ```json
    /// {"name": "Accounts", "active": true}
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts", "active": true}
    /// ```
    JsonSyntax {
        code: "PT001", name: "json-syntax", group: Json, severity: Error,
        evidence: Documented, fix: Both, strict: false, since: "0.1.0",
        always_on: true,
        source: "RFC 8259",
        summary: "JSON syntax error",
    }
}
