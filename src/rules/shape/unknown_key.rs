use std::collections::HashSet;

use super::alike::Names;
use super::called::Place;
use super::misplaced;
use crate::endpoint::Marks;
use crate::finding::Findings;
use crate::json::Node;
use crate::rules::declare_rule;
use crate::schema::tables::Object;
use crate::schema::{Context, Keys};

declare_rule! {
    /// Finds a key that is not documented where it is: misspelled, in camel case, named as in
    /// another API, or at the wrong level.
    ///
    /// Whether the API rejects unknown keys or ignores them is not documented. If the body needs
    /// the right key, the finding is an error, and the missing key is not reported again.
    ///
    /// # Bad
    /// ```json
    /// {"sync_all_record": true}
    /// ```
    /// ```text
    /// 1:2: warning[PT007]: unknown key `sync_all_record` in the sync
    /// ```
    /// # Fixed
    /// ```json
    /// {"sync_all_records": true}
    /// ```
    /// # Good
    /// ```json
    /// {"sync_all_records": true}
    /// ```
    UnknownKey {
        code: "PT007", name: "unknown-key", group: Shape, severity: Warning,
        evidence: Implied, fix: Both, strict: true, since: "0.1.0",
        also: [(Error, "if the body needs the right key")],
        source: "Python SDK 25.9.10, request types, which have no other keys",
        summary: "unknown or misplaced key",
    }
}

/// Reports the unknown keys of an object, of which the table is known if it has one, that are not
/// read as others, each with what was probably meant.
pub(super) fn report<'a>(
    context: Context<'a>,
    (object, table): (Node<'a>, Option<&'static Object>),
    unknown: &Keys,
    names: &mut Names,
    marks: &mut Marks,
    out: &mut Findings<'_>,
) {
    let Some(table) = table else { return };
    // Of the usual one or two a list is quicker; of ten thousand it would not be.
    let many: HashSet<&str> = match unknown {
        Keys::Named(names) if names.len() > 8 => names.iter().map(String::as_str).collect(),
        _ => HashSet::new(),
    };
    let is_unknown = |key: Node<'_>, text: &str| match unknown {
        Keys::Named(names) if many.is_empty() => names.iter().any(|name| name == text),
        Keys::Named(_) => many.contains(text),
        Keys::Undocumented => {
            let known = table.find(key.symbol());
            known.is_none_or(|(_, property)| property.since > context.version)
        }
    };
    let place = Place::new(context, object, table);
    let mut misplaced = misplaced::Misplaced::new(context, object, table);
    for member in object.members() {
        // Nearly every key is documented, and is known by its number.
        let known = table.find(member.key.symbol()).map(|(_, property)| property);
        if known.is_some_and(|property| property.since <= context.version) {
            continue;
        }
        let Some(key) = member.key.text().filter(|key| is_unknown(member.key, key)) else {
            continue;
        };
        if let Some(removed) = table.removed.iter().find(|removed| removed.name == key) {
            super::removed_key::report(member.value, removed, out);
        } else if let Some((_, property)) = table.property(&key) {
            super::newer_key::report(member.value, property, context.version, out);
        } else {
            let alike = names.of(table, &key);
            if let Some(draft) = place.called_otherwise(member, &key, alike, marks) {
                out.push(draft);
            } else if let Some(home) = alike.home(context) {
                misplaced.take(member, home);
            } else {
                out.push(place.other(member, &key, alike, marks));
            }
        }
    }
    misplaced.report(marks, out);
}
