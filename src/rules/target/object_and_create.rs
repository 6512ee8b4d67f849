use crate::endpoint::Body;
use crate::finding::{Draft, Findings, key_span};
use crate::json::edits;
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds a target with both `object` and `create`.
    ///
    /// `object` writes to an existing object, and `create` creates a new one; according to the
    /// reference page, the two exclude each other. The linter cannot know which one you want, so
    /// there are two fixes.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account", "create": {"name": "Accounts"}}}
    /// ```
    /// ```text
    /// 1:91: error[PT030]: `target` has both `object` and `create`
    /// ```
    /// # Fixed
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "create": {"name": "Accounts"}}}
    /// ```
    TargetObjectAndCreate {
        code: "PT030", name: "target-object-and-create", group: Target, severity: Error,
        evidence: Documented, fix: Unsafe, strict: false, since: "0.1.0",
        source: "Create Sync reference, API version 2025-09-18 (`target.create`); Terraform provider 3 (`target`)",
        summary: "target with both `object` and `create`",
        keys: ["create"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(target) = &body.target else { return };
    let (Some(object), Some(create)) = (target.object.or_blank().node(), target.create.node())
    else {
        return;
    };
    let (first, later) =
        if object.id() < create.id() { (object, create) } else { (create, object) };
    let says =
        |node| if node == object { "writes to an existing object" } else { "creates a new object" };
    let without_object =
        Fix::unsafe_("remove `object` and create a new one", edits::remove(object));
    let without_create =
        Fix::unsafe_("remove `create` and use the existing object", edits::remove(create));
    out.push(
        Draft::key(
            &INFO,
            later,
            format!("`{}` has both `object` and `create`", target.node.path()),
        )
        .subject("object create")
        .tied_to(target.node)
        .label(says(later))
        .second(key_span(first), says(first))
        .help("keep `object` to sync into an existing object, or `create` to create a new one")
        .fix(without_create)
        .fix(without_object),
    );
}
