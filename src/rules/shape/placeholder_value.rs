use std::collections::BTreeMap;

use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::placeholder::{is_marker, markers};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::schema::Context;
use crate::schema::tables::{Purpose, Shape};
use crate::schema::walk::is_for_a_secret;
use crate::secrets;
use crate::text::shown;

declare_rule! {
    /// Finds a placeholder that has not been filled in: `<connection id>`, `YOUR-…`, `{{…}}`,
    /// `${…}`, `string`, `TODO`, or an ID from the documentation's examples.
    ///
    /// It is an error where only certain values are possible (an ID, a documented list, a time
    /// setting, a logic expression), and a warning elsewhere. Template markers that you fill in
    /// later can be allowed.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "<connection id>", "object": "Account"}}
    /// ```
    /// ```text
    /// 1:30: error[PT023]: `target.connection_id` is still a placeholder: `<connection id>`
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    PlaceholderValue {
        code: "PT023", name: "placeholder-value", group: Shape, severity: Error,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        also: [(Warning, "where any text is possible, and for sample IDs")],
        source: "Create Sync reference, API version 2025-09-18 (sample IDs)",
        summary: "placeholder that has not been filled in",
    }
}

pub(super) fn report<'a>(
    context: Context<'a>,
    node: Node<'a>,
    closed: bool,
    out: &mut Findings<'_>,
) {
    let text = node.text().unwrap_or_default();
    let wanted = context.expected(node).map(|expected| match expected.shape {
        Shape::Enum(values) => format!("{}, in quotes", values.some()),
        shape => shape.with_article(),
    });
    let help = match wanted {
        _ if is_place_of_a_secret(context, node) => {
            "use a template marker such as `${SECRET}`, and fill it in when you send the body"
                .to_owned()
        }
        Some(wanted) if is_marker(&text) => {
            format!(
                "fill it in (with {wanted}) before you send the body, or allow this marker as a template marker"
            )
        }
        Some(wanted) if wanted != "anything" => format!("replace it with {wanted}"),
        _ => "replace it with the real value".to_owned(),
    };
    // A marker within a longer text is underlined alone.
    let parts = match markers(&text) {
        parts if matches!(&*parts, [only] if text[only.clone()] == *text.trim()) => Vec::new(),
        parts => parts.into_iter().map(|part| node.span_in_text(part)).collect(),
    };
    let draft = Draft::at(
        &INFO,
        node,
        parts.first().copied().unwrap_or(node.span()),
        format!("`{}` is still a placeholder: `{}`", node.path(), shown(&text)),
    )
    .severity(if closed { Severity::Error } else { Severity::Warning })
    .label("not filled in yet")
    .help(help)
    .subject(text);
    out.push(
        parts.iter().skip(1).fold(draft, |draft, part| draft.second(*part, "another placeholder")),
    );
}

/// Whether a secret belongs here, in which case a marker is what is wanted.
fn is_place_of_a_secret<'a>(context: Context<'a>, node: Node<'a>) -> bool {
    match context.expected(node).and_then(|expected| expected.property) {
        Some(property) if property.secret => true,
        Some(property) if property.purpose == Purpose::FixedValue => is_for_a_secret(node),
        Some(property) if property.purpose.has_closed_form() => false,
        _ => node.key().and_then(Node::text).is_some_and(|key| secrets::is_name_of_one(&key)),
    }
}

/// One finding for all directives of a template language.
pub(super) fn directives(nodes: &[Node<'_>], out: &mut Findings<'_>) {
    const SHOWN: usize = 8;
    let Some((first, others)) = nodes.split_first() else { return };
    let place = |node: &Node<'_>| {
        let text = node.text().unwrap_or_default();
        let whole = |part: &std::ops::Range<usize>| text[part.clone()] == *text.trim();
        let part = markers(&text).into_iter().next().filter(|part| !whole(part));
        part.map_or(node.span(), |part| node.span_in_text(part))
    };
    let draft = Draft::at(&INFO, *first, place(first), "this file is a template, not a body")
        .severity(Severity::Error)
        .label("a template directive")
        .help("render the template first, and check the result")
        .subject("template");
    let labeled = others.iter().take(SHOWN);
    out.push(labeled.fold(draft, |draft, node| draft.second(place(node), "another directive")));
}

/// One finding for each of the documentation's IDs.
pub(super) fn samples(nodes: Vec<Node<'_>>, out: &mut Findings<'_>) {
    let mut places: BTreeMap<String, Vec<Node<'_>>> = BTreeMap::new();
    for node in nodes {
        let id = node.text().unwrap_or_default().to_lowercase();
        places.entry(id).or_default().push(node);
    }
    for (id, nodes) in places {
        let Some((first, others)) = nodes.split_first() else { continue };
        let draft = Draft::value(
            &INFO,
            *first,
            format!("`{}` is a sample ID from the documentation: `{id}`", first.path()),
        )
        .severity(Severity::Warning)
        .label("sample ID")
        .help("replace it with an ID from your own organization")
        .subject(id);
        let draft = match first.tree.root() {
            Some(root) => draft.tied_to(root),
            None => draft,
        };
        out.push(others.iter().fold(draft, |draft, node| draft.second(node.span(), "same ID")));
    }
}
