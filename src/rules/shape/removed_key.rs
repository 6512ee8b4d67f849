use crate::finding::{Draft, Findings};
use crate::json::{Node, edits};
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds `enricher`, which early 2024's SDKs and pages had and none has since.
    ///
    /// Whether the API still looks at it is not documented.
    ///
    /// # Bad
    /// ```json
    /// {"enricher": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"}}
    /// ```
    /// ```text
    /// 1:2: warning[PT009]: `enricher` is no longer a key of a sync
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
        summary: "`enricher`, which the API no longer documents",
    }
}

pub(super) fn report(value: Node<'_>, out: &mut Findings<'_>) {
    out.push(
        Draft::key(&INFO, value, "`enricher` is no longer a key of a sync")
            .label("gone since 2024")
            .help("set up enrichment on the model instead, and drop it here")
            .fix(Fix::unsafe_("drop it", edits::remove(value))),
    );
}
