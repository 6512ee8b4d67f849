use crate::endpoint::Marks;
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node, edits};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::schema::Context;
use crate::schema::tables::{Property, Shape};
use crate::text::Fix;

declare_rule! {
    /// Finds null where the documented type has none. For a key without which the body has an error
    /// that is an error too: a required one, or the `run_after` of frequency `runafter`.
    ///
    /// The reference page documents null for a few keys only. Whether the API takes it elsewhere is
    /// not documented; leaving the key out says the same and is safe.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account", "configuration": null}}
    /// ```
    /// ```text
    /// 1:108: warning[PT006]: `target.configuration` is null, where an object is expected
    /// ```
    /// # Fixed
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    NullNotAllowed {
        code: "PT006", name: "null-not-allowed", group: Shape, severity: Warning,
        evidence: Documented, fix: Safe, strict: true, since: "0.1.0",
        summary: "null where the documented type has none",
    }
}

/// Says that a null is out of place.
pub(crate) fn report<'a>(
    context: Context<'a>,
    node: Node<'a>,
    marks: &mut Marks,
    out: &mut Findings<'_>,
) {
    let Some(expected) = context.expected(node) else { return };
    if expected.property.is_some_and(|p| p.name == "create")
        && matches!(expected.shape, Shape::String)
    {
        return super::create_value::report(node, out);
    }
    let needed = expected.property.filter(|property| is_needed(context, node, property, marks));
    let wanted = expected.shape.with_article();
    let draft =
        Draft::value(&INFO, node, format!("`{}` is null, where {wanted} is expected", node.path()));
    out.push(if let Some(property) = needed {
        let label = if property.required { "a required key" } else { "needed here" };
        draft.severity(Severity::Error).label(label).help(match expected.shape {
            Shape::Enum(values) => format!("write {}, in quotes", values.some()),
            _ => format!("write {wanted}"),
        })
    } else {
        draft
            .label("null is not documented here")
            .help("leave it out: that says the same")
            .fix(Fix::safe("drop it", edits::remove(node)))
    });
}

/// Whether the object has an error without the key. Null is no source, and a rule of its own says
/// what follows from that.
fn is_needed<'a>(
    context: Context<'a>,
    node: Node<'a>,
    property: &Property,
    marks: &mut Marks,
) -> bool {
    let object = node.parent().filter(|parent| parent.kind() == Kind::Object);
    let Some((object, table)) = object.and_then(|it| Some((it, context.table(it)?))) else {
        return false;
    };
    property.required
        || property.name != "source"
            && super::needed::needed(context, object, table, property, marks)
}
