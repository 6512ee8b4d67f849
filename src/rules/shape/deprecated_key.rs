use super::new_filters;
use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node};
use crate::rules::declare_rule;
use crate::schema::ApiVersion;
use crate::text::{Fix, Span};

declare_rule! {
    /// Finds keys that API version 2025-09-18 deprecates: `filters`, `filter_logic`, `identity`,
    /// and `target.filter_logic`.
    ///
    /// They still work, according to the documentation of the official SDKs, which also names their
    /// replacements.
    ///
    /// If the newer keys can express the same, the fix converts to them: filters stay as they are
    /// written, and Target filters and their expressions move to `target_filters`.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "update",
    ///   "filters": [
    ///     {"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "Equality", "value": "pro", "label": "A"},
    ///     {"field_id": "Industry", "field_type": "Target", "function": "IsNotNull", "label": "B"}],
    ///   "filter_logic": "A",
    ///   "identity": {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}}
    /// ```
    /// ```text
    /// 2:3: advice[PT012]: `filters` is deprecated in API version 2025-09-18
    /// 5:3: advice[PT012]: `filter_logic` is deprecated in API version 2025-09-18
    /// 6:3: advice[PT012]: `identity` is deprecated in API version 2025-09-18
    /// ```
    /// # Fixed
    /// ```json
    /// {"mode": "update",
    ///   "model_filters": {"conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "Equality", "value": "pro", "label": "A"}], "logic": "A"},
    ///   "target_filters": {"conditions": [
    ///     {"field": "Industry", "function": "IsNotNull", "label": "B"}]},
    ///   "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}]}}
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "update",
    ///   "model_filters": {"conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "Equality", "value": "pro", "label": "A"}], "logic": "A"},
    ///   "target_filters": {"conditions": [
    ///     {"field": "Industry", "function": "IsNotNull", "label": "B"}]},
    ///   "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}]}}
    /// ```
    DeprecatedKey {
        code: "PT012", name: "deprecated-key", group: Shape, severity: Advice,
        evidence: Documented, fix: Unsafe, strict: false, since: "0.1.0", tag: Deprecated,
        source: "Python SDK 25.9.5 and 25.9.8, docstrings of the deprecated keys",
        summary: "deprecated key",
        keys: ["filters", "filter_logic", "identity"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    if body.version < ApiVersion::V2025_09_18 {
        return;
    }
    let top = |key| body.root.get(key);
    let target = top("target").and_then(|target| target.get("filter_logic"));
    let filters = [
        (top("filters"), "filters", "`model_filters` and `target_filters`"),
        (top("filter_logic"), "filter_logic", "`model_filters.logic`"),
        (target, "target.filter_logic", "`target_filters.logic`"),
    ];
    let identity = top("identity");
    let any = filters.iter().any(|(value, ..)| value.is_some());
    // The keys are converted together, whichever of them is there.
    let fix = any.then(|| new_filters::fix(body)).flatten();
    let identities = identity.and_then(|identity| identities(body, identity));
    let all = filters.into_iter().map(|found| (found, &fix));
    for ((value, path, instead), fix) in
        all.chain([((identity, "identity", "`identities`"), &identities)])
    {
        let Some(value) = value else { continue };
        let version = body.version;
        out.push(
            Draft::key(&INFO, value, format!("`{path}` is deprecated in API version {version}"))
                .label("older format")
                .help(format!("use {instead} instead"))
                .subject(path)
                .maybe_fix(fix.clone()),
        );
    }
}

/// Converts one identity to an array of one.
fn identities(body: &Body<'_>, identity: Node<'_>) -> Option<Fix> {
    let key = identity.key()?;
    if body.top.identities.is_present() || identity.kind() != Kind::Object {
        return None;
    }
    let span = identity.span();
    let between = Span::new(key.span().end, span.start).of(key.tree.text());
    let blank = if between == ":" { "" } else { " " };
    Some(Fix::unsafe_(
        "convert to `identities`",
        vec![
            (key.span(), "\"identities\"".to_owned()),
            (Span::empty(span.start), format!("{{\"mappings\":{blank}[")),
            (Span::empty(span.end), "]}".to_owned()),
        ],
    ))
}
