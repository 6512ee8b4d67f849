use crate::finding::{Draft, Severity};
use crate::json::Node;
use crate::rule::{Findings, declare_rule};

declare_rule! {
    /// Finds a blank string where something has to be named: the sync's name, the target's object, a
    /// field, an id. In the place of an id it is an error.
    ///
    /// Blank labels, logic and clock parts are what real clients send for nothing, and are fine.
    ///
    /// # Bad
    /// ```json
    /// {"name": " "}
    /// ```
    /// ```text
    /// 1:10: warning[PT059]: `name` is blank
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts"}
    /// ```
    BlankString {
        code: "PT059", name: "blank-string", group: Shape, severity: Warning,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        summary: "a blank string where something has to be named",
    }
}

pub(super) fn report(node: Node<'_>, out: &mut Findings<'_>) {
    out.push(
        Draft::value(&INFO, node, format!("`{}` is blank", node.path()))
            .label("nothing in it")
            .help("write a name, or leave the key out if it is not needed"),
    );
}

/// A blank string in the place of an id.
pub(super) fn uuid(node: Node<'_>, out: &mut Findings<'_>) {
    out.push(
        Draft::value(&INFO, node, format!("`{}` is blank, where a UUID is expected", node.path()))
            .severity(Severity::Error)
            .label("nothing in it")
            .help("write the id, or leave the key out if it is not needed"),
    );
}
