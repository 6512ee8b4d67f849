use crate::finding::{Draft, Findings};
use crate::json::{Node, edits};
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds `$schema` at the top level. It is useful for editors but not part of the documented
    /// body; the published schemas accept it. What the API does with it is not documented.
    ///
    /// # Bad
    /// ```json
    /// {"$schema": "./create-sync.schema.json"}
    /// ```
    /// ```text
    /// 1:2: advice[PT026]: `$schema` is not a documented key
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
        summary: "`$schema`, which is only for editors",
    }
}

pub(super) fn report(value: Node<'_>, out: &mut Findings<'_>) {
    out.push(
        Draft::key(&INFO, value, "`$schema` is not a documented key")
            .label("only for editors")
            .help("keep it in the file, but remove it from what you send")
            .fix(Fix::unsafe_("remove `$schema`", edits::remove(value))),
    );
}
