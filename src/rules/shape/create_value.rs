use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node, edits, quote};
use crate::rules::declare_rule;
use crate::text::{Fix, shown};

declare_rule! {
    /// Finds a value of `target.create` that is not a string.
    ///
    /// The reference documents `create` as a map from strings to strings.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "create": {"name": "Audience", "account": 4711}}}
    /// ```
    /// ```text
    /// 1:112: error[PT032]: `target.create.account` should be a string, not `4711`
    /// ```
    /// # Fixed
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "create": {"name": "Audience", "account": "4711"}}}
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "create": {"name": "Audience", "account": "4711"}}}
    /// ```
    CreateValueNotString {
        code: "PT032", name: "create-value-not-string", group: Target, severity: Error,
        evidence: Documented, fix: Safe, strict: true, since: "0.1.0",
        source: "Create Sync reference, API version 2025-09-18 (`target.create`)",
        summary: "`create` value that is not a string",
    }
}

pub(super) fn report(node: Node<'_>, out: &mut Findings<'_>) {
    let found = match node.kind() {
        Kind::Array | Kind::Object => node.kind().with_article().to_owned(),
        _ => format!("`{}`", shown(node.raw())),
    };
    let fix = matches!(node.kind(), Kind::Number | Kind::Bool)
        .then(|| Fix::safe("add double quotes", edits::replace(node, quote(node.raw()))));
    out.push(
        Draft::value(&INFO, node, format!("`{}` should be a string, not {found}", node.path()))
            .label("expected a string")
            .help(if fix.is_some() {
                format!("write `{}`; every value of `create` is a string", quote(node.raw()))
            } else {
                "use a string; every value of `create` is one".to_owned()
            })
            .maybe_fix(fix),
    );
}
