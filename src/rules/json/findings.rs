//! What reading a file has to say: turns the parser's mistakes into findings of the `json` rules.

use crate::finding::{Draft, Findings};
use crate::json::{Kind, MISTAKES, NodeId, Parsed, Tree};
pub(crate) use crate::rules::json::not_an_object::Bodies;
use crate::rules::json::{self as rules, words};
use crate::text::{BOM, Encoding, Span};

/// A file of which nothing is read.
pub(crate) fn unread(encoding: Encoding, out: &mut Findings<'_>) {
    let (rule, message, help) = match encoding {
        Encoding::Utf8 => return,
        Encoding::Other(name) => (
            &rules::encoding::INFO,
            format!("the file is encoded as {name}"),
            "save it as UTF-8; the API accepts nothing else",
        ),
        Encoding::TooLong => (
            &rules::syntax::INFO,
            "the file is too large to read: 4 GiB or more".to_owned(),
            "this is most likely not a sync body",
        ),
    };
    out.push(Draft::text(rule, Span::empty(0), message).help(help));
}

/// Everything about the text itself: whether it starts with a byte order mark, what is not UTF-8 in
/// it, and what reading it met.
// Apart from its caller, so that the way of a clean body is short.
#[inline(never)]
pub(crate) fn report(
    (marked, unreadable): (bool, &[Span]),
    parsed: &Parsed<'_>,
    out: &mut Findings<'_>,
) {
    if marked {
        out.push(rules::encoding::byte_order_mark(Span::new(0, BOM.len() as u32)));
    }
    let runs = unreadable.chunk_by(|a, b| a.end == b.start);
    let bytes = runs
        .take(MISTAKES)
        .filter_map(|run| Some(rules::encoding::not_utf8(run.first()?.to(*run.last()?))));
    for draft in rules::habits::folded(bytes.collect()) {
        out.push(draft);
    }
    let text = parsed.tree.text();
    let slips = parsed.mistakes.iter().map(|mistake| {
        let mut draft = words::draft(text, mistake);
        if let Some(node) = mistake.node.filter(|&id| parsed.tree.has(NodeId(id))) {
            draft.pointer = Some(parsed.tree.node(NodeId(node)).pointer());
        }
        draft
    });
    for draft in rules::habits::folded(slips.collect()) {
        out.push(draft);
    }
    for pairs in parsed.duplicates.chunk_by(|(first, _), (next, _)| first == next) {
        rules::duplicate_key::report(&parsed.tree, pairs, out);
    }
    let said = !parsed.mistakes.is_empty() || !unreadable.is_empty();
    if parsed.tree.root().is_none() && !said {
        out.push(rules::empty::nothing_there());
    }
}

/// The objects to lint, unwrapped.
pub(crate) fn bodies<'a>(tree: &'a Tree<'_>, out: &mut Findings<'_>) -> Bodies<'a> {
    let Some(root) = tree.root() else { return Bodies::None };
    match root.kind() {
        Kind::Object => rules::not_an_object::unwrap(root, out),
        Kind::Error => Bodies::None,
        _ => rules::not_an_object::report(root, out),
    }
}
