use crate::endpoint::Body;
use crate::endpoint::objects::{WEBHOOK_FIELD, WEBHOOK_MODE};
use crate::finding::{Draft, Findings};
use crate::json::edits;
use crate::rules::declare_rule;
use crate::text::{Fix, shown};

declare_rule! {
    /// Finds a webhook (object `http`) with a mode other than `updateOrCreate`, or with a field
    /// whose target is not `record`.
    ///
    /// The guide to custom webhooks describes only this mode and this field.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "create", "fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "id"}, "target": "record"}],
    ///   "target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "http"}}
    /// ```
    /// ```text
    /// 1:10: warning[PT037]: `mode` is `create`, but webhooks use `updateOrCreate`
    /// ```
    /// # Fixed
    /// ```json
    /// {"mode": "updateOrCreate", "fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "id"}, "target": "record"}],
    ///   "target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "http"}}
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "updateOrCreate", "fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "id"}, "target": "record"}],
    ///   "target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "http"}}
    /// ```
    WebhookShape {
        code: "PT037", name: "webhook-shape", group: Target, severity: Warning,
        evidence: Documented, fix: Unsafe, strict: false, since: "0.1.0",
        source: "guide Syncing to custom webhooks",
        summary: "webhook with an undocumented mode or target field",
        keys: ["object"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(object) = body
        .target
        .as_ref()
        .filter(|target| target.is_webhook())
        .and_then(|target| target.object.node())
    else {
        return;
    };
    let wrong_mode = body.top.mode.node().filter(|mode| !mode.is_text(WEBHOOK_MODE));
    let targets = body.mappings.iter().filter_map(|mapping| mapping.target.or_blank().node());
    let wrong_target = targets.filter(|target| !target.is_text(WEBHOOK_FIELD));
    for (node, wanted) in wrong_mode
        .into_iter()
        .map(|n| (n, WEBHOOK_MODE))
        .chain(wrong_target.map(|n| (n, WEBHOOK_FIELD)))
    {
        let found = node.text().unwrap_or_default();
        out.push(
            Draft::value(
                &INFO,
                node,
                format!("`{}` is `{}`, but webhooks use `{wanted}`", node.path(), shown(&found)),
            )
            .label(format!("expected `{wanted}`"))
            .second(object.span(), "this is a webhook")
            .help(format!("use `{wanted}`, the only value that the webhook guide describes"))
            .fix(Fix::unsafe_(
                format!("change to `{wanted}`"),
                edits::replace(node, crate::json::quote(wanted)),
            )),
        );
    }
}
