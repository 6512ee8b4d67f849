use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node, edits, quote};
use crate::rules::declare_rule;
use crate::text::{Fix, shown};

declare_rule! {
    /// Finds a value under `target.create` that is not a string.
    ///
    /// The reference documents `create` as a map from strings to strings.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "create": {"name": "Audience", "account": 4711}}}
    /// ```
    /// ```text
    /// 1:112: error[PT032]: `target.create.account` is `4711`; the values of `create` are strings
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
        summary: "a value under `create` that is not a string",
    }
}

pub(super) fn report(node: Node<'_>, out: &mut Findings<'_>) {
    let found = match node.kind() {
        Kind::Array | Kind::Object => node.kind().with_article().to_owned(),
        _ => format!("`{}`", shown(node.raw())),
    };
    let fix = matches!(node.kind(), Kind::Number | Kind::Bool)
        .then(|| Fix::safe("put it in quotes", edits::replace(node, quote(node.raw()))));
    out.push(
        Draft::value(
            &INFO,
            node,
            format!("`{}` is {found}; the values of `create` are strings", node.path()),
        )
        .label("not a string")
        .help(if fix.is_some() {
            format!("write `{}`", quote(node.raw()))
        } else {
            "write a string".to_owned()
        })
        .maybe_fix(fix),
    );
}
