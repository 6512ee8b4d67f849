use crate::endpoint::{Body, Identity, Slot, SourceRef};
use crate::finding::{Draft, Findings, key_span};
use crate::json::{Node, edits};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds `identity` alongside `identities`. It is advice if the two agree.
    ///
    /// According to the documentation of the official SDKs, `identities` takes precedence and
    /// `identity` is ignored.
    ///
    /// # Bad
    /// ```json
    /// {"identity": {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "domain"}, "target": "Website", "function": "Equality"},
    ///   "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}]}}
    /// ```
    /// ```text
    /// 1:2: warning[PT042]: `identity` has no effect alongside `identities`
    /// ```
    /// # Good
    /// ```json
    /// {"identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}]}}
    /// ```
    IdentityAndIdentities {
        code: "PT042", name: "identity-and-identities", group: Identity, severity: Warning,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0",
        also: [(Advice, "if the two agree, and in a fetched sync where they do not provably differ")],
        source: "Python SDK 25.9.10, docstring of `identities`",
        summary: "both `identity` and `identities`",
        keys: ["identities"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let (Some(old), Some(new)) = (body.identity, body.identities) else { return };
    let unreadable = matches!(new.mappings, Slot::Reported);
    let pairs = Identity::list(new.mappings, body.marks);
    let one = new.mappings.node().is_some_and(|list| list.len() == 1);
    let agree = one && pairs.first().is_some_and(|pair| same(body, &old, pair));
    let differ = !unreadable
        && pairs.len() == new.mappings.node().map_or(0, Node::len)
        && provably_differ(body, &old, &pairs);
    let empty = !unreadable && new.mappings.node().is_none_or(|list| list.is_empty());
    let draft = if agree {
        Draft::key(&INFO, old.node, "`identity` duplicates `identities`")
            .severity(Severity::Advice)
            .label("redundant")
            .help("remove `identity`; `identities` is the newer format and takes precedence")
            .fix(Fix::safe("remove `identity`", edits::remove(old.node)))
    } else {
        let help = if empty {
            "move this identity to `identities.mappings`, which is empty, or remove `identities`"
        } else {
            "make sure this identity is in `identities.mappings`, then remove `identity`"
        };
        Draft::key(&INFO, old.node, "`identity` has no effect alongside `identities`")
            .severity(if differ { INFO.severity } else { body.unless_fetched(INFO.severity) })
            .label("ignored")
            .help(help)
    };
    out.push(draft.second(key_span(new.node), "takes precedence"));
}

/// Whether two pairs match the same fields in the same way, as far as that can be read.
fn same(body: &Body<'_>, a: &Identity<'_>, b: &Identity<'_>) -> bool {
    facts(body, a).is_some_and(|facts_of_a| facts(body, b) == Some(facts_of_a))
}

/// Whether all pairs can be read, and the older one is not among the newer ones.
fn provably_differ(body: &Body<'_>, old: &Identity<'_>, new: &[Identity<'_>]) -> bool {
    let Some(old) = facts(body, old) else { return false };
    let new: Option<Vec<Facts>> = new.iter().map(|pair| facts(body, pair)).collect();
    new.is_some_and(|new| !new.contains(&old))
}

type Facts = (String, String, String, String, bool, Option<String>);

fn facts(body: &Body<'_>, pair: &Identity<'_>) -> Option<Facts> {
    let source = SourceRef::of(pair.source, body.marks)?;
    Some((
        source.model_id.text()?.to_lowercase(),
        source.field.text()?.into_owned(),
        pair.target.text()?.into_owned(),
        pair.function.text()?.into_owned(),
        pair.new_field.bool().unwrap_or(false),
        pair.remote_field_type_id.or_blank().text().map(std::borrow::Cow::into_owned),
    ))
}
