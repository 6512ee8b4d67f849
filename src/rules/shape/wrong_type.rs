use super::type_advice::advice;
use crate::endpoint::tables::IDENTITY;
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node};
use crate::rules::declare_rule;
use crate::schema::tables::Shape;
use crate::schema::{ApiVersion, Context, Expected};
use crate::text::shown;

declare_rule! {
    /// Finds a value of the wrong JSON type: a number where a string is expected (times in a
    /// schedule are strings), `"true"` for `true`, a single value in place of an array, or an array
    /// in place of an object.
    ///
    /// The types are those of the reference page.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {"frequency": "hourly", "minute": 30}}
    /// ```
    /// ```text
    /// 1:48: error[PT005]: `schedule.minute` should be a string, not the number `30`
    /// ```
    /// # Fixed
    /// ```json
    /// {"schedule": {"frequency": "hourly", "minute": "30"}}
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "hourly", "minute": "30"}}
    /// ```
    WrongType {
        code: "PT005", name: "wrong-type", group: Shape, severity: Error,
        evidence: Documented, fix: Safe, strict: true, since: "0.1.0",
        source: "Create Sync reference, API version 2025-09-18 (types)",
        summary: "value of the wrong JSON type",
    }
}

/// Reports what a value is and what it should be.
pub(crate) fn report<'a>(context: Context<'a>, node: Node<'a>, out: &mut Findings<'_>) {
    let Some(expected) = context.expected(node) else { return };
    if expected.property.is_some_and(|p| matches!(p.shape, Shape::Strings))
        && matches!(expected.shape, Shape::String)
    {
        return super::create_value::report(node, out);
    }
    out.push(draft(context.version, expected, node));
}

/// The finding on a value of another type than the documented one.
pub(super) fn draft(version: ApiVersion, expected: Expected, node: Node<'_>) -> Draft {
    let key = expected.property.map_or("value", |property| property.name);
    let found = match node.kind() {
        Kind::String | Kind::Number | Kind::Bool => {
            format!(
                "the {} `{}`",
                node.kind().with_article().trim_start_matches("a "),
                shown(node.raw())
            )
        }
        kind => kind.with_article().to_owned(),
    };
    let wanted = expected.shape.noun();
    let whole = node.kind() == Kind::Number && matches!(expected.shape, Shape::Integer);
    let message = if whole {
        format!("`{}` should be {wanted}, not `{}`", node.path(), shown(node.raw()))
    } else {
        format!("`{}` should be {wanted}, not {found}", node.path())
    };
    let (help, fix) = match list_of_identities(version, expected, node) {
        Some(help) => (Some(help.to_owned()), None),
        None => match advice(key, expected, node) {
            (Some(help), fix) if fix.is_some() && may_be_identities(version, expected, node) => {
                let or = "or use `identities` with the array as its `mappings`";
                (Some(format!("{help}, {or}")), fix)
            }
            advice => advice,
        },
    };
    let mut draft =
        Draft::value(&INFO, node, message).label(format!("expected {wanted}")).maybe_fix(fix);
    draft.help = help.map(Into::into);
    draft
}

/// What to do with an array of several identities: where they are documented, there is a key for it.
pub(super) fn list_of_identities(
    version: ApiVersion,
    expected: Expected,
    node: Node<'_>,
) -> Option<&'static str> {
    let several = node.elements().nth(1).is_some();
    (several && may_be_identities(version, expected, node)).then_some(
        "use `identities` with the array as its `mappings`; `\"strategy\": \"priority\"` uses the \
         first one that matches, and `\"strategy\": \"and\"` requires all of them",
    )
}

/// Whether an array under `identity` could be what `identities` maps.
fn may_be_identities(version: ApiVersion, expected: Expected, node: Node<'_>) -> bool {
    let is_identity = expected.property.is_some_and(|property| property.holds(&IDENTITY));
    let taken = || node.parent().is_some_and(|parent| parent.get("identities").is_some());
    let known = version >= ApiVersion::V2025_09_18;
    known && is_identity && node.kind() == Kind::Array && !taken()
}
