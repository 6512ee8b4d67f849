use std::borrow::Cow;
use std::collections::HashMap;

use crate::endpoint::objects::WEBHOOK_FIELD;
use crate::endpoint::{Body, Mapping, Slot, SourceRef};
use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds a target field that gets one value in `fields` and another in `override_fields`.
    ///
    /// The documentation does not say which of the two is written. The same value in both, which
    /// API responses can have, is fine.
    ///
    /// # Bad
    /// ```json
    /// {"fields": [{"target": "Email", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}}],
    ///   "override_fields": [{"target": "Email", "override_value": "none"}]}
    /// ```
    /// ```text
    /// 2:34: warning[PT053]: `fields[0]` and `override_fields[0]` write different values to `Email`
    /// ```
    /// # Good
    /// ```json
    /// {"fields": [{"target": "Email", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}}],
    ///   "override_fields": [{"target": "LeadSource", "override_value": "none"}]}
    /// ```
    TargetInFieldsAndOverrides {
        code: "PT053", name: "target-in-fields-and-overrides", group: Fields, severity: Warning,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        also: [(Advice, "in a fetched sync")],
        summary: "target with different values in `fields` and `override_fields`",
        keys: ["override_fields"], check: check,
    }
}

/// What a mapping writes.
#[derive(PartialEq)]
enum Written<'a> {
    Fixed(Cow<'a, str>),
    Read(String, Cow<'a, str>),
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    if body.override_mappings.is_empty() {
        return;
    }
    let mut fields = HashMap::new();
    for field in &body.mappings {
        if let Some(name) = name(&field) {
            fields.entry(name).or_insert(field);
        }
    }
    for entry in &body.override_mappings {
        let Some(name) = name(&entry) else { continue };
        let Some(field) = fields.get(&name) else { continue };
        let (Some(a), Some(b)) = (field.target.node(), entry.target.node()) else { continue };
        let (Some(one), Some(other)) = (written(body, field), written(body, &entry)) else {
            continue;
        };
        if one == other {
            continue;
        }
        let (first, later) = if a.id() < b.id() { (a, b) } else { (b, a) };
        let of = |target: Node<'_>| target.parent().map(|it| it.path()).unwrap_or_default();
        out.push(
            Draft::value(
                &INFO,
                later,
                format!(
                    "`{}` and `{}` write different values to `{}`",
                    of(first),
                    of(later),
                    shown(&name)
                ),
            )
            .severity(body.unless_fetched(INFO.severity))
            .label("writes one value")
            .second(first.span(), "writes another value")
            .help("keep one of the two; the documentation does not say which value is written")
            .tied_to(body.root)
            .subject(&*name),
        );
    }
}

fn name<'a>(field: &Mapping<'a>) -> Option<Cow<'a, str>> {
    field.target.or_blank().text().filter(|name| name != WEBHOOK_FIELD)
}

/// What a mapping writes; nothing when that cannot be read, or when it writes nothing.
fn written<'a>(body: &Body<'a>, field: &Mapping<'a>) -> Option<Written<'a>> {
    match field.fixed_value() {
        Slot::Value(value) => Some(Written::Fixed(value.text()?)),
        Slot::Reported => None,
        Slot::Absent => {
            let source = SourceRef::of(field.source, body.marks)?;
            Some(Written::Read(source.model_id.text()?.to_lowercase(), source.field.text()?))
        }
    }
}
