use super::wording::{at_target, target_name, use_one};
use crate::endpoint::model::{FieldType, SyncMode};
use crate::endpoint::tables::lists::FIELD_MODES;
use crate::endpoint::{Body, ModeWord};
use crate::finding::{Draft, Findings, key_span};
use crate::json::Node;
use crate::rules::declare_rule;
use crate::rules::identity::identity_required;
use crate::text::shown;

declare_rule! {
    /// Finds a mode that the target does not offer, according to a saved response of the API, and
    /// what the body does under a mode that does not support it: no identity where the mode needs
    /// one, Target filters, modes of single fields.
    ///
    /// Where PT040, PT054 or PT065 is about the same, that rule reports it, as an error. The examples
    /// use the saved responses in `examples/metadata`.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "append"}
    /// ```
    /// ```text
    /// 1:10: error[PT140]: `Account` does not support mode `append`
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "create"}
    /// ```
    ModeNotSupported {
        code: "PT140", name: "mode-not-supported", group: Metadata, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.10, response types of target objects and target fields",
        summary: "mode that the target does not offer, or a setting that it does not support",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(mode) = body.top.mode.node() else { return };
    match body.mode_word() {
        ModeWord::Unknown => {}
        ModeWord::NotOffered => out.push(not_offered(body, mode)),
        ModeWord::Offered(facts) => {
            if facts.requires_identity == Some(true) {
                out_identity(body, mode, out);
            }
            if facts.supports_target_filters == Some(false) {
                out_filters(body, mode, out);
            }
            if facts.supports_field_modes == Some(false) {
                out_field_modes(body, mode, out);
            }
        }
    }
}

fn not_offered(body: &Body<'_>, mode: Node<'_>) -> Draft {
    let text = mode.text().unwrap_or_default();
    let names: Vec<&str> = body.destination().modes().iter().map(|mode| &*mode.id).collect();
    let target = target_name(body);
    let draft =
        Draft::value(&INFO, mode, format!("{target} does not support mode `{}`", shown(&text)))
            .label("expected a mode of this target")
            .help(use_one(&text, &names));
    at_target(draft, body)
}

fn out_identity(body: &Body<'_>, mode: Node<'_>, out: &mut Findings<'_>) {
    // PT040 says so where it would without the response.
    if identity_required::is_reported(body) || !identity_required::is_missing(body) {
        return;
    }
    let text = mode.text().unwrap_or_default();
    let draft = Draft::value(
        &INFO,
        mode,
        format!("mode `{}` needs an identity for {}", shown(&text), target_name(body)),
    )
    .label("needs an identity")
    .help(identity_required::help(body));
    out.push(at_target(draft, body));
}

fn out_filters(body: &Body<'_>, mode: Node<'_>, out: &mut Findings<'_>) {
    // PT065 says so under every other mode.
    if body.mode() != Some(SyncMode::Update) {
        return;
    }
    let text = mode.text().unwrap_or_default();
    let old = body.filters.iter().filter(|filter| filter.is_about(FieldType::Target));
    let old = old.filter_map(|filter| filter.field_type.node()).map(|kind| (kind, kind.span()));
    let new = body.target_conditions.filter(|it| !body.conditions(*it).is_empty());
    let new = new.map(|new| (new.node, key_span(new.node)));
    for (node, span) in old.chain(new) {
        let draft = Draft::at(
            &INFO,
            node,
            span,
            format!("mode `{}` does not support target filters", shown(&text)),
        )
        .label("not supported in this mode")
        .second(mode.span(), "this mode")
        .help("remove the target filters, or use a mode that supports them");
        out.push(at_target(draft, body));
    }
}

fn out_field_modes(body: &Body<'_>, mode: Node<'_>, out: &mut Findings<'_>) {
    let text = mode.text().unwrap_or_default();
    for field in body.mappings.iter().chain(&body.override_mappings) {
        let Some(own) = field.sync_mode.or_blank().node() else { continue };
        // PT054 says so of what is no mode of a field anyway; the default changes nothing.
        let [_, others @ ..] = &FIELD_MODES;
        if !others.iter().any(|mode| own.is_text(mode)) {
            continue;
        }
        let draft = Draft::value(
            &INFO,
            own,
            format!("`{}` is not supported in mode `{}`", own.path(), shown(&text)),
        )
        .label("not supported in this mode")
        .second(mode.span(), "this mode")
        .help("remove `sync_mode`; the target has no modes for single fields here");
        out.push(at_target(draft, body));
    }
}
