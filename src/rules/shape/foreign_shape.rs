use crate::finding::{Draft, Findings, key_span};
use crate::json::Node;
use crate::rules::declare_rule;
use crate::schema::Context;
use crate::schema::tables::Object;
use crate::text::list;

declare_rule! {
    /// Finds a body written for another tool: `source`, `destination`, `mappings`, `streams`, and
    /// the like, and almost none of the keys that a Polytomic sync needs. The whole body gets a
    /// single finding.
    ///
    /// Such bodies come from generated recipes and from the documentation of other vendors.
    ///
    /// # Bad
    /// ```json
    /// {"data": 1, "source": {"table": "accounts"}, "destination": {"type": "salesforce"}, "operation": "upsert"}
    /// ```
    /// ```text
    /// 1:13: error[PT010]: this is not a Polytomic sync: `source`, `destination`, and `operation` are another tool's keys
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts", "target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}, "mode": "create"}
    /// ```
    ForeignShape {
        code: "PT010", name: "foreign-shape", group: Shape, severity: Error,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.10, request types, which have no such keys",
        summary: "body written for another tool",
    }
}

const FOREIGN: [&str; 30] = [
    "source",
    "sources",
    "destination",
    "destinations",
    "mappings",
    "mapping",
    "field_mappings",
    "operation",
    "streams",
    "stream",
    "connector",
    "connector_id",
    "connection",
    "source_id",
    "destination_id",
    "source_connection_id",
    "destination_connection_id",
    "sync_mode",
    "sync_type",
    "cursor_field",
    "primary_key",
    "table",
    "dataset",
    "workspace_id",
    "query",
    "model",
    "object",
    "config",
    "sync_key",
    "behavior",
];

/// Where a body may be one level down.
const FEW: usize = 8;

/// How many required keys an object has, and its members that another tool's words name.
fn vocabulary<'a>(body: &Object, object: Node<'a>) -> (usize, Vec<Node<'a>>) {
    let mut own = 0;
    let mut foreign = Vec::new();
    for member in object.members() {
        let Some(key) = member.key.text() else { continue };
        let known = body.property(&key);
        own += usize::from(known.is_some_and(|(_, property)| property.required));
        if known.is_none() && FOREIGN.contains(&crate::text::nearest::snake(&key).as_str()) {
            foreign.push(member.value);
        }
    }
    (own, foreign)
}

/// Whether an object is another tool's, by the keys of a sync and its own.
pub(crate) fn is_foreign(body: &Object, object: Node<'_>) -> bool {
    let (own, foreign) = vocabulary(body, object);
    own <= 1 && foreign.len() >= 2
}

/// Whether the body is another tool's; says so if it is.
// Apart from its caller, so that the way of a clean body is short.
#[inline(never)]
pub(crate) fn report(context: Context<'_>, out: &mut Findings<'_>) -> bool {
    let (mut own, mut foreign) = vocabulary(context.tables.body, context.root);
    // A response of another tool has its object one level down, alone or in an array.
    if own == 0 && foreign.len() < 2 {
        let inner = context.root.members().map(|member| member.value).take(FEW).find_map(|value| {
            let item = value.elements().next().unwrap_or(value);
            let found = vocabulary(context.tables.body, item);
            (found.0 <= 1 && found.1.len() >= 2).then_some(found)
        });
        (own, foreign) = inner.unwrap_or((own, foreign));
    }
    let (Some(first), true) = (foreign.first(), own <= 1 && foreign.len() >= 2) else {
        return false;
    };
    let names: Vec<String> =
        foreign.iter().filter_map(|v| Some(v.key()?.text()?.into_owned())).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    let mut draft = Draft::key(
        &INFO,
        *first,
        format!("this is not a Polytomic sync: {} are another tool's keys", list(&names, "and")),
    )
    .label("not a sync key")
    .help("write a sync with `name`, `mode`, `fields`, `schedule`, and `target`")
    .subject(sorted.join(" "));
    let object = first.parent().unwrap_or(context.root);
    draft.pointer = Some(object.pointer());
    for value in foreign.iter().skip(1) {
        draft = draft.second(key_span(*value), "not a sync key either");
    }
    out.push(draft);
    true
}
