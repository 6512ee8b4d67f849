use crate::finding::{Draft, Findings};
use crate::json::{Node, edits};
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds `$schema` at the top level. It is good for editors and no part of the documented body;
    /// the published schemas accept it. What the API does with it is not documented.
    ///
    /// # Bad
    /// ```json
    /// {"$schema": "./create-sync.schema.json"}
    /// ```
    /// ```text
    /// 1:2: advice[PT026]: `$schema` is not part of the documented body
    /// ```
    /// # Fixed
    /// ```json
    /// {}
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts"}
    /// ```
    SchemaKey {
        code: "PT026", name: "schema-key", group: Shape, severity: Advice,
        evidence: Heuristic, fix: Unsafe, strict: false, since: "0.1.0",
        summary: "`$schema`, which is for editors",
    }
}

pub(super) fn report(value: Node<'_>, out: &mut Findings<'_>) {
    out.push(
        Draft::key(&INFO, value, "`$schema` is not part of the documented body")
            .label("for editors")
            .help("keep it in the file, and take it out of what is sent")
            .fix(Fix::unsafe_("drop it", edits::remove(value))),
    );
}
