use crate::finding::{Draft, key_span};
use crate::fix::Fix;
use crate::json::Node;
use crate::rule::{Findings, declare_rule};
use crate::schema::Context;
use crate::source::Span;

declare_rule! {
    /// Finds keys that 2025-09-18 deprecates: `filters`, `filter_logic`, `identity` and
    /// `target.filter_logic`.
    ///
    /// They still work, says the documentation of the official SDKs, which names what replaces them.
    ///
    /// # Bad
    /// ```json
    /// {"identity": {"source": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"},
    ///   "target": "Email", "function": "Equality"}, "mode": "update"}
    /// ```
    /// ```text
    /// 1:2: advice[PT012]: `identity` is deprecated in API version 2025-09-18
    /// ```
    /// # Good
    /// ```json
    /// {"identities": {"mappings": [{"source": {"model_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "field": "email"},
    ///   "target": "Email", "function": "Equality"}]}, "mode": "update"}
    /// ```
    DeprecatedKey {
        code: "PT012", name: "deprecated-key", group: Shape, severity: Advice,
        evidence: Documented, fix: Unsafe, strict: false,
        summary: "a key that the API version deprecates",
    }
}

pub(super) fn report(
    context: Context<'_>,
    value: Node<'_>,
    instead: &'static str,
    out: &mut Findings<'_>,
) {
    let Some(key) = value.key() else { return };
    let path = value.path();
    if !matches!(path.as_str(), "filters" | "filter_logic" | "identity" | "target.filter_logic") {
        return;
    }
    let fix = (path == "identity"
        && context.root.get("identities").is_none()
        && value.kind() == crate::json::Kind::Object)
        .then(|| {
            let span = value.span();
            Fix::unsafe_(
                "rewrite it as `identities`",
                vec![
                    (key.span(), "\"identities\"".to_owned()),
                    (Span::empty(span.start), "{\"mappings\": [".to_owned()),
                    (Span::empty(span.end), "]}".to_owned()),
                ],
            )
        });
    let version = context.version;
    out.push(
        Draft::at(
            &INFO,
            value,
            key_span(value),
            format!("`{path}` is deprecated in API version {version}"),
        )
        .label("the old shape")
        .help(format!("use `{}` instead", instead.replace(" and ", "` and `")))
        .subject(path)
        .maybe_fix(fix),
    );
}
