use crate::finding::Draft;
use crate::rules::declare_rule;
use crate::text::{Span, list, shown};

declare_rule! {
    /// Finds an ignore that matches nothing.
    ///
    /// In files that can have comments, `// polytomic-lint-ignore PT071: reason` hides the findings
    /// of a rule on its line or, alone on a line, on the next one; several codes or names are
    /// separated by commas. `[[ignore]]` in `polytomic-lint.toml` does the same for places and
    /// files. An ignore that matches nothing is left over or misspelled, and would hide a later
    /// mistake.
    ///
    /// An ignore is not reported if its rule is off, if its file was not linted, or if the body
    /// could not be parsed completely. PT001 cannot be ignored.
    ///
    /// # Bad
    /// ```jsonc
    /// {
    ///   // polytomic-lint-ignore PT071: the label comes later
    ///   "name": "Accounts"
    /// }
    /// ```
    /// ```text
    /// 2:3: warning[PT019]: unused ignore for `PT071`
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
        source: "docs/configuration.md of polytomic-lint",
        summary: "ignore comment or setting that matches nothing",
    }
}

/// An ignore of rules that found nothing there.
pub(crate) fn idle(span: Span, names: &[&str]) -> Draft {
    let names = list(names.iter().map(|name| shown(name)), "and");
    Draft::text(&INFO, span, format!("unused ignore for {names}"))
        .label("nothing to ignore here")
        .help("remove it, or it will hide the next mistake")
}

/// An ignore of an unknown rule.
pub(crate) fn unknown(span: Span, name: &str) -> Draft {
    let near = crate::rules::find_rules(name).err().and_then(|error| error.nearest);
    let hint = near.map(|near| format!("did you mean `{near}`? if not, "));
    Draft::text(&INFO, span, format!("unknown rule `{}` in an ignore", shown(name)))
        .label("not a rule")
        .help(format!("{}remove it", hint.unwrap_or_default()))
}

/// An ignore of the rule that is always reported.
pub(crate) fn unignorable(span: Span, name: &str) -> Draft {
    Draft::text(&INFO, span, format!("`{}` cannot be ignored", shown(name)))
        .label("has no effect")
        .help("remove it; a body that cannot be parsed cannot be sent either")
}

/// An ignore without a rule.
pub(crate) fn nameless(span: Span) -> Draft {
    Draft::text(&INFO, span, "missing rule in this ignore")
        .label("expected a rule code or name")
        .help("add a rule code, as in `// polytomic-lint-ignore PT071: reason`")
}
