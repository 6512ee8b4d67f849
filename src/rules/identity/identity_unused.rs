use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds an identity in a sync of mode `replace`, `append`, or `snapshot`.
    ///
    /// These modes do not match records, so the identity is probably left over from another mode.
    /// The documentation does not say that it is ignored.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "append", "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"},
    ///   "target": "Email", "function": "Equality"}]}}
    /// ```
    /// ```text
    /// 1:20: advice[PT041]: `identities` is probably unused in mode `append`
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "append"}
    /// ```
    IdentityUnused {
        code: "PT041", name: "identity-unused", group: Identity, severity: Advice,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0", tag: Unnecessary,
        summary: "identity in a mode that does not match records",
        keys: ["identity", "identities"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let modes = ["replace", "append", "snapshot"];
    let mode = body.top.mode.node().filter(|mode| modes.iter().any(|name| mode.is_text(name)));
    let new =
        body.identities.filter(|new| new.mappings.node().is_some_and(|list| !list.is_empty()));
    let found = new.map(|new| new.node).or(body.identity.map(|old| old.node));
    let (Some(mode), Some(identity)) = (mode, found) else { return };
    if body.mode_word().says(|facts| facts.requires_identity) == Some(true) {
        return;
    }
    let name = mode.text().unwrap_or_default();
    let path = identity.path();
    out.push(
        Draft::key(&INFO, identity, format!("`{path}` is probably unused in mode `{name}`"))
            .label("only for modes that match records")
            .second(mode.span(), "does not match records")
            .help(format!(
                "remove `{path}`, or use a mode that matches records, such as `updateOrCreate`"
            )),
    );
}
