use crate::endpoint::Body;
use crate::finding::{Draft, Findings, key_span};
use crate::json::edits;
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds a target with both `object` and `create`.
    ///
    /// `object` writes to one that exists, `create` makes a new one; the reference page says that
    /// the two exclude each other. Which of them was meant cannot be told, so there are two fixes.
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
        summary: "both `object` and `create`",
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
        |node| if node == object { "writes to an object that exists" } else { "creates a new one" };
    let drop_object =
        Fix::unsafe_("drop `object`, so that a new one is created", edits::remove(object));
    let drop_create =
        Fix::unsafe_("drop `create`, so that the existing object is used", edits::remove(create));
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
        .help("keep `object` to sync into an existing object, or `create` to have a new one made")
        .fix(drop_create)
        .fix(drop_object),
    );
}
