use crate::endpoint::Body;
use crate::endpoint::tables::needs;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::nearest::nearest;

declare_rule! {
    /// Finds several mappings in `identities` without a `strategy`.
    ///
    /// According to the documentation of the official SDKs, the strategy is then required; a single
    /// mapping needs none.
    ///
    /// # Bad
    /// ```json
    /// {"identities": {"mappings": [
    ///   {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"},
    ///   {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "domain"}, "target": "Website", "function": "DomainMatch"}]}}
    /// ```
    /// ```text
    /// 1:17: error[PT043]: `identities` has 2 mappings but no `strategy`
    /// ```
    /// # Good
    /// ```json
    /// {"identities": {"strategy": "priority", "mappings": [
    ///   {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"},
    ///   {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "domain"}, "target": "Website", "function": "DomainMatch"}]}}
    /// ```
    IdentitiesStrategyMissing {
        code: "PT043", name: "identities-strategy-missing", group: Identity, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.10, docstring of `identities`",
        summary: "several identity mappings but no strategy",
        keys: ["identities"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(identities) = body.identities else { return };
    let needed = needs::STRATEGY.holds(identities.node, |key| identities.slot(key));
    let Some(mappings) = identities.mappings.node().filter(|_| needed) else { return };
    // The finding on the type of an array under `identity` names the strategies.
    let key = identities.node.key().and_then(|key| key.written().text());
    let meant = key.and_then(|key| nearest(&key, ["identity", "identities"], 1).pop());
    if identities.strategy.is_present() || meant == Some("identity") {
        return;
    }
    out.push(
        Draft::key(
            &INFO,
            mappings,
            format!("`identities` has {} mappings but no `strategy`", mappings.len()),
        )
        .label("more than one mapping")
        .help("add `\"strategy\": \"priority\"` to use the first mapping that matches, or `\"strategy\": \"and\"` to require all of them"),
    );
}
