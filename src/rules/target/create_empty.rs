use crate::endpoint::{Body, judged};
use crate::finding::{Draft, Findings};
use crate::json::Kind;
use crate::rules::declare_rule;

declare_rule! {
    /// Finds `create` with nothing in it.
    ///
    /// What a new object needs depends on the destination; most want a name. That an empty one is
    /// never enough is a guess.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "create": {}}}
    /// ```
    /// ```text
    /// 1:80: warning[PT033]: `target.create` is empty
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "create": {"name": "Accounts"}}}
    /// ```
    CreateEmpty {
        code: "PT033", name: "create-empty", group: Target, severity: Warning,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "an empty `create`",
        keys: ["create"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    // Beside an object it has to go as a whole, which is said already.
    let target = body.target.as_ref().filter(|target| target.object.or_blank().is_absent());
    let create = target.and_then(|target| target.create.node());
    // Without creation PT142 says so; without properties nothing is needed.
    let wrong = body.destination().creation().and_then(|creation| match creation.supported {
        Some(false) => Some(false),
        Some(true) => Some(!creation.properties.is_empty()),
        None => None,
    });
    let Some(severity) = judged(wrong, INFO.severity) else { return };
    if let Some(create) = create.filter(|node| node.kind() == Kind::Object && node.is_empty()) {
        out.push(
            Draft::value(&INFO, create, format!("`{}` is empty", create.path()))
                .severity(severity)
                .label("says nothing about the new object")
                .help("name what is to be created, such as `{\"name\": \"…\"}`; which keys there are depends on the destination"),
        );
    }
}
