use crate::finding::{Draft, Severity, key_span};
use crate::request::Body;
use crate::rule::{Findings, declare_rule};

declare_rule! {
    /// Finds the old and the new shape of filters in one body.
    ///
    /// The documentation of the official SDKs says that a body whose two shapes differ is rejected,
    /// and that the old one is passed over where they agree. It is an error where they provably
    /// differ.
    ///
    /// # Bad
    /// ```json
    /// {"filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNull"}],
    ///   "model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull"}]}}
    /// ```
    /// ```text
    /// 1:2: error[PT081]: `filters` and the newer filters differ
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull"}]}}
    /// ```
    FiltersBothShapes {
        code: "PT081", name: "filters-both-shapes", group: Filters, severity: Advice,
        evidence: Documented, fix: None, strict: false,
        summary: "`filters` beside `model_filters` or `target_filters`",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(old) = body.top.filters.node().filter(|filters| !filters.is_empty()) else { return };
    let new: Vec<_> = body.model_conditions.into_iter().chain(body.target_conditions).collect();
    let Some(first) = new.first() else { return };
    let conditions: Vec<_> = new.iter().flat_map(|filters| body.conditions(*filters)).collect();
    let functions = |nodes: Vec<Option<String>>| {
        let mut names: Option<Vec<String>> = nodes.into_iter().collect();
        if let Some(names) = &mut names {
            names.sort_unstable();
        }
        names
    };
    let name =
        |function: crate::request::Slot<'_>| function.text().map(std::borrow::Cow::into_owned);
    let ours = functions(body.filters.iter().map(|filter| name(filter.function)).collect());
    let theirs = functions(conditions.iter().map(|condition| name(condition.function)).collect());
    let readable = old.len() == body.filters.len();
    let differ = readable
        && (old.len() != conditions.len()
            || (ours.is_some() && theirs.is_some() && ours != theirs));
    let (severity, message, help) = if differ {
        (
            Severity::Error,
            "`filters` and the newer filters differ",
            "keep the newer shape alone; the documentation says that a body whose two shapes differ is rejected",
        )
    } else {
        (
            Severity::Advice,
            "`filters` stands beside the newer shape of filters",
            "drop `filters`; where both agree, the old one is passed over",
        )
    };
    out.push(
        Draft::key(&INFO, old, message)
            .severity(body.unless_fetched(severity))
            .label("the old shape")
            .second(key_span(first.node), "the new shape")
            .help(help),
    );
}
