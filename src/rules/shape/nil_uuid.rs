use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::rule::Severity;
use crate::rules::declare_rule;

declare_rule! {
    /// Finds the nil UUID, which is all zeros.
    ///
    /// API responses use it for "no source" (seen in Polytomic's own tests); it refers to nothing.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "00000000-0000-0000-0000-000000000000", "object": "Account"}}
    /// ```
    /// ```text
    /// 1:30: warning[PT022]: `target.connection_id` is the nil UUID (all zeros)
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    NilUuid {
        code: "PT022", name: "nil-uuid", group: Shape, severity: Warning,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        also: [(Advice, "in a fetched sync")],
        source: "Terraform provider, acceptance tests",
        summary: "nil UUID (all zeros)",
    }
}

pub(super) fn report(node: Node<'_>, fetched: bool, out: &mut Findings<'_>) {
    out.push(
        Draft::value(&INFO, node, format!("`{}` is the nil UUID (all zeros)", node.path()))
            .severity(if fetched { Severity::Advice } else { Severity::Warning })
            .label("refers to nothing")
            .help("use a real ID, or remove what it would refer to"),
    );
}
