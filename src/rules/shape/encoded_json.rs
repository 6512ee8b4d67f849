use crate::finding::{Draft, Findings};
use crate::json::{Node, edits};
use crate::rules::declare_rule;
use crate::schema::tables::Shape;
use crate::schema::{Context, Expected};
use crate::text::{Fix, shown};

declare_rule! {
    /// Finds a string that contains JSON where a plain value is expected: a value that was encoded
    /// twice.
    ///
    /// This happens when a program encodes a value before it builds the body. It is possible that
    /// the text itself is what you want.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account",
    ///   "configuration": {"tags": "[\"a\", \"b\"]"}}}
    /// ```
    /// ```text
    /// 2:29: warning[PT027]: `target.configuration.tags` is a string that contains JSON: `["a", "b"]`
    /// ```
    /// # Fixed
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account",
    ///   "configuration": {"tags": ["a", "b"]}}}
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account",
    ///   "configuration": {"tags": ["a", "b"]}}}
    /// ```
    EncodedJson {
        code: "PT027", name: "encoded-json", group: Shape, severity: Warning,
        evidence: Heuristic, fix: Unsafe, strict: false, since: "0.1.0",
        summary: "string that contains JSON",
    }
}

pub(super) fn report<'a>(context: Context<'a>, node: Node<'a>, out: &mut Findings<'_>) {
    let text = node.text().unwrap_or_default();
    let json = text.trim().to_owned();
    let draft = Draft::value(
        &INFO,
        node,
        format!("`{}` is a string that contains JSON: `{}`", node.path(), shown(&text)),
    )
    .label("double-encoded");
    // This key takes only strings.
    let string_only = matches!(
        context.expected(node),
        Some(Expected { shape: Shape::String, property: Some(_) })
    );
    out.push(if string_only && !json.starts_with('"') {
        draft.help("write plain text instead; `override_value` is always a string")
    } else {
        draft
            .help(format!("write `{}`, without quotes around it", shown(&json)))
            .fix(Fix::unsafe_("remove the quotes around the JSON", edits::replace(node, json)))
    });
}
