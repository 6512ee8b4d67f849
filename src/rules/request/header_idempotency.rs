use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds an `Idempotency-Key` that the API does not accept: it has 8 to 255 letters, digits, `-`,
    /// and `_`. A request that creates a sync without such a key is advice.
    ///
    /// With a key, a request that is sent again does not create a second sync: the API answers with the
    /// first outcome, errors included. So a corrected body needs a new key.
    ///
    /// # Bad
    /// ```http
    /// POST https://app.polytomic.com/api/syncs
    /// Authorization: Bearer {{token}}
    /// Content-Type: application/json
    /// Idempotency-Key: sync 1
    /// X-Polytomic-Version: 2025-09-18
    ///
    /// {"name": "Accounts", "mode": "create"}
    /// ```
    /// ```text
    /// 4:18: error[PT131]: `Idempotency-Key` has a space
    /// ```
    /// # Good
    /// ```http
    /// POST https://app.polytomic.com/api/syncs
    /// Authorization: Bearer {{token}}
    /// Content-Type: application/json
    /// Idempotency-Key: {{$guid}}
    /// X-Polytomic-Version: 2025-09-18
    ///
    /// {"name": "Accounts", "mode": "create"}
    /// ```
    HeaderIdempotency {
        code: "PT131", name: "header-idempotency", group: Request, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        also: [(Advice, "if there is none")],
        source: "guide Idempotent requests",
        summary: "missing or malformed idempotency key",
        check: check,
    }
}

const NAME: &str = "Idempotency-Key";
const HELP: &str = "use 8 to 255 letters, digits, `-`, and `_`";

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(request) = body.request else { return };
    let Some(header) = request.header(NAME) else {
        if !request.open && request.method().as_deref() == Some("POST") {
            let message = format!("the request has no `{NAME}` header (optional)");
            let draft = Draft::text(&INFO, request.place, message).label("missing header");
            let draft = draft.severity(Severity::Advice).subject(NAME);
            out.push(
                draft
                    .help(
                        "add one, so that sending the request again does not create a second sync",
                    )
                    .outside(),
            );
        }
        return;
    };
    if header.value.varies {
        return;
    }
    let key = header.value.text.as_str();
    let length = key.chars().count();
    let odd = key.chars().find(|ch| !(ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_')));
    let message = match odd {
        Some(' ') => format!("`{NAME}` has a space"),
        Some(odd) => format!("`{NAME}` has the character `{}`", shown(&odd.to_string())),
        None if (8..=255).contains(&length) => return,
        None if length == 1 => format!("`{NAME}` has 1 character instead of 8 to 255"),
        None => format!("`{NAME}` has {length} characters instead of 8 to 255"),
    };
    let draft = Draft::text(&INFO, header.value.span, message).label("expected an idempotency key");
    out.push(draft.help(HELP).subject(key).outside());
}
