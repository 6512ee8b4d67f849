use crate::endpoint::{Body, level_by_responses};
use crate::finding::{Draft, Findings};
use crate::json::Kind;
use crate::rules::declare_rule;

declare_rule! {
    /// Finds an empty `create`.
    ///
    /// What a new object needs depends on the destination; most need a name. It is a guess that an
    /// empty `create` is never enough.
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
        also: [(Error, "if a saved response says that a new object needs properties")],
        summary: "empty `create`",
        keys: ["create"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    // Together with an object, all of it has to go, which PT030 reports.
    let target = body.target.as_ref().filter(|target| target.object.or_blank().is_absent());
    let create = target.and_then(|target| target.create.node());
    // Without creation PT142 says so; without properties nothing is needed.
    let wrong = body.destination().creation().and_then(|creation| match creation.supported {
        Some(false) => Some(false),
        Some(true) => Some(!creation.properties.is_empty()),
        None => None,
    });
    let Some(severity) = level_by_responses(wrong, INFO.severity) else { return };
    if let Some(create) = create.filter(|node| node.kind() == Kind::Object && node.is_empty()) {
        out.push(
            Draft::value(&INFO, create, format!("`{}` is empty", create.path()))
                .severity(severity)
                .label("does not describe the new object")
                .help("describe the object to create, such as `{\"name\": \"…\"}`; the available keys depend on the destination"),
        );
    }
}
