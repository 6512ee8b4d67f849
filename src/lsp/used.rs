//! What is written elsewhere in a body, to be written again or to be gone on from.

use std::collections::HashSet;

use crate::endpoint::Marks;
use crate::json::Node;
use crate::linter::AnalyzedBody;

use super::view;
use crate::schema::uuid;

/// More values than this are not offered.
const MANY: usize = 50;

/// The IDs that keys of this name have, each once, in the order of the body.
pub(super) fn values(body: &AnalyzedBody<'_>, name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open: Vec<Node<'_>> = body.body().into_iter().collect();
    while let Some(node) = open.pop() {
        let first = open.len();
        for member in node.members() {
            open.push(member.value);
            if member.key.text().as_deref() == Some(name)
                && let Some(value) =
                    member.value.text().filter(|value| uuid::is_canonical(value.as_bytes()))
                && !out.iter().any(|other| *other == value)
            {
                out.push(value.into_owned());
            }
        }
        open.extend(node.elements());
        open[first..].reverse();
        if out.len() >= MANY {
            break;
        }
    }
    out
}

/// The first letter that no filter has as its label.
pub(super) fn next_label(body: &AnalyzedBody<'_>) -> Option<String> {
    let marks = Marks::default();
    let request = view::request(body, &marks)?;
    let entries = request.scopes().iter().flat_map(|scope| &scope.entries);
    let taken: HashSet<String> =
        entries.filter_map(|entry| Some(entry.node.get("label")?.text()?.into_owned())).collect();
    ('A'..='Z').map(String::from).find(|letter| !taken.contains(letter))
}
