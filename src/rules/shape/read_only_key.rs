use crate::finding::{Draft, Findings};
use crate::json::{Node, edits};
use crate::rules::declare_rule;
use crate::text::{Fix, list};

declare_rule! {
    /// Finds keys that only answers have: `id`, `created_at`, `created_by`, `updated_at`,
    /// `updated_by`, `model_ids`, `problems`.
    ///
    /// The documentation tells people to fetch a sync, edit it and send it back, so they are
    /// harmless; they say nothing in a request.
    ///
    /// # Bad
    /// ```json
    /// {"id": "9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"}
    /// ```
    /// ```text
    /// 1:2: advice[PT008]: `id` is a key of answers
    /// ```
    /// # Fixed
    /// ```json
    /// {}
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts"}
    /// ```
    ReadOnlyKey {
        code: "PT008", name: "read-only-key", group: Shape, severity: Advice,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0", tag: Unnecessary,
        summary: "a key that only answers have",
    }
}

/// Names all such keys in one finding.
pub(super) fn report(values: &[Node<'_>], out: &mut Findings<'_>) {
    let Some(first) = values.first() else { return };
    let names: Vec<String> =
        values.iter().filter_map(|v| Some(v.key()?.text()?.into_owned())).collect();
    let (verb, help) = if names.len() == 1 {
        ("is a key", "drop it; the API sets it")
    } else {
        (
            "are keys",
            "this is a fetched sync, sent back as the documentation advises; drop them if you like, the API sets them",
        )
    };
    let mut sorted = names.clone();
    sorted.sort_unstable();
    let mut draft = Draft::key(&INFO, *first, format!("{} {verb} of answers", list(&names, "and")))
        .label("says nothing in a request")
        .help(help)
        .subject(sorted.join(" "));
    if !excuses_an_error(values) {
        draft = draft.fix(Fix::safe("drop what only answers have", edits::remove_all(values)));
    }
    if let Some(object) = first.parent() {
        draft = draft.tied_to(object);
    }
    for value in values.iter().skip(1) {
        draft = draft.second(crate::finding::key_span(*value), "this one too");
    }
    out.push(draft);
}

/// Whether the body has both shapes of filters, which may be an error in any but a fetched one.
fn excuses_an_error(values: &[Node<'_>]) -> bool {
    let Some(body) = values.first().and_then(|value| value.parent()) else { return false };
    let has = |key| body.get(key).is_some();
    values.len() > 1 && has("filters") && (has("model_filters") || has("target_filters"))
}
