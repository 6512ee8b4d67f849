use crate::endpoint::tables::{OVERRIDE_FIELD, SOURCE};

use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::schema::Context;
use crate::schema::tables::Property;

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
    let other = property(context, node).and_then(Property::other_way);
    if is_reported_elsewhere(context, node, other) {
        return;
    }
    out.push(
        Draft::value(&INFO, node, format!("`{}` is blank", node.path()))
            .label("expected a name")
            .help(match other {
                Some(other) => format!("remove it; `{other}` is used instead"),
                None => "fill in a name".to_owned(),
            }),
    );
}

/// Whether the rule that wants one of two keys reports it as missing, or the one about IDs reports
/// the whole source.
fn is_reported_elsewhere(context: Context<'_>, node: Node<'_>, other: Option<&str>) -> bool {
    let beside = |key| node.parent().and_then(|parent| parent.get(key));
    other.is_some_and(|other| beside(other).is_none())
        || source(context, node).is_some() && beside("model_id").is_some_and(Node::is_blank)
}

/// Reports a blank string where an ID is expected.
pub(super) fn uuid<'a>(context: Context<'a>, node: Node<'a>, out: &mut Findings<'_>) {
    let source = source(context, node);
    let field = source.and_then(|source| source.get("field")).filter(|field| field.is_blank());
    let draft = match source.zip(field) {
        Some((source, field)) => {
            let path = source.path();
            let what = format!("`{path}` has a blank `model_id` and a blank `field`");
            let help = advice(context, source);
            Draft::value(&INFO, node, what).second(field.span(), "blank too").help(help)
        }
        None => {
            Draft::value(&INFO, node, format!("`{}` should be a UUID, but is blank", node.path()))
                .help(match property(context, node) {
                    None => "fill in the ID, or remove the entry",
                    Some(property) if property.required => "fill in the ID",
                    Some(_) => "fill in the ID, or remove the key if you do not need it",
                })
        }
    };
    out.push(draft.severity(Severity::Error).label("expected a UUID"));
}

fn property<'a>(context: Context<'a>, node: Node<'a>) -> Option<&'static Property> {
    node.key().and_then(|_| context.expected(node)?.property)
}

/// The source that a value is a part of.
fn source<'a>(context: Context<'a>, node: Node<'a>) -> Option<Node<'a>> {
    node.parent().filter(|parent| context.table(*parent).is_some_and(|table| table.is(&SOURCE)))
}

fn advice<'a>(context: Context<'a>, source: Node<'a>) -> &'static str {
    let entry = source.parent();
    let table = entry.and_then(|entry| context.table(entry));
    if entry.is_some_and(|entry| entry.get("override_value").is_some()) {
        "remove it; the fixed value does not need it"
    } else if table.is_some_and(|table| table.is(&OVERRIDE_FIELD)) {
        "replace it with `override_value`, the fixed value"
    } else {
        "fill in the model's ID and the field's name"
    }
}
