use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::rules::declare_rule;
use crate::schema::ApiVersion;
use crate::schema::tables::Property;

declare_rule! {
    /// Finds a key that only a later API version has.
    ///
    /// The versions are those of the documentation's pages and of the official SDKs.
    ///
    /// API version: 2024-02-08
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"conditions": []}}
    /// ```
    /// ```text
    /// 1:2: warning[PT011]: `model_filters` needs API version 2025-09-18, but this body is checked against 2024-02-08
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts"}
    /// ```
    NewerKeyForVersion {
        code: "PT011", name: "newer-key-for-version", group: Shape, severity: Warning,
        evidence: Documented, fix: None, strict: true, since: "0.1.0",
        source: "Python SDK 25.9.5 and 25.9.8, which brought the keys",
        summary: "key newer than the selected API version",
    }
}

pub(super) fn report(
    value: Node<'_>,
    property: &Property,
    version: ApiVersion,
    out: &mut Findings<'_>,
) {
    let (name, since) = (property.name, property.since);
    out.push(
        Draft::key(&INFO, value, format!("`{name}` needs API version {since}, but this body is checked against {version}"))
            .label("not in that version")
            .help(format!("send the body with `X-Polytomic-Version: {since}` and check it against that version, or remove the key")),
    );
}
