use crate::endpoint::{Body, Sender};
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds a request whose `Content-Type` is not `application/json`. With `-d` alone, curl says that
    /// it sends a form; `--json` sets the header itself, and so do httpie and Postman for raw JSON.
    ///
    /// # Bad
    /// ```http
    /// POST https://app.polytomic.com/api/syncs
    /// Authorization: Bearer {{token}}
    /// Content-Type: text/plain
    /// Idempotency-Key: create-accounts
    /// X-Polytomic-Version: 2025-09-18
    ///
    /// {"name": "Accounts", "mode": "create"}
    /// ```
    /// ```text
    /// 3:15: warning[PT134]: `Content-Type` should be `application/json`, not `text/plain`
    /// ```
    /// # Good
    /// ```http
    /// POST https://app.polytomic.com/api/syncs
    /// Authorization: Bearer {{token}}
    /// Content-Type: application/json; charset=utf-8
    /// Idempotency-Key: create-accounts
    /// X-Polytomic-Version: 2025-09-18
    ///
    /// {"name": "Accounts", "mode": "create"}
    /// ```
    HeaderContentType {
        code: "PT134", name: "header-content-type", group: Request, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Create Sync reference, API version 2025-09-18",
        summary: "request that does not declare its body as JSON",
        check: check,
    }
}

const NAME: &str = "Content-Type";
const JSON: &str = "application/json";

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(request) = body.request else { return };
    let Some(header) = request.header(NAME) else {
        if !request.open && !request.json {
            let message = format!("the request is missing `{NAME}: {JSON}`");
            let help = match request.sender {
                Sender::Curl => {
                    format!(
                        "add `-H \"{NAME}: {JSON}\"`, or use `--json`; with `-d`, curl sends a form"
                    )
                }
                _ => format!("add `{NAME}: {JSON}`"),
            };
            let draft = Draft::text(&INFO, request.place, message).label("missing header");
            out.push(draft.help(help).subject(NAME).outside());
        }
        return;
    };
    let said = header.value.text.as_str();
    let kind = said.split(';').next().unwrap_or_default().trim();
    if header.value.varies || kind.eq_ignore_ascii_case(JSON) {
        return;
    }
    let message = format!("`{NAME}` should be `{JSON}`, not `{}`", shown(said));
    let draft = Draft::text(&INFO, header.value.span, message).label(format!("expected `{JSON}`"));
    out.push(draft.help(format!("write `{NAME}: {JSON}`")).subject(said).outside());
}
