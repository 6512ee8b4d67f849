use std::collections::BTreeMap;

use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::placeholder::{is_marker, markers};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::schema::Context;
use crate::schema::tables::Shape;
use crate::text::shown;

declare_rule! {
    /// Finds what is still to be filled in: `<connection id>`, `YOUR-…`, `{{…}}`, `${…}`, `string`,
    /// `TODO`, and the ids of the documentation's examples.
    ///
    /// An error where the place has a form that the text does not have (an id, a documented list, a
    /// clock part, a logic expression), a warning elsewhere. Markers that your own templates fill in
    /// can be allowed.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "<connection id>", "object": "Account"}}
    /// ```
    /// ```text
    /// 1:30: error[PT023]: `target.connection_id` is still to be filled in: `<connection id>`
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    PlaceholderValue {
        code: "PT023", name: "placeholder-value", group: Shape, severity: Error,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        summary: "something that is still to be filled in",
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
        Some(wanted) if is_marker(&text) => {
            format!(
                "fill it in before the body is sent ({wanted}), or allow the marker in the configuration: `template-markers`"
            )
        }
        Some(wanted) if wanted != "anything" => format!("write {wanted}"),
        _ => "write the value that is meant".to_owned(),
    };
    // A marker that is a part of the text is underlined alone.
    let parts = match markers(&text) {
        parts if matches!(&*parts, [only] if text[only.clone()] == *text.trim()) => Vec::new(),
        parts => parts.into_iter().map(|part| node.span_in_text(part)).collect(),
    };
    let draft = Draft::at(
        &INFO,
        node,
        parts.first().copied().unwrap_or(node.span()),
        format!("`{}` is still to be filled in: `{}`", node.path(), shown(&text)),
    )
    .severity(if closed { Severity::Error } else { Severity::Warning })
    .label("a placeholder")
    .help(help)
    .subject(text);
    out.push(parts.iter().skip(1).fold(draft, |draft, part| draft.second(*part, "another")));
}

/// One finding for each of the documentation's ids.
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
            format!("`{}` is an id of the documentation's examples: `{id}`", first.path()),
        )
        .severity(Severity::Warning)
        .label("an example's id")
        .help("write an id of your own organization")
        .subject(id);
        let draft = match first.tree.root() {
            Some(root) => draft.tied_to(root),
            None => draft,
        };
        out.push(others.iter().fold(draft, |draft, node| draft.second(node.span(), "the same id")));
    }
}
