use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Points out `only_enrich_updates`: according to its name, it limits a sync to updates of
    /// enriched fields, but according to its description, only changes to the base model start a
    /// run.
    ///
    /// It makes sense with enriched models, which a body does not show.
    ///
    /// # Bad
    /// ```json
    /// {"only_enrich_updates": true}
    /// ```
    /// ```text
    /// 1:2: advice[PT117]: the name of `only_enrich_updates` contradicts its documented description
    /// ```
    /// # Good
    /// ```json
    /// {"only_enrich_updates": false}
    /// ```
    EnrichFlag {
        code: "PT117", name: "enrich-flag", group: Body, severity: Advice,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "flag whose name and description disagree",
        keys: ["only_enrich_updates"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let flag = body.top.only_enrich_updates;
    if let (Some(true), Some(node)) = (flag.bool(), flag.node()) {
        out.push(
            Draft::key(&INFO, node, "the name of `only_enrich_updates` contradicts its documented description")
                .label("only for enriched models")
                .help("check that this is what you want; according to the description, only changes to the base model start a run"),
        );
    }
}
