use crate::endpoint::Marks;
use crate::finding::{Draft, Findings};
use crate::json::{Node, edits};
use crate::rules::declare_rule;
use crate::schema::Context;
use crate::schema::tables::Property;
use crate::text::{Fix, join, list};

declare_rule! {
    /// Finds missing required keys; one finding per object lists all of them.
    ///
    /// The reference page marks these keys as required: `name`, `mode`, `fields`, `schedule`, and
    /// `target` of a sync, `connection_id` of a target, `model_id` and `field` of a source, and so
    /// on.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"object": "Account"}}
    /// ```
    /// ```text
    /// 1:2: error[PT004]: `target` is missing `connection_id`
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    MissingRequired {
        code: "PT004", name: "missing-required", group: Shape, severity: Error,
        evidence: Documented, fix: Unsafe, strict: true, since: "0.1.0",
        source: "Create Sync reference, API version 2025-09-18 (required keys); `identities.mappings`: Python SDK 25.9.10",
        summary: "missing required key",
    }
}

/// Reports the missing required keys of an object, except those that are there but misspelled.
pub(crate) fn report<'a>(
    context: Context<'a>,
    object: Node<'a>,
    mut names: Vec<String>,
    marks: &Marks,
    out: &mut Findings<'_>,
) {
    let table = context.table(object);
    names.retain(|name| !marks.is_misspelled(object, name));
    // A fragment without its braces has a finding of its own, which implies missing keys.
    let fragment = object == context.root && !object.raw().starts_with(['{', '[']);
    if names.is_empty() || fragment || object.is_partial() {
        return;
    }
    let owner = match object.path() {
        path if path.is_empty() || object == context.root => "the sync".to_owned(),
        path => format!("`{path}`"),
    };
    let what = list(&names, "and");
    let mut draft = Draft::missing(&INFO, object, format!("{owner} is missing {what}"))
        .label(if names.len() == 1 {
            "a required key is missing"
        } else {
            "required keys are missing"
        })
        .subject(names.join(" "));
    if let Some(table) = table {
        let properties = names.iter().filter_map(|name| table.property(name));
        let meaning = |p: &Property| gist(p.docs_in(context.version).description);
        let hints: Vec<String> =
            properties.map(|(_, p)| format!("`{}` ({})", p.name, meaning(p))).collect();
        draft = draft.help(match names.len() > 2 && object == context.root {
            true => "add them; the API requires them".to_owned(),
            false => format!("add {}", join(&hints, "and")),
        });
        if names == ["schedule"] {
            let member = "\"schedule\": {\"frequency\": \"manual\"}".to_owned();
            draft =
                draft.fix(Fix::unsafe_("add a manual schedule", edits::insert(object, &[member])));
        }
    }
    out.push(draft);
}

/// The first clause of a description, for use within a sentence.
fn gist(description: &str) -> String {
    let clause = description.split([':', '.']).next().unwrap_or_default();
    let mut chars = clause.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
