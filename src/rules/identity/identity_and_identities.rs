use crate::endpoint::{Body, Identity, Slot, SourceRef};
use crate::finding::{Draft, Findings, key_span};
use crate::json::edits;
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds `identity` beside `identities`. It is advice where both say the same.
    ///
    /// The documentation of the official SDKs says that `identities` wins, so `identity` is not
    /// read.
    ///
    /// # Bad
    /// ```json
    /// {"identity": {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "domain"}, "target": "Website", "function": "Equality"},
    ///   "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}]}}
    /// ```
    /// ```text
    /// 1:2: warning[PT042]: `identity` stands beside `identities`, which wins
    /// ```
    /// # Good
    /// ```json
    /// {"identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}]}}
    /// ```
    IdentityAndIdentities {
        code: "PT042", name: "identity-and-identities", group: Identity, severity: Warning,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0",
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
    let empty = !unreadable && new.mappings.node().is_none_or(|list| list.is_empty());
    let draft = if agree {
        Draft::key(&INFO, old.node, "`identity` repeats what `identities` says")
            .severity(Severity::Advice)
            .label("says the same")
            .help("drop `identity`; `identities` is the newer shape, and it wins")
            .fix(Fix::safe("drop `identity`", edits::remove(old.node)))
    } else {
        let help = if empty {
            "`identities` wins, and there is none in it; put this one under `identities.mappings`, or drop `identities`"
        } else {
            "`identities` wins; see that this one is among its mappings, then drop `identity`"
        };
        Draft::key(&INFO, old.node, "`identity` stands beside `identities`, which wins")
            .severity(body.unless_fetched(INFO.severity))
            .label("not read")
            .help(help)
    };
    out.push(draft.second(key_span(new.node), "wins"));
}

/// Whether two pairs match the same fields in the same way, as far as that can be read.
fn same(body: &Body<'_>, a: &Identity<'_>, b: &Identity<'_>) -> bool {
    let facts = |pair: &Identity<'_>| {
        let source = SourceRef::of(pair.source, body.marks)?;
        Some((
            source.model_id.text()?.to_lowercase(),
            source.field.text()?.into_owned(),
            pair.target.text()?.into_owned(),
            pair.function.text()?.into_owned(),
            pair.new_field.bool().unwrap_or(false),
            pair.remote_field_type_id.or_blank().text().map(std::borrow::Cow::into_owned),
        ))
    };
    facts(a).is_some_and(|facts_of_a| facts(b) == Some(facts_of_a))
}
