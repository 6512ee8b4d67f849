use crate::finding::{Draft, Findings};
use crate::json::{Node, edits};
use crate::rules::declare_rule;
use crate::schema::tables::Removed;
use crate::text::Fix;

declare_rule! {
    /// Finds `enricher`, which the SDKs and pages of early 2024 had, but none have since.
    ///
    /// Whether the API still uses it is not documented.
    ///
    /// # Bad
    /// ```json
    /// {"enricher": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"}}
    /// ```
    /// ```text
    /// 1:2: warning[PT009]: `enricher` is no longer a documented key
    /// ```
    /// # Fixed
    /// ```json
    /// {}
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts"}
    /// ```
    RemovedKey {
        code: "PT009", name: "removed-key", group: Shape, severity: Warning,
        evidence: Implied, fix: Unsafe, strict: true, since: "0.1.0", tag: Deprecated,
        source: "Node SDK 1.18, request types, which no longer have it",
        summary: "`enricher`, which the API no longer documents",
    }
}

pub(super) fn report(value: Node<'_>, removed: &Removed, out: &mut Findings<'_>) {
    let Removed { name, since, instead } = removed;
    out.push(
        Draft::key(&INFO, value, format!("`{name}` is no longer a documented key"))
            .label(format!("undocumented since {since}"))
            .help(format!("remove it, and {instead} instead"))
            .fix(Fix::unsafe_(format!("remove `{name}`"), edits::remove(value))),
    );
}
