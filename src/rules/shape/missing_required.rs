use crate::finding::{Draft, list};
use crate::fix::Fix;
use crate::json::{Node, edits};
use crate::request::Marks;
use crate::rule::{Findings, declare_rule};
use crate::schema::Context;

declare_rule! {
    /// Finds an object that lacks a key it needs; one finding names all of them.
    ///
    /// The reference page marks these keys as required: `name`, `mode`, `fields`, `schedule` and
    /// `target` of a sync, `connection_id` of a target, `model_id` and `field` of a source, and so on.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"object": "Account"}}
    /// ```
    /// ```text
    /// 1:2: error[PT004]: `target` has no `connection_id`
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    MissingRequired {
        code: "PT004", name: "missing-required", group: Shape, severity: Error,
        evidence: Documented, fix: Unsafe, strict: true,
        summary: "a required key is absent",
    }
}

/// Says which keys an object lacks, but for those that stand there misspelt.
pub(crate) fn report<'a>(
    context: Context<'a>,
    object: Node<'a>,
    mut names: Vec<String>,
    marks: &Marks,
    out: &mut Findings<'_>,
) {
    if object.is_partial() {
        return;
    }
    names.retain(|name| !marks.is_misspelt(object, name));
    if names.is_empty() {
        return;
    }
    let owner = match object.path() {
        path if path.is_empty() || object == context.root => "the sync".to_owned(),
        path => format!("`{path}`"),
    };
    let what = list(&names, "and");
    let mut draft = Draft::missing(&INFO, object, format!("{owner} has no {what}"))
        .label(if names.len() == 1 { "lacks a required key" } else { "lacks required keys" })
        .subject(names.join(" "));
    if let Some(table) = context.table(object) {
        let hints: Vec<String> = names
            .iter()
            .filter_map(|name| table.property(name))
            .map(|(_, p)| format!("`{}`: {}", p.name, lower_first(p.description)))
            .collect();
        draft = draft.help(format!("add {}", hints.join(" ")).trim_end_matches('.'));
        if names == ["schedule"] {
            let member = "\"schedule\": {\"frequency\": \"manual\"}".to_owned();
            draft =
                draft.fix(Fix::unsafe_("add a manual schedule", edits::insert(object, &[member])));
        }
    }
    out.push(draft);
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
