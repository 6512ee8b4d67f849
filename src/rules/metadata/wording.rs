//! Words that these rules have in common.

use crate::endpoint::Body;
use crate::finding::Draft;
use crate::json::{Node, edits, quote};
use crate::metadata::{Choice, Near};
use crate::text::nearest::ranked;
use crate::text::{Fix, list, shown};

/// More than this is not listed.
const FEW: usize = 12;

/// Names the target: the key of its object as a second place.
pub(super) fn at_target(draft: Draft, body: &Body<'_>) -> Draft {
    let object = body.target.as_ref().and_then(|target| target.object.node());
    match object {
        Some(object) => draft.second(object.span(), "this target"),
        None => draft,
    }
}

/// What a person calls the target: `` `Contact` ``.
pub(super) fn target_name(body: &Body<'_>) -> String {
    let object = body.target.as_ref().and_then(|target| target.object.text());
    object.map_or_else(|| "this target".to_owned(), |object| format!("`{}`", shown(&object)))
}

/// Suggests what may have been meant, and fixes it by writing the closest.
pub(super) fn suggest_fix(
    draft: Draft,
    node: Node<'_>,
    near: &[Near<'_>],
    otherwise: &str,
) -> Draft {
    let fix = near.first().map(|closest| change_to(node, closest.id));
    suggest(draft, near, otherwise).maybe_fix(fix)
}

/// Suggests what may have been meant.
pub(super) fn suggest(draft: Draft, near: &[Near<'_>], otherwise: &str) -> Draft {
    let Some(closest) = near.first() else { return draft.help(otherwise.to_owned()) };
    let further: Vec<String> = near[1..].iter().map(ToString::to_string).collect();
    let help = match further.as_slice() {
        [] => format!("did you mean {closest}?"),
        [one] => format!("did you mean {closest}? the next closest match is {one}"),
        [one, two, ..] => {
            format!("did you mean {closest}? the next closest matches are {one} and {two}")
        }
    };
    draft.help(help)
}

/// A guess: the value becomes another string.
fn change_to(node: Node<'_>, text: &str) -> Fix {
    Fix::unsafe_(format!("change to `{}`", shown(text)), edits::replace(node, quote(text)))
}

/// All names where they are few, else the three closest: `` use `a`, `b`, or `c` ``.
pub(super) fn use_one(wanted: &str, names: &[&str]) -> String {
    match names.len() {
        0 => String::new(),
        1..=FEW => format!("use {}", list(names.iter().map(|name| shown(name)), "or")),
        _ => {
            let closest = ranked(wanted, names, 3);
            let closest = list(closest.iter().map(|name| shown(name)), "or");
            format!("the closest matches are {closest}")
        }
    }
}

/// An option of a closed list, as a candidate.
pub(super) fn named(choice: &Choice) -> Near<'_> {
    Near::new(&choice.value, choice.label.as_deref())
}

/// Whether a value is one of a closed list; of several options that are written as one text, each.
pub(super) fn is_one_of(text: &str, choices: &[Choice]) -> bool {
    let has = |text: &str| choices.iter().any(|choice| choice.value == text);
    has(text) || text.contains([';', ',']) && text.split([';', ',']).all(|part| has(part.trim()))
}
