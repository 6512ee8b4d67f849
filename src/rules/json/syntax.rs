use crate::rules::declare_rule;

declare_rule! {
    /// Finds everything that JSON's grammar forbids: a missing or doubled comma, a missing colon,
    /// keys without quotes, single quotes, `True` and `None`, numbers such as `.5`, strings and
    /// brackets that are never closed, text after the end. Reading goes on behind each, so one run
    /// reports them all, and the other rules look at what could be read.
    ///
    /// The endpoint takes JSON; a body that is none is rejected before anything in it is looked at.
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
        summary: "something that JSON's grammar forbids",
    }
}
