use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::rules::declare_rule;
use crate::schema::uuid::{Form, form};
use crate::text::shown;

declare_rule! {
    /// Finds an id that is not a UUID: 8-4-4-4-12 hexadecimal digits. Says what is wrong with it.
    ///
    /// The shape is what counts. The documentation's own ids are of no RFC 4122 version, so the
    /// version's digit is not looked at.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e9", "object": "Account"}}
    /// ```
    /// ```text
    /// 1:30: error[PT020]: `target.connection_id` is not a UUID: `6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e9`; it has 35 characters, a UUID has 36; the last group `0a4f2b7d1e9` has 11 digits, it needs 12
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    BadUuid {
        code: "PT020", name: "bad-uuid", group: Shape, severity: Error,
        evidence: Documented, fix: None, strict: true, since: "0.1.0",
        summary: "an id that is not a UUID",
    }
}

/// Says what a string in the place of a UUID is instead.
pub(crate) fn report(node: Node<'_>, out: &mut Findings<'_>) {
    let Some(text) = node.text() else { return };
    match form(&text) {
        Form::Blank => super::blank_string::uuid(node, out),
        Form::Other(how, canonical) => super::uuid_form::other(node, how, &canonical, out),
        Form::Bad(why) => out.push(
            Draft::value(
                &INFO,
                node,
                format!("`{}` is not a UUID: `{}`; {why}", node.path(), shown(&text)),
            )
            .label("not a UUID")
            .help("copy the id again; a UUID has 8-4-4-4-12 hexadecimal digits")
            .subject(text),
        ),
        Form::Canonical | Form::UpperCase | Form::Nil => {}
    }
}
