use std::collections::BTreeMap;

use crate::endpoint::Marks;
use crate::endpoint::needs::{is_error_without, is_warning_without};
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node, NodeId, edits};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::schema::Context;
use crate::schema::tables::{Property, Shape};
use crate::text::Fix;

declare_rule! {
    /// Finds `null` where the documented type does not allow it. It is an error if the body has an
    /// error without the key: for a required key, or for the `run_after` of frequency `runafter`.
    ///
    /// The reference page documents `null` for a few keys only. Whether the API accepts it
    /// elsewhere is not documented; leaving the key out means the same and is safe.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account", "configuration": null}}
    /// ```
    /// ```text
    /// 1:108: warning[PT006]: `target.configuration` should be an object, not `null`
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
        also: [(Error, "if the body has an error without the key")],
        source: "Create Sync reference, API version 2025-09-18 (types)",
        summary: "`null` where the documented type does not allow it",
    }
}

/// Reports a null that is not documented; one that can be left out is kept in `nulls`.
pub(crate) fn report<'a>(
    context: Context<'a>,
    node: Node<'a>,
    marks: &mut Marks,
    nulls: &mut Vec<Node<'a>>,
    out: &mut Findings<'_>,
) {
    let Some(expected) = context.expected(node) else { return };
    if expected.property.is_some_and(|p| matches!(p.shape, Shape::Strings))
        && matches!(expected.shape, Shape::String)
    {
        return super::create_value::report(node, out);
    }
    let needed = expected.property.filter(|property| is_needed(context, node, property, marks));
    let wanted = expected.shape.noun();
    let message = format!("`{}` should be {wanted}, not `null`", node.path());
    let draft = Draft::value(&INFO, node, message);
    let wanted = match expected.shape {
        Shape::Enum(values) => format!("use {}, in quotes", values.some()),
        shape => format!("use {}", shape.with_article()),
    };
    if let Some(property) = needed {
        let label =
            if property.required { "this key is required" } else { "a value is needed here" };
        out.push(draft.severity(Severity::Error).label(label).help(wanted));
    } else if expected.property.is_some_and(|property| is_missed(node, property, marks)) {
        out.push(draft.label("a value is needed here").help(wanted));
    } else {
        nulls.push(node);
    }
}

/// Reports the nulls that can be left out: each by itself while they are few.
pub(super) fn spare(context: Context<'_>, nulls: &[Node<'_>], out: &mut Findings<'_>) {
    const FEW: usize = 3;
    const SHOWN: usize = 7;
    let mut parents: BTreeMap<NodeId, Vec<Node<'_>>> = BTreeMap::new();
    for node in nulls {
        parents.entry(node.parent().map_or(node.id(), Node::id)).or_default().push(*node);
    }
    if let (true, Some(first)) = (nulls.len() > FEW, nulls.first()) {
        let edits = parents.values().flat_map(|values| edits::remove_all(values)).collect();
        let count = nulls.len();
        let draft = Draft::value(
            &INFO,
            *first,
            format!("{count} values are `null` where that is not documented"),
        )
        .label("`null` is not documented here")
        .help("remove the keys; leaving them out means the same")
        .subject("null")
        .fix(Fix::safe(format!("remove the {count} keys"), edits));
        let others = nulls.iter().skip(1).take(SHOWN);
        return out.push(others.fold(draft, |draft, node| draft.second(node.span(), "and here")));
    }
    for node in nulls {
        let Some(expected) = context.expected(*node) else { continue };
        let (help, title) = match node.key() {
            Some(_) => ("remove the key; leaving it out means the same", "remove the key"),
            None => ("remove the item", "remove the item"),
        };
        let wanted = expected.shape.noun();
        out.push(
            Draft::value(&INFO, *node, format!("`{}` should be {wanted}, not `null`", node.path()))
                .label("`null` is not documented here")
                .help(help)
                .fix(Fix::safe(title, edits::remove(*node))),
        );
    }
}

/// Whether another rule warns where the key is left out.
fn is_missed(node: Node<'_>, property: &Property, marks: &Marks) -> bool {
    let Some(object) = node.parent().filter(|parent| parent.kind() == Kind::Object) else {
        return false;
    };
    is_warning_without(object, property, marks)
}

/// Whether the object has an error without the key that no other rule reports.
fn is_needed<'a>(
    context: Context<'a>,
    node: Node<'a>,
    property: &Property,
    marks: &mut Marks,
) -> bool {
    let object = node.parent().filter(|parent| parent.kind() == Kind::Object);
    let Some(object) = object.filter(|it| context.table(*it).is_some()) else {
        return false;
    };
    property.required
        || !property.need.is_some_and(|need| need.null_too)
            && is_error_without(context, object, property, marks)
}
