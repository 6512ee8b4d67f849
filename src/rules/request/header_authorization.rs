use crate::endpoint::{Body, RequestText, Sender};
use crate::finding::{Draft, Findings};
use crate::placeholder;
use crate::rule::Severity;
use crate::rules::declare_rule;

declare_rule! {
    /// Finds a request without credentials: no `Authorization` header, and no option or setting that
    /// makes one. A key that is hardcoded in the file is a warning: whoever can read the file has it.
    ///
    /// The key itself is never printed.
    ///
    /// # Bad
    /// ```http
    /// POST https://app.polytomic.com/api/syncs
    /// Content-Type: application/json
    /// Idempotency-Key: create-accounts
    /// X-Polytomic-Version: 2025-09-18
    ///
    /// {"name": "Accounts", "mode": "create"}
    /// ```
    /// ```text
    /// 1:1: error[PT132]: the request is missing the `Authorization` header
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
    HeaderAuthorization {
        code: "PT132", name: "header-authorization", group: Request, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        also: [(Warning, "for a hardcoded key")],
        source: "guide Obtaining API keys",
        summary: "request without credentials, or with a hardcoded key",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(request) = body.request else { return };
    let header = request.header("Authorization").map(|header| &header.value);
    if header.is_none() && request.credentials.is_none() {
        if !request.open {
            let message = "the request is missing the `Authorization` header";
            let draft = Draft::text(&INFO, request.place, message).label("missing header");
            let help = match request.sender {
                Sender::Curl => "add `-H \"Authorization: Bearer $POLYTOMIC_API_KEY\"`",
                _ => "add `Authorization: Bearer` with an API key from a variable",
            };
            out.push(draft.help(help).subject("Authorization").outside());
        }
        return;
    }
    for said in header.into_iter().chain(&request.credentials).filter(|said| is_literal(said)) {
        let draft = Draft::text(&INFO, said.span, "an API key is hardcoded in the request")
            .severity(Severity::Warning)
            .label("a secret")
            .help(match request.sender {
                Sender::Curl | Sender::Httpie => "use an environment variable for the key",
                _ => "use a variable for the key, and set it outside of this file",
            });
        out.push(draft.subject("").outside());
    }
}

/// Whether credentials are written out: neither a variable nor a placeholder, nor a scheme alone.
fn is_literal(said: &RequestText) -> bool {
    let text = said.text.trim();
    let scheme = ["Bearer", "Basic"].iter().find(|scheme| {
        text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    });
    let key = scheme.map_or(text, |scheme| text[scheme.len()..].trim());
    let parts = || key.split(':').filter(|part| !part.is_empty());
    let blank = |part: &str| placeholder::of(part).is_some() || is_word(part);
    !said.varies && !key.is_empty() && placeholder::of(key).is_none() && !parts().all(blank)
}

/// Whether this is a word of a documentation, such as `API_KEY` or `token`.
fn is_word(part: &str) -> bool {
    let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic() || b"_- ".contains(&byte));
    let upper = !part.bytes().any(|byte| byte.is_ascii_lowercase());
    letters
        && (upper || matches!(part, "token" | "key" | "api_key" | "user" | "username" | "password"))
}
