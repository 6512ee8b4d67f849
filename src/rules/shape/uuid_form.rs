use crate::finding::{Draft, Findings};
use crate::json::{Node, edits, quote};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::{Fix, shown};

declare_rule! {
    /// Finds a UUID in a nonstandard form: in braces, as a URN, without hyphens, or (as advice) in
    /// uppercase.
    ///
    /// The documentation shows only one form. It is a guess that the API does not understand the
    /// others.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "{6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90}", "object": "Account"}}
    /// ```
    /// ```text
    /// 1:30: warning[PT021]: `target.connection_id` is a UUID in braces: `{6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90}`
    /// ```
    /// # Fixed
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    UuidForm {
        code: "PT021", name: "uuid-form", group: Shape, severity: Warning,
        evidence: Heuristic, fix: Safe, strict: true, since: "0.1.0",
        also: [(Advice, "for uppercase")],
        summary: "UUID in a nonstandard form",
    }
}

pub(super) fn other(node: Node<'_>, how: &str, canonical: &str, out: &mut Findings<'_>) {
    let text = node.text().unwrap_or_default();
    out.push(
        Draft::value(&INFO, node, format!("`{}` is a UUID {how}: `{}`", node.path(), shown(&text)))
            .label("nonstandard form")
            .help(format!("write `{canonical}`"))
            .fix(Fix::safe("change to the standard form", edits::replace(node, quote(canonical)))),
    );
}

pub(super) fn upper_case(node: Node<'_>, out: &mut Findings<'_>) {
    let lower = node.text().unwrap_or_default().to_lowercase();
    out.push(
        Draft::value(&INFO, node, format!("`{}` is a UUID in uppercase", node.path()))
            .severity(Severity::Advice)
            .label("nonstandard form")
            .help(format!("write `{lower}`; the documentation uses lowercase"))
            .fix(Fix::safe("change to lowercase", edits::replace(node, quote(&lower)))),
    );
}
