use crate::finding::Draft;
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::{Fix, Span};

declare_rule! {
    /// Finds bytes that are not UTF-8, files in UTF-16, half of a surrogate pair written as an
    /// escape, raw NUL bytes, and (as a warning) a byte order mark.
    ///
    /// JSON that is exchanged between systems is UTF-8 without a byte order mark (RFC 8259, section
    /// 8.1).
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
        also: [(Warning, "for a byte order mark")],
        source: "RFC 8259, section 8.1",
        summary: "text that is not plain UTF-8",
    }
}

pub(crate) fn byte_order_mark(span: Span) -> Draft {
    Draft::text(&INFO, span, "the file starts with a byte order mark (BOM)")
        .severity(Severity::Warning)
        .help("save it as UTF-8 without a BOM; some JSON parsers cannot handle one")
        .fix(Fix::safe("remove the byte order mark", vec![(span, String::new())]))
}

pub(crate) fn not_utf8(span: Span) -> Draft {
    let message = match span.len() {
        1 => format!("the byte at offset {} is not UTF-8", span.start),
        count => format!("{count} bytes at offset {} are not UTF-8", span.start),
    };
    Draft::text(&INFO, span, message)
        .label("not UTF-8")
        .help("save the file as UTF-8; it may have been saved as Latin-1 or Windows-1252")
}
