//! Required fields of the target that nothing fills.

use std::collections::HashSet;

use super::target_field_unknown::INFO;
use super::wording::{at_target, target_name};
use super::writable::Writes;
use crate::endpoint::{Body, Slot};
use crate::finding::{Draft, Findings};
use crate::metadata::{Fields, TargetField};

/// So many are named, the others are counted.
const NAMED: usize = 3;

pub(super) fn check(
    body: &Body<'_>,
    fields: Fields<'_>,
    writes: Option<Writes>,
    meant: Vec<&str>,
    out: &mut Findings<'_>,
) {
    if !writes.is_some_and(Writes::creates) {
        return;
    }
    let Some(place) = body.top.fields.node() else { return };
    let wanted = || fields.required().filter(|field| field.createable != Some(false));
    if wanted().next().is_none() {
        return;
    }
    let Some(mut filled) = filled(body, fields) else { return };
    filled.extend(meant.into_iter().map(str::to_owned));
    let missing: Vec<&TargetField> =
        wanted().filter(|field| !filled.contains(field.id.as_str())).collect();
    if missing.is_empty() {
        return;
    }
    let names: Vec<String> =
        missing.iter().take(NAMED).map(|field| field.named().to_string()).collect();
    let more = missing.len() - names.len();
    let names = match (names.as_slice(), more) {
        (names, more @ 1..) => format!("{}, and {more} more", names.join(", ")),
        ([one], 0) => one.clone(),
        ([one, two], 0) => format!("{one} and {two}"),
        ([first @ .., last], 0) => format!("{}, and {last}", first.join(", ")),
        ([], 0) => return,
    };
    let draft = Draft::key(
        &INFO,
        place,
        format!("`fields` is missing {names}, required by {}", target_name(body)),
    )
    .label(if missing.len() == 1 {
        "a required field is missing"
    } else {
        "required fields are missing"
    })
    .help("map a model field or a fixed value to it; the target rejects records without it")
    .subject(missing.iter().map(|field| &*field.id).collect::<Vec<_>>().join(" "));
    out.push(at_target(draft, body));
}

/// The fields that the body fills; none where that cannot be told.
fn filled(body: &Body<'_>, fields: Fields<'_>) -> Option<HashSet<String>> {
    let lists = [
        (body.top.fields, body.mappings.as_slice()),
        (body.top.override_fields, body.override_mappings.as_slice()),
    ];
    let mut filled = HashSet::new();
    for (slot, mappings) in lists {
        if matches!(slot, Slot::Reported) || slot.elements().count() != mappings.len() {
            return None;
        }
        for mapping in mappings {
            filled.insert(mapping.target.text()?.into_owned());
        }
    }
    if matches!(body.top.identity, Slot::Reported) || matches!(body.top.identities, Slot::Reported)
    {
        return None;
    }
    for identity in body.identity_mappings() {
        let target = identity.target.text()?;
        if fields.find(&target).is_none() {
            let near = fields.near(&target, body.budget());
            filled.extend(near.first().map(|near| near.id.to_owned()));
        }
        filled.insert(target.into_owned());
    }
    Some(filled)
}
