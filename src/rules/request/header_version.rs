use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::schema::ApiVersion;
use crate::text::{list, shown};

declare_rule! {
    /// Finds a request without the `X-Polytomic-Version` header, or with a value that is not one of
    /// the API's versions.
    ///
    /// The documentation requires the header for the versions up to 2024-02-08. Its editions disagree
    /// on the version that applies without it, so a request should always name one. The body is
    /// checked against the version in the header, unless `--api-version` is given. A header that
    /// comes from a variable is not checked.
    ///
    /// # Bad
    /// ```http
    /// POST https://app.polytomic.com/api/syncs
    /// Authorization: Bearer {{token}}
    /// Content-Type: application/json
    /// Idempotency-Key: create-accounts
    /// X-Polytomic-Version: v2
    ///
    /// {"name": "Accounts", "mode": "create"}
    /// ```
    /// ```text
    /// 5:22: warning[PT130]: `X-Polytomic-Version` should be a date, not `v2`
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
    HeaderVersion {
        code: "PT130", name: "header-version", group: Request, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "guide Versioning",
        summary: "request without an API version, or with an unknown one",
        check: check,
    }
}

const NAME: &str = "X-Polytomic-Version";

/// Documented as supported; its bodies are not documented any more.
const OLDEST: &str = "2021-05-23";

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(request) = body.request else { return };
    let Some(header) = request.header(NAME) else {
        if !request.open {
            let message = format!("the request is missing the `{NAME}` header");
            let help = format!(
                "add `{NAME}: {}`; the documentation does not agree on the version that applies without it",
                ApiVersion::LATEST
            );
            let draft = Draft::text(&INFO, request.place, message).label("missing header");
            out.push(draft.help(help).subject(NAME).outside());
        }
        return;
    };
    let said = header.value.text.as_str();
    let versions = ApiVersion::ALL.map(ApiVersion::as_str);
    if header.value.varies || said == OLDEST || versions.contains(&said) {
        return;
    }
    let (message, label) = match is_date(said) {
        true => (
            format!("unknown API version `{}` in `{NAME}`", shown(said)),
            "expected an API version",
        ),
        false => (format!("`{NAME}` should be a date, not `{}`", shown(said)), "expected a date"),
    };
    let help = format!("the API versions are {}", list(versions, "and"));
    let draft = Draft::text(&INFO, header.value.span, message).label(label).help(help);
    out.push(draft.subject(said).outside());
}

fn is_date(text: &str) -> bool {
    let form = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() == 10 && text.bytes().enumerate().all(form)
}
