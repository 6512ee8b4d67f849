use crate::endpoint::Body;
use crate::finding::{Draft, Findings, key_span};
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds `new_name` in a target with an existing object.
    ///
    /// `new_name` goes with the object `__pt_new_target`; with any other object, nothing is known
    /// to use it.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account", "new_name": "Accounts"}}
    /// ```
    /// ```text
    /// 1:91: warning[PT035]: `new_name` is set, but `object` names the existing `Account`
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    NewNameWithoutCreation {
        code: "PT035", name: "new-name-without-creation", group: Target, severity: Warning,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "`new_name` together with an existing object",
        keys: ["new_name"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(target) = &body.target else { return };
    let (Some(name), Some(object)) =
        (target.new_name.or_blank().node(), target.object.or_blank().node())
    else {
        return;
    };
    if target.is_legacy_new() {
        return;
    }
    let existing = object.text().unwrap_or_default();
    out.push(
        Draft::key(
            &INFO,
            name,
            format!("`new_name` is set, but `object` names the existing `{}`", shown(&existing)),
        )
        .label("names a new target")
        .second(key_span(object), "names an existing target")
        .help("remove `new_name`, or replace both with `create` to create a new target"),
    );
}
