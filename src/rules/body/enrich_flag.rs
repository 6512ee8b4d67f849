use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Points out `only_enrich_updates`: by its name it limits a sync to updates of enriched fields,
    /// while its description says that only changes of the base model start a run.
    ///
    /// It makes sense with enriched models, which a body does not show.
    ///
    /// # Bad
    /// ```json
    /// {"only_enrich_updates": true}
    /// ```
    /// ```text
    /// 1:2: advice[PT117]: `only_enrich_updates` has a name and a description that disagree
    /// ```
    /// # Good
    /// ```json
    /// {"only_enrich_updates": false}
    /// ```
    EnrichFlag {
        code: "PT117", name: "enrich-flag", group: Body, severity: Advice,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "a flag whose name and description disagree",
        keys: ["only_enrich_updates"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let flag = body.top.only_enrich_updates;
    if let (Some(true), Some(node)) = (flag.bool(), flag.node()) {
        out.push(
            Draft::key(&INFO, node, "`only_enrich_updates` has a name and a description that disagree")
                .label("for enriched models")
                .help("by the description, only changes of the base model start a run; check that this is meant"),
        );
    }
}
