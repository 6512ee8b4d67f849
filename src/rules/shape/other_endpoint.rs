use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node};
use crate::metadata::ENVELOPE;
use crate::rules::declare_rule;
use crate::schema::Context;

declare_rule! {
    /// Finds a body that is for another endpoint of the same API: a bulk sync, a model, a connection,
    /// the start or the activation of a sync, an item of a list of syncs. One finding says which;
    /// nothing else is said about it. A schedule option that was copied into `schedule` is found, too.
    ///
    /// The keys are those of the reference pages and of the official SDKs.
    ///
    /// # Bad
    /// ```json
    /// {"name": "Mirror", "source_connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "destination_connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "mode": "replicate"}
    /// ```
    /// ```text
    /// 1:20: error[PT029]: this is the body of Create Bulk Sync, not a sync
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts", "target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}, "mode": "create"}
    /// ```
    OtherEndpoint {
        code: "PT029", name: "other-endpoint", group: Shape, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "reference pages of the other endpoints, API version 2025-09-18",
        summary: "body for another endpoint of the API",
    }
}

/// An endpoint of the API that takes or gives other bodies.
struct Other {
    /// What the body is, to be read after "this is".
    what: &'static str,
    help: &'static str,
}

/// The body of another endpoint, and where it goes.
macro_rules! sent_to {
    ($endpoint:literal, $request:literal) => {
        Other {
            what: concat!("the body of ", $endpoint),
            help: concat!("send it to `", $request, "`; polytomic-lint does not check such bodies"),
        }
    };
}

const BULK: Other = sent_to!("Create Bulk Sync", "POST /api/bulk/syncs");
const MODEL: Other = sent_to!("Create Model", "POST /api/models");
const CONNECTION: Other = sent_to!("Create Connection", "POST /api/connections");
const ACTIVATE: Other = sent_to!("Activate Sync", "POST /api/syncs/{id}/activate");
const START: Other = sent_to!("Start Sync", "POST /api/syncs/{id}/executions");
const ITEM: Other = Other {
    what: "an item of the response of List Syncs",
    help: "fetch the whole sync with `GET /api/syncs/{id}`; items of the list have neither `fields` nor `target`",
};
const LIST: Other = Other {
    what: "the response of List Syncs",
    help: "fetch one whole sync with `GET /api/syncs/{id}`; items of the list have neither `fields` nor `target`",
};
const OPTIONS: Other = Other {
    what: "the response of Get Schedule Options",
    help: "copy the `frequency` of one of them into the `schedule` of a sync",
};
const OPTION: Other = Other {
    what: "an option of the response of Get Schedule Options",
    help: "copy its `frequency`, and the clock parts that its `configuration` describes",
};

/// Whether a body is one of another endpoint; says so if it is.
#[inline(never)]
pub(crate) fn report(context: Context<'_>, out: &mut Findings<'_>) -> bool {
    let root = context.root;
    let Some((other, key)) = other(root) else { return false };
    let mut draft = Draft::key(&INFO, key, format!("this is {}, not a sync", other.what));
    draft.pointer = Some(root.pointer());
    out.push(draft.label("not a key of a sync").help(other.help).subject(other.what));
    true
}

/// The endpoint whose body an object is, and the key that shows it.
fn other(root: Node<'_>) -> Option<(&'static Other, Node<'_>)> {
    let has = |key: &str| root.get(key);
    let has_none = |keys: &[&str]| keys.iter().all(|key| root.get(key).is_none());
    let first = |keys: &[&str]| keys.iter().find_map(|key| root.get(key));
    if has_none(&["fields", "target"]) {
        if let Some(items) = has(ENVELOPE).filter(|data| data.elements().any(is_list_item)) {
            return Some((&LIST, items));
        }
        if let Some(key) = has("target_connection_id") {
            return Some((&ITEM, key));
        }
        if let Some(key) = first(&BULK_KEYS).or_else(|| schedules_of_a_bulk_sync(root)) {
            return Some((&BULK, key));
        }
    }
    if !has_none(&["fields", "target", "mode", "schedule", "filters", "model_filters"]) {
        return only_fields(root);
    }
    if has("connection_id").is_some() {
        let key = first(&["configuration", "identifier", "tracking_columns", "relations"]);
        return key.or_else(|| has("additional_fields")).map(|key| (&MODEL, key));
    }
    if let Some(key) = has("frequency").and_then(|_| of_an_option(root)) {
        return Some((&OPTION, key));
    }
    if let Some(items) = has(ENVELOPE).filter(|data| {
        data.elements().any(|item| item.get("frequency").and_then(|_| of_an_option(item)).is_some())
    }) {
        return Some((&OPTIONS, items));
    }
    if has("configuration").is_some_and(|it| it.kind() == Kind::Object)
        && let Some(kind) = has("type").filter(|it| it.kind() == Kind::String)
    {
        return Some((&CONNECTION, kind));
    }
    let only = |keys: &[&str]| {
        root.members().all(|it| it.key.text().is_some_and(|key| keys.contains(&&*key)))
    };
    if let Some(key) = first(&["resync", "test", "source_identities"])
        && only(&["resync", "test", "source_identities", "identities"])
    {
        return Some((&START, key));
    }
    match has("identities") {
        Some(ids) if only(&["identities"]) && is_list_of_strings(ids) => {
            return Some((&START, ids));
        }
        _ => {}
    }
    let active = has("active").filter(|it| it.kind() != Kind::Null && only(&["active"]));
    active.map(|key| (&ACTIVATE, key))
}

/// A model may have fields of its own, beside a connection.
fn only_fields(root: Node<'_>) -> Option<(&'static Other, Node<'_>)> {
    let sync = ["target", "mode", "schedule", "filters", "model_filters"];
    let is_model = root.get("connection_id").is_some()
        && root.get("configuration").is_some()
        && sync.iter().all(|key| root.get(key).is_none());
    root.get("configuration").filter(|_| is_model).map(|key| (&MODEL, key))
}

fn is_list_item(node: Node<'_>) -> bool {
    node.get("target_connection_id").is_some()
        && ["fields", "target"].iter().all(|key| node.get(key).is_none())
}

/// Whether an object is a body of another endpoint.
pub(crate) fn is_other(node: Node<'_>) -> bool {
    other(node).is_some()
}

/// Keys that a bulk sync alone has.
const BULK_KEYS: [&str; 9] = [
    "source_connection_id",
    "destination_connection_id",
    "destination_configuration",
    "source_configuration",
    "default_schedule",
    "additional_schedules",
    "selective_mode",
    "automatically_add_new_fields",
    "automatically_add_new_objects",
];

fn schedules_of_a_bulk_sync(root: Node<'_>) -> Option<Node<'_>> {
    let schedules = root.get("schedules")?;
    let selective = |schedule: Node<'_>| schedule.get("selective_mode").is_some();
    schedules.elements().any(selective).then_some(schedules)
}

fn is_list_of_strings(list: Node<'_>) -> bool {
    list.kind() == Kind::Array
        && !list.is_empty()
        && list.elements().all(|item| item.kind() == Kind::String)
}

/// Whether what is under `schedule` is an option that the API offers; says so if it is.
pub(crate) fn schedule_option(schedule: Node<'_>, out: &mut Findings<'_>) -> bool {
    let Some(first) = of_an_option(schedule) else { return false };
    let mut draft = Draft::key(
        &INFO,
        first,
        format!("`{}` is {}, not a schedule", schedule.path(), OPTION.what),
    );
    draft.pointer = Some(schedule.pointer());
    out.push(draft.label("not a key of a schedule").help(OPTION.help).subject(OPTION.what));
    true
}

/// The key that only an option of a schedule has: it has two of them.
fn of_an_option(node: Node<'_>) -> Option<Node<'_>> {
    let mut keys = ["label", "description", "configuration"].iter().filter_map(|key| node.get(key));
    let first = keys.next()?;
    keys.next().map(|_| first)
}
