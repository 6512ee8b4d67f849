use crate::finding::Draft;
use crate::rules::declare_rule;
use crate::text::Span;

declare_rule! {
    /// Finds a file with nothing in it but white space.
    ///
    /// The endpoint takes one JSON object, and an empty text is none. Often the program that was to
    /// write the file has failed before it wrote.
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
        summary: "nothing but white space",
    }
}

pub(crate) fn nothing_there() -> Draft {
    Draft::text(&INFO, Span::empty(0), "the file is empty")
        .help("`polytomic-lint new` writes a body to start from")
}
