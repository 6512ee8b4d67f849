use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::rule::Severity;
use crate::rules::declare_rule;

declare_rule! {
    /// Finds a blank string where something has to be named: the sync's name, the target's object, a
    /// field, an id. In the place of an id it is an error.
    ///
    /// Of a source with neither id nor name that is one finding, and so it is of a target without
    /// anything to write to (PT031).
    ///
    /// Blank labels, logic and clock parts are what real clients send for nothing, and are fine.
    ///
    /// # Bad
    /// ```json
    /// {"name": " "}
    /// ```
    /// ```text
    /// 1:10: warning[PT059]: `name` is blank
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts"}
    /// ```
    BlankString {
        code: "PT059", name: "blank-string", group: Shape, severity: Warning,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        summary: "a blank string where something has to be named",
    }
}

pub(super) fn report(node: Node<'_>, out: &mut Findings<'_>) {
    if is_told_elsewhere(node) {
        return;
    }
    out.push(
        Draft::value(&INFO, node, format!("`{}` is blank", node.path()))
            .label("nothing in it")
            .help(match node.key().and_then(Node::text).as_deref() {
                Some("object") => "leave it out: `create` names what is written to",
                Some("field_id") => "leave it out: `field` names the field",
                _ => "write a name",
            }),
    );
}

/// A target that names nothing to write to is told by its own rule, and a source without an id and
/// a name at the place of the id.
fn is_told_elsewhere(node: Node<'_>) -> bool {
    let is = |key| node.key().is_some_and(|it| it.is_text(key));
    let beside = |key| node.parent().and_then(|parent| parent.get(key));
    is("object") && beside("create").is_none()
        || is("field") && beside("model_id").is_some_and(Node::is_blank)
}

/// A blank string in the place of an id.
pub(super) fn uuid(node: Node<'_>, out: &mut Findings<'_>) {
    let source = node.parent().filter(|_| node.key().is_some_and(|key| key.is_text("model_id")));
    let field = source.and_then(|source| source.get("field")).filter(|field| field.is_blank());
    let at_target = node.parent().and_then(Node::key).is_some_and(|key| key.is_text("target"));
    let draft = match source.zip(field) {
        Some((source, field)) => {
            let path = source.path();
            let what = format!("`{path}` names nothing: its `model_id` and its `field` are blank");
            Draft::value(&INFO, node, what).second(field.span(), "nor in this").help(advice(source))
        }
        None => Draft::value(
            &INFO,
            node,
            format!("`{}` is blank, where a UUID is expected", node.path()),
        )
        .help(match (node.key().and_then(Node::text).as_deref(), at_target) {
            (None, _) => "write the id, or take it out of the list",
            (Some("model_id"), _) | (Some("connection_id"), true) => "write the id",
            _ => "write the id, or leave the key out if it is not needed",
        }),
    };
    out.push(draft.severity(Severity::Error).label("nothing in it"));
}

/// What to do about a source that names nothing.
fn advice(source: Node<'_>) -> &'static str {
    let entry = source.parent();
    let list = entry.and_then(Node::parent).and_then(Node::key);
    if entry.is_some_and(|entry| entry.get("override_value").is_some()) {
        "drop it; the fixed value stands without it"
    } else if list.is_some_and(|key| key.is_text("override_fields")) {
        "write `override_value`, the fixed value, in place of it"
    } else {
        "write the model's id and the name of its field"
    }
}
