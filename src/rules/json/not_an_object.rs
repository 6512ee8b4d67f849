use std::borrow::Cow;

use crate::endpoint::tables::SYNC;
use crate::finding::{Draft, Findings, key_span};
use crate::host::{Pasted, What};
use crate::json::{Kind, Node};
use crate::metadata::ENVELOPE;
use crate::rules::declare_rule;
use crate::rules::shape::{foreign_shape, other_endpoint};
use crate::text::{Applicability, Fix, Source, Span, shown};

declare_rule! {
    /// Finds a file whose top level is not the body itself: an array or a string, a body wrapped in
    /// `data`, several documents, a fragment without its braces, a YAML file, or a shell command.
    ///
    /// The endpoint accepts one JSON object. A wrapped body is linted as if it were unwrapped.
    ///
    /// # Bad
    /// ```json
    /// {"data": {"name": "Accounts", "mode": "create", "schedule": {"frequency": "manual"}, "fields": [{"target": "Name", "override_value": "none"}],
    ///   "target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}}
    /// ```
    /// ```text
    /// 1:2: error[PT003]: the body is wrapped in `data`
    /// ```
    /// # Fixed
    /// ```json
    /// {"name": "Accounts", "mode": "create", "schedule": {"frequency": "manual"}, "fields": [{"target": "Name", "override_value": "none"}],
    ///   "target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts", "mode": "create", "schedule": {"frequency": "manual"}, "fields": [{"target": "Name", "override_value": "none"}],
    ///   "target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "Account"}}
    /// ```
    NotAnObject {
        code: "PT003", name: "not-an-object", group: Json, severity: Error,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0",
        source: "Create Sync reference, API version 2025-09-18 (request body)",
        summary: "file that is not a single, unwrapped JSON object",
    }
}

/// A body that was copied with what is around it. With a secret in there, that is not quoted.
pub(crate) fn pasted(text: &str, pasted: &Pasted<'_>, secret: bool) -> Draft {
    const AROUND: &str = "not part of the body";
    const COPIED: &str = "copied along with the body";
    let every = "remove them from every line";
    let (message, label, help) = match &pasted.what {
        What::Command(name) => (
            format!("the body is inside a `{}` command", shown(name)),
            AROUND,
            "keep only the JSON that the command sends",
        ),
        What::Fence => {
            ("the body is inside a code fence".to_owned(), AROUND, "keep only the JSON inside it")
        }
        What::Text if secret => (
            "unexpected text around the body".to_owned(),
            AROUND,
            "keep only the JSON body in the file",
        ),
        What::Text => (
            format!("unexpected text around the body: `{}`", shown(pasted.place.of(text))),
            AROUND,
            "keep only the JSON body in the file",
        ),
        What::Prompts(mark, 1) => (
            format!("the body starts with a prompt, `{mark}`, that is not part of it"),
            COPIED,
            "remove it",
        ),
        What::Prompts(mark, _) => (
            format!(
                "the lines start with prompts, such as `{mark}`, that are not part of the body"
            ),
            COPIED,
            every,
        ),
        What::LineNumbers(mark) => (
            format!(
                "the lines start with line numbers, such as `{mark}`, that are not part of the body"
            ),
            COPIED,
            every,
        ),
        What::Log(mark) => (
            format!(
                "the lines start with a log prefix, such as `{mark}`, that is not part of the body"
            ),
            COPIED,
            every,
        ),
        What::Signs(mark) => (
            format!("the lines start with the `{mark}` of a diff, which is not part of the body"),
            COPIED,
            every,
        ),
    };
    // Text may say something that its author wants to keep.
    let applicability = match pasted.what {
        What::Text => Applicability::Unsafe,
        _ => Applicability::Safe,
    };
    Draft::text(&INFO, pasted.place, message).label(label).help(help).fix(Fix::new(
        "remove everything around the body",
        applicability,
        pasted.edits.clone(),
    ))
}

/// A file in another language, which is not read.
pub(crate) fn foreign(source: &Source<'_>, language: &str) -> Draft {
    let text = source.text();
    let start =
        (text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len()) as u32;
    let line = text[start as usize..].lines().next().unwrap_or_default().trim_end();
    let span = Span::new(start, start + line.len() as u32);
    let draft = Draft::text(&INFO, span, format!("the file is {language}, not JSON"))
        .label("expected `{`")
        .subject(language);
    draft.help(match language {
        "Terraform" => {
            "lint the request body as JSON; keys of a `polytomic_sync` resource have other names"
        }
        _ => "lint the request body as JSON",
    })
}

/// The bodies in a file.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Bodies<'a> {
    None,
    One(Node<'a>),
    /// The objects in an array.
    All(Node<'a>),
}

/// Reports that the top-level value is not an object; returns the bodies in it.
pub(crate) fn report<'a>(root: Node<'a>, out: &mut Findings<'_>) -> Bodies<'a> {
    if let Some(item) = only_object(root) {
        out.push(
            Draft::value(&INFO, root, "the body should be an object, not an array")
                .label("top-level value")
                .help("remove the array around the body; a request has a single body")
                .fix(Fix::safe("remove the array", unwrapping(root.span(), item.span()))),
        );
        return Bodies::One(item);
    }
    if is_list_of_bodies(root) {
        out.push(several(root, root.opener(), "the file is an array"));
        return Bodies::All(root);
    }
    if let Some(body) = encoded_body(root) {
        out.push(
            Draft::value(&INFO, root, "the body is a JSON object encoded as a string")
                .label("expected `{`")
                .help("write the object itself; it was encoded twice")
                .fix(Fix::new(
                    "replace the string with the object",
                    Applicability::Unsafe,
                    vec![(root.span(), body.into_owned())],
                )),
        );
        return Bodies::None;
    }
    let what = root.kind().with_article();
    out.push(
        Draft::value(&INFO, root, format!("the body should be an object, not {what}"))
            .label("top-level value")
            .help("write the body as a single object: `{\"name\": …, \"mode\": …}`"),
    );
    Bodies::None
}

/// The text of a string that is the text of an object, which may have been encoded more than once.
fn encoded_body(root: Node<'_>) -> Option<Cow<'_, str>> {
    let text = root.text()?;
    let starts = text.trim_start().starts_with(['{', '"']) && text.contains('{');
    let is_json = || serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
    (starts && is_json()).then_some(text)
}

/// Several bodies, of which a request has one.
fn several(list: Node<'_>, span: Span, what: &str) -> Draft {
    const SHOWN: usize = 7;
    let (bodies, others): (Vec<_>, Vec<_>) =
        list.elements().partition(|item| item.kind() == Kind::Object);
    let message = match bodies.len() {
        1 => format!("{what} with one body and other values, but a request has a single body"),
        count => format!("{what} of {count} bodies, but a request has a single body"),
    };
    let draft = Draft::at(&INFO, list, span, message)
        .label("several values")
        .help("send one request for each body; all of them are checked here")
        .subject("several");
    let others = others.into_iter().take(SHOWN);
    others.fold(draft, |draft, item| draft.second(item.span(), "not a body"))
}

/// Whether an array has several items, one of them at least with keys of a sync.
fn is_list_of_bodies(list: Node<'_>) -> bool {
    list.elements().nth(1).is_some()
        && list
            .elements()
            .filter(|item| item.kind() == Kind::Object)
            .any(|item| SYNC.required_in(item) > 0 || other_endpoint::is_other(item))
}

/// The object in an array of one.
fn only_object(list: Node<'_>) -> Option<Node<'_>> {
    let mut items = list.elements();
    let item = items.next().filter(|item| item.kind() == Kind::Object)?;
    items.next().is_none().then_some(item)
}

/// The body inside a wrapper, or in several around each other, which are reported as one; or the
/// object itself.
pub(crate) fn unwrap<'a>(root: Node<'a>, out: &mut Findings<'_>) -> Bodies<'a> {
    if let Some(list) = wrapped_list(root) {
        out.push(several(list, key_span(list), "the response is an array"));
        return Bodies::All(list);
    }
    let mut wrappers = Vec::new();
    let mut body = root;
    while let Some(wrapper) = wrapper(body) {
        body = wrapper.body;
        wrappers.push(wrapper);
    }
    let Some((outermost, inner)) = wrappers.split_first() else { return Bodies::One(root) };
    // Of another endpoint's or tool's response that is not what there is to say.
    if other_endpoint::is_other(body) || foreign_shape::is_foreign(&SYNC, body) {
        return Bodies::One(body);
    }
    // Other keys are not removed unseen.
    let alone = wrappers.iter().all(|wrapper| wrapper.alone);
    let edits = unwrapping(root.span(), body.span());
    let names: Vec<&str> = wrappers.iter().map(|wrapper| &*wrapper.name).collect();
    let mut draft = Draft::at(
        &INFO,
        outermost.value,
        outermost.key.span(),
        format!("the body is wrapped in `{}`", shown(&names.join("."))),
    )
    .label("unexpected wrapper")
    .help("send only the inner object; API responses are wrapped, but requests are not")
    .maybe_fix(alone.then(|| Fix::safe("remove the wrapper", edits)));
    for wrapper in inner {
        draft = draft.second(wrapper.key.span(), "wrapped again here");
    }
    out.push(draft);
    Bodies::One(body)
}

/// The several whole syncs in the `data` of a response, or under another key.
fn wrapped_list(object: Node<'_>) -> Option<Node<'_>> {
    const FEW: usize = 8;
    // With a key of its own it is the body, so that nothing of a clean one is looked at.
    if object.members().any(|member| SYNC.find(member.key.symbol()).is_some()) {
        return None;
    }
    let several = |list: &Node<'_>| {
        list.kind() == Kind::Array && list.elements().filter(|item| is_body(*item)).nth(1).is_some()
    };
    object.members().take(FEW).map(|member| member.value).find(several)
}

/// A member whose value is the body.
struct Wrapper<'a> {
    key: Node<'a>,
    value: Node<'a>,
    name: Cow<'a, str>,
    body: Node<'a>,
    alone: bool,
}

fn wrapper(object: Node<'_>) -> Option<Wrapper<'_>> {
    const FEW: usize = 8;
    let mut members: Vec<_> = Vec::new();
    for member in object.members() {
        // With a key of its own it is the body.
        if members.len() == FEW || SYNC.find(member.key.symbol()).is_some() {
            return None;
        }
        members.push(member);
    }
    let alone = members.len() == 1;
    members.into_iter().find_map(|member| {
        let (key, value) = (member.key, member.value);
        let name = key.text().unwrap_or_default();
        let body = only_object(value).unwrap_or(value);
        let wraps = name == ENVELOPE && alone && body.kind() == Kind::Object;
        (wraps || is_body(body)).then_some(Wrapper { key, value, name, body, alone })
    })
}

/// Whether an object has at least two of the required keys.
fn is_body(node: Node<'_>) -> bool {
    SYNC.required_in(node) >= 2
}

fn unwrapping(outer: Span, inner: Span) -> Vec<(Span, String)> {
    vec![
        (Span::new(outer.start, inner.start), String::new()),
        (Span::new(inner.end, outer.end), String::new()),
    ]
}
