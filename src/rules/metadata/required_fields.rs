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

pub(super) fn check<'m>(
    body: &Body<'_>,
    fields: Fields<'m>,
    writes: Option<Writes>,
    mut filled: HashSet<&'m str>,
    out: &mut Findings<'_>,
) {
    if !writes.is_some_and(Writes::creates) {
        return;
    }
    let Some(place) = body.top.fields.node() else { return };
    let wanted = || fields.required().filter(|field| field.createable != Some(false));
    if wanted().all(|field| filled.contains(field.id.as_str())) || is_unclear(body) {
        return;
    }
    for identity in body.every_identity() {
        let Some(target) = identity.target.text() else { return };
        match fields.find(&target) {
            Some(field) => filled.extend([field.id.as_str()]),
            None => filled.extend(fields.near(&target, body.budget()).first().map(|near| near.id)),
        }
    }
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

/// Whether a field may be filled by something that cannot be read.
fn is_unclear(body: &Body<'_>) -> bool {
    let lists =
        [(body.top.fields, &body.mappings), (body.top.override_fields, &body.override_mappings)];
    let unread = |slot: Slot<'_>| matches!(slot, Slot::Reported);
    unread(body.top.identity)
        || unread(body.top.identities)
        || lists.into_iter().any(|(slot, mappings)| {
            unread(slot)
                || slot.elements().count() != mappings.len()
                || mappings.iter().any(|mapping| mapping.target.text().is_none())
        })
}
