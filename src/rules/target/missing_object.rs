use crate::endpoint::tables::needs;
use crate::endpoint::{Body, level_by_responses};
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds a target with neither `object` nor `create`, so that nothing says what to write to. A
    /// blank `object` counts as missing.
    ///
    /// Polytomic's Terraform provider requires one of the two. The reference page's own smallest
    /// body has neither, so the API may accept this.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"}}
    /// ```
    /// ```text
    /// 1:2: warning[PT031]: `target` has neither `object` nor `create`
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    TargetMissingObject {
        code: "PT031", name: "target-missing-object", group: Target, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        also: [(Error, "if a saved response says that the connection has other objects")],
        source: "Terraform provider 3 (`target`)",
        summary: "target with neither `object` nor `create`",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(target) = &body.target else { return };
    let needed = needs::OBJECT.holds(target.node, |key| target.slot(key));
    if !needed || target.object.or_blank().is_present() {
        return unknown_object(body, out);
    }
    let wrong = body.destination().list.map(|list| list.offers_any());
    let Some(severity) = level_by_responses(wrong, INFO.severity) else { return };
    let path = target.node.path();
    let what = match target.object.node() {
        Some(_) => format!("`{path}` has a blank `object` and no `create`"),
        None => format!("`{path}` has neither `object` nor `create`"),
    };
    let draft = Draft::missing(&INFO, target.node, what)
        .severity(severity)
        .label("nothing to write to")
        .help("add `object` to use an existing object, or `create` to create a new one; the documentation's smallest example has neither, so the API may accept this")
        .subject("object create");
    out.push(match target.object.node() {
        Some(blank) => draft
            .second(blank.span(), "this is blank")
            .help("name an existing object, or replace `object` with `create` to create a new one"),
        None => draft,
    });
}

/// An object that the connection does not have, where a saved response lists those that it has.
fn unknown_object(body: &Body<'_>, out: &mut Findings<'_>) {
    let destination = body.destination();
    let object = body.target.as_ref().and_then(|target| target.object.or_blank().node());
    let (Some(list), Some(object)) = (destination.list, object) else { return };
    let text = object.text().unwrap_or_default();
    if destination.knows_object() || list.objects.objects.is_empty() || text.starts_with("__") {
        return;
    }
    let near = list.near(&text, body.budget());
    // A list for all connections may be about another one.
    if !list.is_certain && near.is_empty() {
        return;
    }
    out.push(
        Draft::value(
            &INFO,
            object,
            format!(
                "unknown object `{}` in `{}`",
                shown(&text),
                object.parent().map(|it| it.path()).unwrap_or_default()
            ),
        )
        .severity(Severity::Error)
        .label("expected an object of this connection")
        .help(match near.first() {
            Some(near) => format!("did you mean {near}?"),
            None => "use the ID of an object that the connection has".to_owned(),
        })
        .subject(text.clone()),
    );
}
