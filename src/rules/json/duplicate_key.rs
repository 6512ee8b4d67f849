use crate::finding::{Draft, Findings};
use crate::json::{Node, NodeId, Tree, edits};
use crate::rules::declare_rule;
use crate::rules::json::habits::{MANY, SHOWN};
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

/// Reports that a key is there again: each time while these are few.
pub(crate) fn report(tree: &Tree<'_>, pairs: &[(NodeId, NodeId)], out: &mut Findings<'_>) {
    if let (true, Some((first, _))) = (pairs.len() >= MANY, pairs.first()) {
        let later: Vec<_> = pairs.iter().map(|(_, later)| tree.node(*later)).collect();
        often(tree.node(*first), &later).into_iter().for_each(|draft| out.push(draft));
        return;
    }
    let again =
        pairs.iter().filter_map(|(first, later)| again(tree.node(*first), tree.node(*later)));
    again.for_each(|draft| out.push(draft));
}

/// A key that is there again.
fn again(first: Node<'_>, later: Node<'_>) -> Option<Draft> {
    let (name, used, unused) = (later.text()?, later.value()?, first.value()?);
    let same = used.raw() == unused.raw();
    let edits = edits::remove(unused);
    let (fix, help) = if same {
        (Fix::safe("remove the duplicate", edits), "both have the same value; remove one")
    } else {
        (Fix::unsafe_("remove the first one, which is ignored", edits), KEPT)
    };
    let message = format!("duplicate key `{}`", shown(&name));
    let draft = Draft::at(&INFO, used, later.span(), message)
        .label("used again here")
        .second(first.span(), "first used here")
        .help(help)
        .fix(fix);
    Some(draft)
}

const KEPT: &str = "JSON parsers keep the last value; remove the one you do not want";

/// A key that is there again and again.
fn often(first: Node<'_>, later: &[Node<'_>]) -> Option<Draft> {
    let (second, others) = later.split_first()?;
    let (name, used) = (first.text()?, later.last()?.value()?);
    let keys = std::iter::once(first).chain(later.iter().copied());
    let unused: Vec<_> = keys.filter_map(Node::value).filter(|value| *value != used).collect();
    let same = unused.iter().all(|value| value.raw() == used.raw());
    let edits = edits::remove_all(&unused);
    let (fix, help) = if same {
        let fix = Fix::safe("remove the duplicates", edits);
        (fix, "all have the same value; remove all but one")
    } else {
        let fix = Fix::unsafe_("remove all but the last one, which is used", edits);
        (fix, "JSON parsers keep the last value; remove the ones you do not want")
    };
    let count = later.len() + 1;
    let message = format!("duplicate key `{}`, used {count} times", shown(&name));
    let draft = Draft::at(&INFO, used, second.span(), message)
        .label("used again here")
        .second(first.span(), "first used here")
        .help(help)
        .fix(fix);
    Some(others.iter().take(SHOWN).fold(draft, |draft, key| draft.second(key.span(), "and here")))
}
