use crate::endpoint::objects::WEBHOOK_FIELD;
use crate::endpoint::{Body, ModeWord, Slot, Target, level_by_responses};
use crate::finding::{Draft, Findings, key_span};
use crate::json::Node;
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::schema::ApiVersion;
use crate::text::Span;

declare_rule! {
    /// Finds a sync that updates or removes records but has no identity to match them by: neither
    /// `identity` nor `identities`, or an empty list of mappings.
    ///
    /// According to the documentation, modes `update`, `updateOrCreate`, and `remove` need an
    /// identity. The API reports for each mode of a target whether one is required, so some
    /// destinations may not need it. Webhooks (object `http`) and syncs whose fields all go to
    /// `record` have none in Polytomic's own examples and are not reported.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "update"}
    /// ```
    /// ```text
    /// 1:10: warning[PT040]: mode `update` matches records, but the sync has no identity
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "update", "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"},
    ///   "target": "Email", "function": "Equality"}]}}
    /// ```
    IdentityRequiredForMode {
        code: "PT040", name: "identity-required-for-mode", group: Identity, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        also: [(Error, "if a saved response says that the mode needs one")],
        source: "Terraform provider (`mode`); `requires_identity`: Python SDK 25.9.10",
        summary: "mode that matches records, but no identity",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let (Some(mode), Some(lacking)) = (wanting(body), lacking(body)) else { return };
    let Some(severity) = level_by_responses(needed(body), INFO.severity) else { return };
    let name = mode.text().unwrap_or_default();
    let key = if body.version >= ApiVersion::V2025_09_18 { "identities" } else { "identity" };
    let mut draft = Draft::value(
        &INFO,
        mode,
        format!("mode `{name}` matches records, but the sync has no identity"),
    )
    .label("matches on an identity")
    .severity(severity)
    .help(match severity {
        Severity::Error => help(body),
        _ => format!(
            "add `{key}` to say which fields to match on; whether it is needed depends on the destination"
        ),
    });
    if let Lacking::Mappings(empty) = lacking {
        draft = draft.second(empty, "no identity here");
    }
    out.push(draft);
}

/// Whether the mode needs an identity, where saved responses say so.
fn needed(body: &Body<'_>) -> Option<bool> {
    match body.mode_word() {
        // Another mode is needed first.
        ModeWord::NotOffered => Some(false),
        word => word.says(|facts| facts.requires_identity),
    }
}

/// What to do about it where it is certain.
pub(in crate::rules) fn help(body: &Body<'_>) -> String {
    let new = body.version >= ApiVersion::V2025_09_18;
    let key = if new { "identities" } else { "identity" };
    format!("add `{key}` to say which fields to match on")
}

/// Whether there is no identity at all.
pub(in crate::rules) fn is_missing(body: &Body<'_>) -> bool {
    lacking(body).is_some()
}

/// The mode, if it is one that matches records of the target.
fn wanting<'a>(body: &Body<'a>) -> Option<Node<'a>> {
    let mode =
        body.top.mode.node().filter(|_| body.mode().is_some_and(|it| it.matches_records()))?;
    let webhook = body.target.as_ref().is_some_and(Target::is_webhook);
    let mut fields = body.mappings.iter().chain(&body.override_mappings).peekable();
    let record = fields.peek().is_some() && fields.all(|field| field.target.is_text(WEBHOOK_FIELD));
    (!webhook && !record).then_some(mode)
}

/// How a body has no identity.
enum Lacking {
    /// It has no key for one.
    Key,
    /// Its `identities` have no mappings.
    Mappings(Span),
}

/// How the body has no identity, unless it has one.
fn lacking(body: &Body<'_>) -> Option<Lacking> {
    if body.top.identity.is_present() {
        return None;
    }
    let Some(identities) = body.identities else {
        return body.top.identities.is_absent().then_some(Lacking::Key);
    };
    match identities.mappings {
        Slot::Reported => None,
        Slot::Absent => Some(Lacking::Mappings(key_span(identities.node))),
        Slot::Value(list) => list.is_empty().then(|| Lacking::Mappings(list.span())),
    }
}

/// Whether this rule reports the body, so that others can stay silent.
pub(in crate::rules) fn is_reported(body: &Body<'_>) -> bool {
    wanting(body).is_some() && lacking(body).is_some() && needed(body) != Some(false)
}
