use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::edits;
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds the legacy way to create a target: the object `__pt_new_target` with `new_name`.
    ///
    /// Polytomic's examples use it; the reference page documents `create` instead.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "__pt_new_target", "new_name": "Accounts"}}
    /// ```
    /// ```text
    /// 1:80: advice[PT034]: `__pt_new_target` is a legacy way to create a target
    /// ```
    /// # Fixed
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "create": {"name": "Accounts"}}}
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "create": {"name": "Accounts"}}}
    /// ```
    LegacyNewTarget {
        code: "PT034", name: "legacy-new-target", group: Target, severity: Advice,
        evidence: Implied, fix: Unsafe, strict: false, since: "0.1.0", tag: Deprecated,
        source: "Terraform provider, examples; Polytomic API demo",
        summary: "legacy `__pt_new_target` with `new_name`",
        keys: ["object"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(target) = body.target.as_ref().filter(|target| target.is_legacy_new()) else {
        return;
    };
    let Some(object) = target.object.node() else { return };
    let fix = target.new_name.or_blank().node().filter(|_| target.create.is_absent()).map(|name| {
        let mut changes = edits::remove(name);
        if let Some(key) = object.key() {
            changes.extend(edits::rename(key, "create"));
        }
        changes.extend(edits::replace(object, format!("{{\"name\": {}}}", name.raw())));
        Fix::unsafe_("convert to `create`", changes)
    });
    out.push(
        Draft::value(&INFO, object, "`__pt_new_target` is a legacy way to create a target")
            .label("legacy value")
            .help("use `create`, such as `{\"name\": \"…\"}`, which is what the documentation describes")
            .maybe_fix(fix),
    );
}
