use crate::finding::{Draft, Findings};
use crate::json::{Node, edits};
use crate::rules::declare_rule;
use crate::text::{Fix, shown};

declare_rule! {
    /// Finds a key that stands twice in one object, escapes accounted for.
    ///
    /// Browsers, servers and the linter keep the last one without a word, so the first is never
    /// used. That every reader does so is common practice rather than a documented fact.
    ///
    /// # Bad
    /// ```json
    /// {"name": "Accounts", "active": false, "active": true}
    /// ```
    /// ```text
    /// 1:39: error[PT002]: the key `active` stands twice in one object
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
        summary: "the same key twice in one object",
    }
}

/// Says that the key `later` stands at `first` already.
pub(crate) fn report(first: Node<'_>, later: Node<'_>, out: &mut Findings<'_>) {
    let (Some(name), Some(used), Some(unused)) = (later.text(), later.value(), first.value())
    else {
        return;
    };
    let same = used.raw() == unused.raw();
    let edits = edits::remove(unused);
    let (fix, help) = if same {
        (Fix::safe("drop the repetition", edits), "both say the same; drop one")
    } else {
        (
            Fix::unsafe_("drop the first, which is not used", edits),
            "readers keep the last value; drop the one that is not meant",
        )
    };
    out.push(
        Draft::at(
            &INFO,
            used,
            later.span(),
            format!("the key `{}` stands twice in one object", shown(&name)),
        )
        .label("the second one")
        .second(first.span(), "the first one")
        .help(help)
        .fix(fix),
    );
}
