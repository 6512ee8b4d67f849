//! Values of filters, made comparable.

use std::fmt::Write as _;

use crate::json::{Kind, Node};

/// A value without layout, escapes, and ways to write a number, so that equal values give equal
/// texts. The order of an array's items does not count.
pub(super) fn canonical(value: Node<'_>) -> String {
    if value.kind() != Kind::Array {
        return flat(value);
    }
    let mut items: Vec<String> = value.elements().map(flat).collect();
    items.sort_unstable();
    format!("[{}]", items.join(","))
}

/// Every node inside in document order, each with what distinguishes it.
fn flat(value: Node<'_>) -> String {
    let mut out = String::new();
    for node in value.tree.nodes_in(value.id()) {
        let _ = match node.kind() {
            Kind::String => write!(out, "{:?}", node.text().unwrap_or_default()),
            Kind::Number => match number(node) {
                Some(number) => write!(out, "{number}"),
                None => write!(out, "{}", node.raw()),
            },
            Kind::Array => write!(out, "[{}:", node.len()),
            Kind::Object => write!(out, "{{{}:", node.len()),
            _ => write!(out, "{}", node.raw()),
        };
        out.push(' ');
    }
    out
}

/// The value of a number.
pub(super) fn number(node: Node<'_>) -> Option<f64> {
    (node.kind() == Kind::Number).then(|| node.raw().parse().ok()).flatten()
}
