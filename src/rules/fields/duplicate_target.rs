use std::collections::HashMap;

use crate::finding::{Draft, shown};
use crate::request::{Body, Mapping};
use crate::rule::{Findings, declare_rule};

declare_rule! {
    /// Finds two fields with one target, in `fields` or in `override_fields`.
    ///
    /// Which of the two values is written is not documented; the vendor's own tests avoid it. The
    /// target `record` of webhooks and CSV files is meant to be mapped many times.
    ///
    /// # Bad
    /// ```json
    /// {"fields": [{"target": "Email", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}},
    ///   {"target": "Email", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "work_email"}}]}
    /// ```
    /// ```text
    /// 2:14: warning[PT052]: `fields[1].target` is `Email`, as in `fields[0]`
    /// ```
    /// # Good
    /// ```json
    /// {"fields": [{"target": "record", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}},
    ///   {"target": "record", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "work_email"}}]}
    /// ```
    DuplicateTargetField {
        code: "PT052", name: "duplicate-target-field", group: Fields, severity: Warning,
        evidence: Implied, fix: None, strict: false,
        summary: "two fields with one target",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    list(&body.mappings, out);
    list(&body.override_mappings, out);
}

fn list(fields: &[Mapping<'_>], out: &mut Findings<'_>) {
    let mut seen = HashMap::new();
    for field in fields {
        let Some(target) = field.target.or_blank().node() else { continue };
        let Some(name) = target.text().filter(|name| name != "record") else { continue };
        let first = *seen.entry(name.clone()).or_insert(target);
        if first == target {
            continue;
        }
        let path = first.parent().map(|field| field.path()).unwrap_or_default();
        out.push(
            Draft::value(
                &INFO,
                target,
                format!("`{}` is `{}`, as in `{path}`", target.path(), shown(&name)),
            )
            .label("the second one")
            .second(first.span(), "the first one")
            .help("keep one of the two; which of them is written is not documented"),
        );
    }
}
