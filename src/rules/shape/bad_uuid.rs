use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::rules::declare_rule;
use crate::schema::Context;
use crate::schema::uuid::{Form, form};
use crate::text::shown;

declare_rule! {
    /// Finds an ID that is not a UUID (8-4-4-4-12 hexadecimal digits), and says what is wrong with
    /// it.
    ///
    /// Only the form counts. The documentation's own IDs do not have an RFC 4122 version, so the
    /// version digit is not checked.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e9", "object": "Account"}}
    /// ```
    /// ```text
    /// 1:30: error[PT020]: `target.connection_id` is not a UUID: `6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e9` has 35 characters instead of 36, 11 instead of 12 in the last group
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    BadUuid {
        code: "PT020", name: "bad-uuid", group: Shape, severity: Error,
        evidence: Documented, fix: None, strict: true, since: "0.1.0",
        source: "Create Sync reference, API version 2025-09-18 (format `uuid`)",
        summary: "ID that is not a UUID",
    }
}

/// Reports a string that is not a UUID.
pub(crate) fn report<'a>(context: Context<'a>, node: Node<'a>, out: &mut Findings<'_>) {
    let Some(text) = node.text() else { return };
    match form(&text) {
        Form::Blank => super::blank_string::uuid(context, node, out),
        Form::Other(how, canonical) => super::uuid_form::other(node, how, &canonical, out),
        Form::Bad(why) => out.push(
            Draft::value(
                &INFO,
                node,
                format!("`{}` is not a UUID: `{}` {why}", node.path(), shown(&text)),
            )
            .label("expected a UUID")
            .help("copy the ID again; a UUID is 32 hexadecimal digits in groups of 8-4-4-4-12")
            .subject(text),
        ),
        Form::Canonical | Form::UpperCase | Form::Nil => {}
    }
}
