use super::wording::{named, suggest};
use crate::endpoint::Body;
use crate::finding::{Draft, Findings, key_span};
use crate::json::{Member, Node};
use crate::metadata::{CreationProperty, Near, TargetCreation, near};
use crate::rules::declare_rule;
use crate::text::{list, shown};

declare_rule! {
    /// Finds keys and values of `target.create` that do not fit what creating an object takes,
    /// according to a saved response of the API: a key that it does not have, one that is missing (all
    /// are required), a value that is not one of its options, and `create` where the connection cannot
    /// create objects.
    ///
    /// The examples use the saved responses in `examples/metadata`.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "create": {"nme": "Accounts", "account": "act_42"}}}
    /// ```
    /// ```text
    /// 1:81: error[PT142]: unknown key `nme` in `target.create`
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "create": {"name": "Accounts", "account": "act_42"}}}
    /// ```
    CreateProperties {
        code: "PT142", name: "create-properties", group: Metadata, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.10, response type of target objects",
        summary: "`create` with keys or values that creating a target does not accept",
        keys: ["create"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(create) = body.target.as_ref().and_then(|target| target.create.node()) else { return };
    let Some(creation) = body.destination().creation() else { return };
    if creation.supported == Some(false) {
        out.push(
            Draft::key(
                &INFO,
                create,
                format!("`{}` is not supported by this connection", create.path()),
            )
            .label("not supported")
            .help("use `object` to write to an existing object"),
        );
        return;
    }
    // Nothing is known where no property is named.
    if creation.properties.is_empty() || body.is_unreadable(create) {
        return;
    }
    let mut unknown = Vec::new();
    for member in create.members() {
        let name = member.key.text().unwrap_or_default();
        match creation.properties.iter().find(|property| property.id == name) {
            Some(property) => value(body, member.value, property, out),
            None => unknown.push(member),
        }
    }
    let missing: Vec<&CreationProperty> =
        creation.properties.iter().filter(|property| create.get(&property.id).is_none()).collect();
    let renamed = keys(body, &unknown, &missing, creation, out);
    let missing: Vec<_> = missing.into_iter().filter(|it| !renamed.contains(&&*it.id)).collect();
    // PT033 says so of what is empty.
    if missing.is_empty() || create.is_empty() || create.is_partial() {
        return;
    }
    let names: Vec<String> = missing.iter().map(|property| shown(&property.id)).collect();
    let what = missing.iter().map(|property| property.named().to_string()).collect::<Vec<_>>();
    out.push(
        Draft::missing(
            &INFO,
            create,
            format!("`{}` is missing {} (required)", create.path(), list(&names, "and")),
        )
        .label(if names.len() == 1 {
            "a required key is missing"
        } else {
            "required keys are missing"
        })
        .help(format!("add {}", what.join(", ")))
        .subject(names.join(" ")),
    );
}

/// Reports the keys that creating does not take; those that are misspelled are returned by the name
/// that was meant.
fn keys<'p>(
    body: &Body<'_>,
    unknown: &[Member<'_>],
    missing: &[&'p CreationProperty],
    creation: &'p TargetCreation,
    out: &mut Findings<'_>,
) -> Vec<&'p str> {
    let mut renamed = Vec::new();
    let properties = || creation.properties.iter().map(CreationProperty::named);
    for member in unknown {
        let name = member.key.text().unwrap_or_default();
        let draft = Draft::key(
            &INFO,
            member.value,
            format!("unknown key `{}` in `target.create`", shown(&name)),
        )
        .label("expected a property for `create`");
        let near = near(&name, properties(), body.budget());
        let meant = near.iter().find(|near| {
            missing.iter().any(|property| property.id == near.id) && !renamed.contains(&near.id)
        });
        out.push(if let Some(meant) = meant {
            renamed.push(meant.id);
            draft.help(format!("did you mean {meant}?"))
        } else {
            let ids = creation.properties.iter().take(12).map(|property| shown(&property.id));
            draft.help(format!("remove it; the properties are {}", list(ids, "and")))
        });
    }
    renamed
}

fn value(body: &Body<'_>, value: Node<'_>, property: &CreationProperty, out: &mut Findings<'_>) {
    let closed = property.closed != Some(false) && !property.values.is_empty();
    let Some(text) = value.text().filter(|_| closed && !body.is_unreadable(value)) else { return };
    if property.values.iter().any(|choice| choice.value == text) {
        return;
    }
    let draft = Draft::value(
        &INFO,
        value,
        format!("unknown value `{}` for `{}`", shown(&text), value.path()),
    )
    .label("expected an option of this property")
    .second(key_span(value), "this property");
    let near = near(&text, property.values.iter().map(named), body.budget());
    out.push(suggest(draft, &near, "use a value that the property has as an option"));
}

impl CreationProperty {
    /// Its key, and what a person calls it.
    fn named(&self) -> Near<'_> {
        Near::new(&self.id, self.title.as_deref())
    }
}
