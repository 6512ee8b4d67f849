use crate::finding::{Draft, shown};
use crate::fix::Fix;
use crate::json::{Kind, Node};
use crate::rule::{Findings, declare_rule};
use crate::source::Span;

declare_rule! {
    /// Finds a file whose top level is not the body itself: a list or a string, a body wrapped in
    /// `data`, several documents, a fragment without its braces, a YAML file, a shell command.
    ///
    /// The endpoint takes one JSON object. A wrapped body is linted as if it were unwrapped.
    ///
    /// # Bad
    /// ```json
    /// {"data": {"name": "Accounts", "mode": "create", "schedule": {"frequency": "manual"}, "fields": [{"target": "Name", "override_value": "none"}],
    ///   "target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}}
    /// ```
    /// ```text
    /// 1:2: error[PT003]: the body is wrapped in `data`
    /// ```
    NotAnObject {
        code: "PT003", name: "not-an-object", group: Json, severity: Error,
        evidence: Documented, fix: Safe, strict: false,
        summary: "the file is not one JSON object, or the body is wrapped in another",
    }
}

/// Says that the outermost value is no object.
pub(crate) fn report(root: Node<'_>, out: &mut Findings<'_>) {
    let what = root.kind().with_article();
    let mut draft = Draft::at(
        &INFO,
        root,
        root.opener(),
        format!("the body is {what}, where an object is needed"),
    )
    .label("the outermost value")
    .help("a body is one object: `{\"name\": …, \"mode\": …}`");
    let mut items = root.elements();
    if let (Some(item), None) = (items.next(), items.next())
        && item.kind() == Kind::Object
    {
        let (outer, inner) = (root.span(), item.span());
        draft = draft
            .help("the list holds one body; take the list away, since a request has one body")
            .fix(Fix::safe("unwrap the body", unwrapping(outer, inner)));
    }
    out.push(draft);
}

/// The body inside a wrapper, which is reported, or the object itself.
pub(crate) fn unwrap<'a>(root: Node<'a>, out: &mut Findings<'_>) -> Node<'a> {
    let mut members = root.members();
    let (Some(only), None) = (members.next(), members.next()) else { return root };
    let looks_like_body = ["mode", "target", "fields", "schedule", "name"]
        .iter()
        .filter(|key| only.value.get(key).is_some())
        .count()
        >= 2;
    let name = only.key.text().unwrap_or_default();
    if !looks_like_body || name == "target" {
        return root;
    }
    out.push(
        Draft::at(
            &INFO,
            only.value,
            only.key.span(),
            format!("the body is wrapped in `{}`", shown(&name)),
        )
        .label("a wrapper that the endpoint does not know")
        .help("send the inner object alone; answers of the API are wrapped, requests are not")
        .fix(Fix::safe("unwrap the body", unwrapping(root.span(), only.value.span()))),
    );
    only.value
}

fn unwrapping(outer: Span, inner: Span) -> Vec<(Span, String)> {
    vec![
        (Span::new(outer.start, inner.start), String::new()),
        (Span::new(inner.end, outer.end), String::new()),
    ]
}
