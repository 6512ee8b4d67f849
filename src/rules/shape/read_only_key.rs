use crate::finding::{Draft, Findings};
use crate::json::{Node, edits};
use crate::rules::declare_rule;
use crate::text::{Fix, list};

declare_rule! {
    /// Finds keys that appear only in responses: `id`, `created_at`, `created_by`, `updated_at`,
    /// `updated_by`, `model_ids`, `problems`.
    ///
    /// The documentation advises you to fetch a sync, edit it, and send it back, so they are
    /// harmless: they have no effect in a request.
    ///
    /// # Bad
    /// ```json
    /// {"id": "9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"}
    /// ```
    /// ```text
    /// 1:2: advice[PT008]: `id` is a read-only key
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
        source: "Update Sync reference, API version 2025-09-18; `problems`: Python SDK 25.9.10",
        summary: "read-only key in a request",
    }
}

/// Reports all read-only keys in one finding.
pub(super) fn report(values: &[Node<'_>], out: &mut Findings<'_>) {
    let Some(first) = values.first() else { return };
    let names: Vec<String> =
        values.iter().filter_map(|v| Some(v.key()?.text()?.into_owned())).collect();
    let (verb, help) = if names.len() == 1 {
        ("is a read-only key", "remove it; the API sets it")
    } else {
        (
            "are read-only keys",
            "remove them if you like; this is a fetched sync sent back, as the documentation advises, and the API sets these keys",
        )
    };
    let mut sorted = names.clone();
    sorted.sort_unstable();
    let mut draft = Draft::key(&INFO, *first, format!("{} {verb}", list(&names, "and")))
        .label("has no effect in a request")
        .help(help)
        .subject(sorted.join(" "));
    draft = draft.fix(Fix::safe("remove the read-only keys", edits::remove_all(values)));
    if let Some(object) = first.parent() {
        draft = draft.tied_to(object);
    }
    for value in values.iter().skip(1) {
        draft = draft.second(crate::finding::key_span(*value), "read-only too");
    }
    out.push(draft);
}
