use crate::endpoint::tables::SOURCE;
use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::schema::Context;

declare_rule! {
    /// Finds a blank string where a value is needed: the sync's name, the target's object, a field,
    /// an ID. It is an error in place of an ID.
    ///
    /// A source with neither an ID nor a name is reported once, and so is a target with nothing to
    /// write to (PT031).
    ///
    /// Blank labels, logic expressions, and time settings are what real clients send for "none",
    /// and are fine.
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
        also: [(Error, "where a UUID is expected")],
        source: "Terraform provider 3, acceptance tests; Polytomic API demo",
        summary: "blank string where a value is needed",
    }
}

pub(super) fn report<'a>(context: Context<'a>, node: Node<'a>, out: &mut Findings<'_>) {
    if is_reported_elsewhere(context, node) {
        return;
    }
    out.push(
        Draft::value(&INFO, node, format!("`{}` is blank", node.path()))
            .label("expected a name")
            .help(match node.key().and_then(Node::text).as_deref() {
                Some("object") => "remove it; `create` already names what to write to",
                Some("field_id") => "remove it; `field` already names the field",
                _ => "fill in a name",
            }),
    );
}

/// A target with nothing to write to has a rule of its own, and a source with neither an ID nor a
/// name is reported at its ID.
fn is_reported_elsewhere<'a>(context: Context<'a>, node: Node<'a>) -> bool {
    let beside = |key| node.parent().and_then(|parent| parent.get(key));
    let other = context.expected(node).and_then(|expected| expected.property?.other_way());
    other.is_some_and(|other| beside(other).is_none())
        || node.parent().and_then(|parent| context.table(parent)).is_some_and(|it| it.is(&SOURCE))
            && beside("model_id").is_some_and(Node::is_blank)
}

/// A blank string in place of an ID.
pub(super) fn uuid(node: Node<'_>, out: &mut Findings<'_>) {
    let source = node.parent().filter(|_| node.key().is_some_and(|key| key.is_text("model_id")));
    let field = source.and_then(|source| source.get("field")).filter(|field| field.is_blank());
    let at_target = node.parent().and_then(Node::key).is_some_and(|key| key.is_text("target"));
    let draft = match source.zip(field) {
        Some((source, field)) => {
            let path = source.path();
            let what = format!("`{path}` has a blank `model_id` and a blank `field`");
            Draft::value(&INFO, node, what).second(field.span(), "blank too").help(advice(source))
        }
        None => {
            Draft::value(&INFO, node, format!("`{}` should be a UUID, but is blank", node.path()))
                .help(match (node.key().and_then(Node::text).as_deref(), at_target) {
                    (None, _) => "fill in the ID, or remove the entry",
                    (Some("model_id"), _) | (Some("connection_id"), true) => "fill in the ID",
                    _ => "fill in the ID, or remove the key if you do not need it",
                })
        }
    };
    out.push(draft.severity(Severity::Error).label("expected a UUID"));
}

/// What to do about a source that is entirely blank.
fn advice(source: Node<'_>) -> &'static str {
    let entry = source.parent();
    let list = entry.and_then(Node::parent).and_then(Node::key);
    if entry.is_some_and(|entry| entry.get("override_value").is_some()) {
        "remove it; the fixed value does not need it"
    } else if list.is_some_and(|key| key.is_text("override_fields")) {
        "replace it with `override_value`, the fixed value"
    } else {
        "fill in the model's ID and the field's name"
    }
}
