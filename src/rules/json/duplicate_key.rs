use crate::finding::{Draft, Findings};
use crate::json::{Node, edits};
use crate::rules::declare_rule;
use crate::text::{Fix, shown};

declare_rule! {
    /// Finds a key that appears twice in one object, even if one is written with escapes.
    ///
    /// Browsers, servers, and the linter silently keep the last one, so the first is never used.
    /// That all parsers do so is common practice, but not documented.
    ///
    /// # Bad
    /// ```json
    /// {"name": "Accounts", "active": false, "active": true}
    /// ```
    /// ```text
    /// 1:39: error[PT002]: duplicate key `active`
    /// ```
    /// # Fixed
    /// ```json
    /// {"name": "Accounts", "active": true}
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts", "active": true}
    /// ```
    DuplicateKey {
        code: "PT002", name: "duplicate-key", group: Json, severity: Error,
        evidence: Heuristic, fix: Both, strict: false, since: "0.1.0",
        summary: "duplicate key in an object",
    }
}

/// Reports that the key `later` is already at `first`.
pub(crate) fn report(first: Node<'_>, later: Node<'_>, out: &mut Findings<'_>) {
    let (Some(name), Some(used), Some(unused)) = (later.text(), later.value(), first.value())
    else {
        return;
    };
    let same = used.raw() == unused.raw();
    let edits = edits::remove(unused);
    let (fix, help) = if same {
        (Fix::safe("remove the duplicate", edits), "both have the same value; remove one")
    } else {
        (
            Fix::unsafe_("remove the first one, which is ignored", edits),
            "JSON parsers keep the last value; remove the one you do not want",
        )
    };
    out.push(
        Draft::at(&INFO, used, later.span(), format!("duplicate key `{}`", shown(&name)))
            .label("used again here")
            .second(first.span(), "first used here")
            .help(help)
            .fix(fix),
    );
}
