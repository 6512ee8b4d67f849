use crate::finding::Draft;
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::{Fix, Span};

declare_rule! {
    /// Finds bytes that are no UTF-8, files in UTF-16, half a surrogate pair written as an escape,
    /// raw NUL bytes, and (as a warning) a byte order mark.
    ///
    /// JSON that is exchanged is UTF-8 without a byte order mark (RFC 8259, section 8.1).
    ///
    /// # Bad
    /// ```json
    /// {"name": "Accounts \ud83d"}
    /// ```
    /// ```text
    /// 1:20: error[PT015]: the escape `\ud83d` is half of a surrogate pair
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts \ud83d\ude00"}
    /// ```
    JsonEncoding {
        code: "PT015", name: "json-encoding", group: Json, severity: Error,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0",
        summary: "text that is not plain UTF-8",
    }
}

pub(crate) fn byte_order_mark(span: Span) -> Draft {
    Draft::text(&INFO, span, "the file begins with a byte order mark")
        .severity(Severity::Warning)
        .help("save it as UTF-8 without one; some readers of JSON stumble over it")
        .fix(Fix::safe("remove the byte order mark", vec![(span, String::new())]))
}

pub(crate) fn not_utf8(span: Span) -> Draft {
    let bytes = if span.len() == 1 { "a byte".to_owned() } else { format!("{} bytes", span.len()) };
    Draft::text(
        &INFO,
        span,
        format!("{bytes} at byte {} of the file cannot be read as UTF-8", span.start),
    )
    .label("no UTF-8")
    .help("save the file as UTF-8; it may have been written as Latin-1 or Windows-1252")
}
