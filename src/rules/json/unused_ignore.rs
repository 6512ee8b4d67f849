use crate::finding::Draft;
use crate::rules::declare_rule;
use crate::text::{Span, list, shown};

declare_rule! {
    /// Finds an ignore that ignores nothing.
    ///
    /// In files that may have comments, `// polytomic-lint-ignore PT071: reason` keeps a rule
    /// silent on its line, or, alone on a line, on the next one; several codes or names are
    /// separated by commas. `[[ignore]]` in `polytomic-lint.toml` does so for places and files.
    /// One that has nothing to do is a leftover, or misspelt, and would hide a later mistake.
    ///
    /// Nothing is said of a rule that is off, of files that were not linted, or of a body that
    /// cannot be read whole. PT001 cannot be ignored.
    ///
    /// # Bad
    /// ```jsonc
    /// {
    ///   // polytomic-lint-ignore PT071: the label comes later
    ///   "name": "Accounts"
    /// }
    /// ```
    /// ```text
    /// 2:3: warning[PT019]: this ignore of `PT071` matches nothing
    /// ```
    /// # Fixed
    /// ```jsonc
    /// {
    ///   "name": "Accounts"}
    /// ```
    /// # Good
    /// ```jsonc
    /// {
    ///   "name": "Accounts",
    ///   // polytomic-lint-ignore PT031: the object is filled in on deployment
    ///   "target": {"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35"}
    /// }
    /// ```
    UnusedIgnore {
        code: "PT019", name: "unused-ignore", group: Json, severity: Warning,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0", tag: Unnecessary,
        summary: "an ignore, in a comment or the configuration, that matches nothing",
    }
}

/// An ignore of rules that found nothing there.
pub(crate) fn idle(span: Span, names: &[&str]) -> Draft {
    let names = list(names.iter().map(|name| shown(name)), "and");
    Draft::text(&INFO, span, format!("this ignore of {names} matches nothing"))
        .label("nothing to ignore")
        .help("remove it; it would hide the next mistake")
}

/// An ignore of a rule that there is not.
pub(crate) fn unknown(span: Span, name: &str) -> Draft {
    let near = crate::rules::find_rules(name).err().and_then(|error| error.nearest);
    let hint = near.map(|near| format!("did you mean `{near}`? otherwise "));
    Draft::text(&INFO, span, format!("`{}` is not a rule, so nothing is ignored", shown(name)))
        .label("names no rule")
        .help(format!("{}remove it", hint.unwrap_or_default()))
}

/// An ignore of the one rule that always speaks.
pub(crate) fn unignorable(span: Span, name: &str) -> Draft {
    Draft::text(&INFO, span, format!("`{}` cannot be ignored", shown(name)))
        .label("has no effect")
        .help("remove it; a body that cannot be read cannot be sent either")
}

/// An ignore that names nothing.
pub(crate) fn nameless(span: Span) -> Draft {
    Draft::text(&INFO, span, "this ignore names no rule")
        .label("names no rule")
        .help("write the code behind it, as in `// polytomic-lint-ignore PT071: reason`")
}
