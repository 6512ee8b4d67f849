use crate::endpoint::{Aim, Body, Request};
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::{Span, shown};

declare_rule! {
    /// Finds a request that cannot do what its body is for: another method than `POST /api/syncs` to
    /// create a sync or `PUT` or `PATCH /api/syncs/{id}` to update one, another path of the API,
    /// `http://` (localhost aside), or a slash at the end of the URL.
    ///
    /// What a variable decides is not checked.
    ///
    /// # Bad
    /// ```http
    /// POST http://app.polytomic.com/api/syncs/
    /// Authorization: Bearer {{token}}
    /// Content-Type: application/json
    /// Idempotency-Key: create-accounts
    /// X-Polytomic-Version: 2025-09-18
    ///
    /// {"name": "Accounts", "mode": "create"}
    /// ```
    /// ```text
    /// 1:6: error[PT133]: the URL should start with `https://`, not `http://`
    /// 1:6: error[PT133]: extra slash at the end of the URL
    /// ```
    /// # Good
    /// ```http
    /// POST https://app.polytomic.com/api/syncs
    /// Authorization: Bearer {{token}}
    /// Content-Type: application/json
    /// Idempotency-Key: create-accounts
    /// X-Polytomic-Version: 2025-09-18
    ///
    /// {"name": "Accounts", "mode": "create"}
    /// ```
    WrongMethodOrUrl {
        code: "PT133", name: "wrong-method-or-url", group: Request, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Create Sync and Update Sync references, API version 2025-09-18",
        summary: "method or URL that does not fit the body",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(request) = body.request else { return };
    if let Some(draft) = method(request) {
        out.push(draft.outside());
    }
    let Some(url) = &request.url else { return };
    let path = url.text.split(['?', '#']).next().unwrap_or_default();
    if request.aim() == Aim::Unknown {
        let message = format!("the URL should point to `/api/syncs`, not `{}`", shown(path));
        let draft = Draft::text(&INFO, url.span, message).label("expected `/api/syncs`");
        out.push(draft.help("use `/api/syncs`, where syncs are created").outside());
    }
    if is_open_http(path) {
        let draft =
            Draft::text(&INFO, url.span, "the URL should start with `https://`, not `http://`");
        out.push(
            draft
                .label("expected `https://`")
                .help("write `https://`; it keeps the API key secret")
                .outside(),
        );
    }
    if path.ends_with('/') && matches!(request.aim(), Aim::Syncs | Aim::Sync) {
        let draft = Draft::text(&INFO, url.span, "extra slash at the end of the URL");
        out.push(draft.label("one too many").help("remove the last `/`").outside());
    }
}

fn method(request: &Request) -> Option<Draft> {
    let method = request.method()?;
    let (fits, wanted, what) = match request.aim() {
        Aim::Syncs => (method == "POST", "POST", "creates a sync"),
        Aim::Sync => (method == "PUT" || method == "PATCH", "PUT", "updates a sync"),
        _ => return None,
    };
    if fits {
        return None;
    }
    let span: Span = request.method.as_ref().map_or(request.place, |said| said.span);
    let message = format!("the method should be `{wanted}`, not `{}`", shown(&method));
    let help = match request.aim() {
        Aim::Syncs => format!("use `{wanted}`, which {what}; to update one, add its ID to the URL"),
        _ => format!("use `{wanted}`, which {what}"),
    };
    let draft = Draft::text(&INFO, span, message).label(format!("expected `{wanted}`"));
    Some(draft.help(help).subject(method))
}

/// Whether a URL is not encrypted and leaves this machine.
fn is_open_http(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("http://") else { return false };
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let local = ["localhost", "127.0.0.1", "0.0.0.0", "[", "host.docker.internal"];
    let varies = host.starts_with(['$', '{']) || host.is_empty();
    !varies && !local.iter().any(|name| host.starts_with(name)) && !host.ends_with(".localhost")
}
