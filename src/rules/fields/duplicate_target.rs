use crate::endpoint::objects::WEBHOOK_FIELD;
use crate::endpoint::{Body, Mappings};
use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::rules::declare_rule;
use crate::text::all_differ::all_differ;
use crate::text::shown;

declare_rule! {
    /// Finds two fields with the same target, in `fields` or in `override_fields`.
    ///
    /// The documentation does not say which of the two values is written, and Polytomic's own tests
    /// avoid this. The target `record` of webhooks and CSV files is meant to be mapped many times
    /// and is not reported.
    ///
    /// # Bad
    /// ```json
    /// {"fields": [{"target": "Email", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}},
    ///   {"target": "Email", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "work_email"}}]}
    /// ```
    /// ```text
    /// 2:14: warning[PT052]: `fields[0]` and `fields[1]` both write to `Email`
    /// ```
    /// # Good
    /// ```json
    /// {"fields": [{"target": "record", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}},
    ///   {"target": "record", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "work_email"}}]}
    /// ```
    DuplicateTargetField {
        code: "PT052", name: "duplicate-target-field", group: Fields, severity: Warning,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        source: "Terraform provider, acceptance tests",
        summary: "two fields with the same target",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    list(body, &body.mappings, out);
    list(body, &body.override_mappings, out);
}

fn list(body: &Body<'_>, fields: &Mappings<'_>, out: &mut Findings<'_>) {
    if fields.len() < 2 {
        return;
    }
    let written = fields.iter().filter_map(|field| field.target.node());
    if all_differ(fields.len(), written.map(Node::bytes)) {
        return;
    }
    let targets = fields.iter().filter_map(|field| field.target.or_blank().node());
    let mut named: Vec<_> = targets.filter_map(|target| Some((target.text()?, target))).collect();
    // Those of one name side by side, each in the order of the file.
    named.sort_by(|(one, _), (other, _)| one.cmp(other));
    for equal in named.chunk_by(|(one, _), (other, _)| one == other) {
        let Some(((name, first), others)) = equal.split_first() else { continue };
        // Such a field takes the values of all of them.
        let several = || {
            let field = body.target_fields().and_then(|fields| fields.find(name));
            field.is_some_and(|field| field.multiple_associations == Some(true))
        };
        if others.is_empty() || name == WEBHOOK_FIELD || several() {
            continue;
        }
        let of = |target: &Node<'_>| target.parent().map(|it| it.path()).unwrap_or_default();
        let path = of(first);
        for (_, target) in others {
            out.push(
                Draft::value(
                    &INFO,
                    *target,
                    format!("`{path}` and `{}` both write to `{}`", of(target), shown(name)),
                )
                .label("used again here")
                .second(first.span(), "first used here")
                .help("keep one of the two; the documentation does not say which value is written"),
            );
        }
    }
}
