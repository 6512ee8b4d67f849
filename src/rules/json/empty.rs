use crate::finding::Draft;
use crate::rules::declare_rule;
use crate::text::Span;

declare_rule! {
    /// Finds a file with nothing in it but whitespace.
    ///
    /// The endpoint accepts one JSON object, and an empty text is not one. Often, the program that
    /// was supposed to write the file failed before it did.
    ///
    /// # Bad
    /// ```json
    /// ```
    /// ```text
    /// 1:1: error[PT017]: the file is empty
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts"}
    /// ```
    EmptyDocument {
        code: "PT017", name: "empty-document", group: Json, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "RFC 8259, section 2",
        summary: "empty file",
    }
}

pub(crate) fn nothing_there() -> Draft {
    Draft::text(&INFO, Span::empty(0), "the file is empty")
        .help("write the body as an object with `name`, `mode`, `fields`, `schedule`, and `target`")
}
