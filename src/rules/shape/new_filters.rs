//! Converts `filters`, `filter_logic`, and `target.filter_logic` to `model_filters` and
//! `target_filters`: entries stay or move as they are written, and mean the same. If that is not
//! possible, there is no fix.

use std::collections::{HashMap, HashSet};

use crate::endpoint::model::FieldType;
use crate::endpoint::{Arity, Body, letter, logic};
use crate::json::list_layout::Pieces;
use crate::json::{Kind, Node, edits, quote};
use crate::rules::filters::is_point;
use crate::text::{Fix, Span};

type Edits = Vec<(Span, String)>;

/// A filter that the newer format can express.
struct Entry<'a> {
    node: Node<'a>,
    target: bool,
    /// The explicit label.
    label: Option<String>,
    /// Renamed keys, and keys that the newer format does not have.
    edits: Edits,
}

/// The conversion of all filters, if the newer format can express all of them.
pub(super) fn fix(body: &Body<'_>) -> Option<Fix> {
    let root = body.root;
    if body.top.model_filters.is_present() || body.top.target_filters.is_present() {
        return None;
    }
    let list = once(root, "filters").ok()?;
    let model_logic = expression(body, once(root, "filter_logic").ok()?).ok()?;
    let target = once(root, "target").ok()?;
    let target_logic = match target {
        Some(target) => once(target, "filter_logic").ok()?,
        None => None,
    };
    let mut edits = Vec::new();
    edits.extend(target_logic.map(edits::remove).unwrap_or_default());
    let target_logic = expression(body, target_logic).ok()?;
    let written = root.get("filter_logic");
    if list.is_some_and(|list| !matches!(list.kind(), Kind::Array | Kind::Null)) {
        return None;
    }
    let Some(list) = list.filter(|list| !list.is_empty()) else {
        if model_logic.is_some() || target_logic.is_some() {
            return None;
        }
        let gone: Vec<_> = list.into_iter().chain(written).collect();
        edits.extend(edits::remove_all(&gone));
        let title = if list.is_some() {
            "remove the empty `filters`"
        } else {
            "remove the blank expression"
        };
        return Some(Fix::unsafe_(title, edits));
    };
    edits.extend(written.map(edits::remove).unwrap_or_default());
    let key = list.key()?;
    let mut entries = entries(list)?;
    let style = Style::of(key, list);
    name(&mut entries, false, model_logic, &style)?;
    name(&mut entries, true, target_logic, &style)?;
    let has = |target| entries.iter().any(|entry| entry.target == target);
    let (has_model, has_target) = (has(false), has(true));
    // Model filters stay where they are, and Target filters move, unless there are only those.
    let stays = |entry: &Entry<'_>| has_model != entry.target;
    let (name, logic) = match has_model {
        true => ("model_filters", model_logic),
        false => ("target_filters", target_logic),
    };
    edits.push((key.span(), quote(name)));
    edits.push((Span::empty(list.span().start), style.open()));
    let mut after = style.close(logic);
    if has_model && has_target {
        let pieces = Pieces::of(list)?;
        edits.extend(pieces.keep(|index| entries.get(index).is_some_and(&stays)));
        let moved: Vec<usize> =
            (0..entries.len()).filter(|index| !stays(&entries[*index])).collect();
        let copy = pieces.copy(&moved, |index| rewritten(&entries[index]));
        let layout = edits::layout_before(root.tree.text(), key.span().start);
        after += &format!(
            ",{layout}\"target_filters\":{}{}{copy}{}",
            style.colon,
            style.open(),
            style.close(target_logic)
        );
    }
    edits.push((Span::empty(list.span().end), after));
    edits.extend(entries.into_iter().filter(stays).flat_map(|entry| entry.edits));
    let title = match (has_model, has_target) {
        (true, true) => "convert to `model_filters` and `target_filters`",
        (true, false) => "convert to `model_filters`",
        (false, _) => "convert to `target_filters`",
    };
    Some(Fix::unsafe_(title, edits))
}

/// Whitespace after colons and commas, as in the file.
struct Style {
    colon: &'static str,
}

impl Style {
    fn of(key: Node<'_>, value: Node<'_>) -> Self {
        let between = Span::new(key.span().end, value.span().start).of(key.tree.text());
        Self { colon: if between == ":" { "" } else { " " } }
    }

    fn open(&self) -> String {
        format!("{{\"conditions\":{}", self.colon)
    }

    fn label(&self, name: &str) -> String {
        format!("\"label\":{}{}", self.colon, quote(name))
    }

    fn close(&self, logic: Option<Node<'_>>) -> String {
        let colon = self.colon;
        logic.map_or("}".to_owned(), |logic| format!(",{colon}\"logic\":{colon}{}}}", logic.raw()))
    }
}

/// Something that is not certain enough for a fix.
struct Unsure;

/// The value of a key that is there at most once.
fn once<'a>(object: Node<'a>, key: &str) -> Result<Option<Node<'a>>, Unsure> {
    let mut found = object.written_members().filter(|member| member.key.is_text(key));
    let first = found.next().map(|member| member.value);
    if found.next().is_none() { Ok(first) } else { Err(Unsure) }
}

/// An expression that is there and can be parsed; null and a blank one count as none.
fn expression<'a>(body: &Body<'a>, node: Option<Node<'a>>) -> Result<Option<Node<'a>>, Unsure> {
    let Some(node) = node.filter(|node| node.kind() != Kind::Null && !node.is_blank()) else {
        return Ok(None);
    };
    let readable = node.kind() == Kind::String && !body.is_unreadable(node);
    if readable { Ok(Some(node)) } else { Err(Unsure) }
}

fn entries(list: Node<'_>) -> Option<Vec<Entry<'_>>> {
    let tree = list.tree;
    let inside = list.id().0..list.end_id().0;
    let broken =
        inside.into_iter().any(|id| tree.node(crate::json::NodeId(id)).kind() == Kind::Error);
    if broken {
        return None;
    }
    list.elements().map(entry).collect()
}

/// A filter, if its kind is certain and the newer format has a place for everything in it.
fn entry(node: Node<'_>) -> Option<Entry<'_>> {
    const KEYS: [&str; 7] =
        ["field", "field_id", "field_type", "function", "value", "label", "value_field"];
    let mut found: [Option<Node<'_>>; 7] = [None; 7];
    for member in node.written_members() {
        let index = KEYS.iter().position(|key| member.key.is_text(key))?;
        if found[index].replace(member.value).is_some() {
            return None;
        }
    }
    let [field, id, kind, function, value, label, value_field] = found;
    let id_written = id.filter(|id| !id.is_blank());
    let target = match kind {
        Some(kind) if kind.is_text(FieldType::Target.name()) => true,
        Some(kind) if kind.is_text(FieldType::Model.name()) => false,
        Some(_) => return None,
        // A `field_id` alone can be of either kind.
        None => field.is_none(),
    };
    let plain = function?.kind() == Kind::String
        && label.is_none_or(|label| label.kind() == Kind::String)
        && id.is_none_or(|id| id.kind() == Kind::String);
    let arity = function?.text().and_then(|name| Arity::of(&name));
    let expressible = if target {
        kind.is_some()
            && field.is_none()
            && id_written.is_some()
            && !(value.is_some() && value_field.is_some())
            && value_field.is_none_or(|field| field.kind() == Kind::Object)
            // A warning in the older format, an error in the newer.
            && !(arity == Some(Arity::Duration) && value.is_some_and(is_point))
    } else {
        field?.kind() == Kind::Object && id_written.is_none() && value_field.is_none()
    };
    if !plain || !expressible {
        return None;
    }
    let mut edits = Vec::new();
    let renames = [
        (field.filter(|_| !target), "source"),
        (id_written, "field"),
        (value_field, "value_source"),
    ];
    for (value, name) in renames {
        if let Some(key) = value.and_then(Node::key) {
            edits.extend(edits::rename(key, name));
        }
    }
    let gone: Vec<_> = kind.into_iter().chain(id.filter(|id| id.is_blank())).collect();
    edits.extend(edits::remove_all(&gone));
    let label = label.filter(|label| !label.is_blank()).and_then(Node::text);
    Some(Entry { node, target, label: label.map(std::borrow::Cow::into_owned), edits })
}

/// Makes sure that an expression refers to the same filters when those of the other kind are gone:
/// filters without a label get one if their position would change. Nothing if it is not certain
/// which filters the expression refers to, or if the newer format would not accept it.
fn name(
    entries: &mut [Entry<'_>],
    target: bool,
    logic: Option<Node<'_>>,
    style: &Style,
) -> Option<()> {
    let places: Vec<usize> =
        (0..entries.len()).filter(|index| entries[*index].target == target).collect();
    let labels: Vec<Option<String>> =
        places.iter().map(|place| entries[*place].label.clone()).collect();
    let mut seen = HashSet::new();
    let fine = labels.iter().flatten().all(|label| {
        logic::is_label(label)
            && !label.eq_ignore_ascii_case("and")
            && !label.eq_ignore_ascii_case("or")
            && seen.insert(label.as_str())
    });
    if !fine {
        return None;
    }
    let labeled = labels.iter().flatten().count();
    let Some(logic) = logic else {
        return (labeled == 0 || labeled == labels.len()).then_some(());
    };
    let text = logic.text()?;
    let parts = logic::parse(&text, &[], &[]);
    if !parts.mistakes.is_empty() || !parts.numbers.is_empty() || places.is_empty() {
        return None;
    }
    let named: HashSet<&str> = parts.labels.iter().map(|range| &text[range.clone()]).collect();
    let among_all = assigned(&labels, places.iter().copied(), &named);
    let among_own = assigned(&labels, 0..places.len(), &named);
    let names = match (among_all, among_own) {
        (Some(one), Some(other)) if one == other => one,
        (Some(one), None) | (None, Some(one)) => one,
        _ => return None,
    };
    let by_place = (0..).map(letter);
    let as_they_are =
        labeled == 0 && names.iter().cloned().map(Some).eq(by_place.take(names.len()));
    for (place, name) in places.into_iter().zip(names) {
        let entry = &mut entries[place];
        if entry.label.is_some() || as_they_are {
            continue;
        }
        entry.edits.extend(match entry.node.get("label") {
            Some(blank) => edits::replace(blank, quote(&name)),
            None => edits::insert(entry.node, &[style.label(&name)]),
        });
    }
    Some(())
}

/// The names of filters when those without a label are referred to by the given positions, if the
/// expression refers to every one and to nothing else, and no two have the same name.
fn assigned(
    labels: &[Option<String>],
    places: impl Iterator<Item = usize>,
    named: &HashSet<&str>,
) -> Option<Vec<String>> {
    let mut owners = HashMap::new();
    let mut names = Vec::with_capacity(labels.len());
    for (index, (label, place)) in labels.iter().zip(places).enumerate() {
        let name = label.clone().or_else(|| letter(place))?;
        if !named.contains(name.as_str()) || owners.insert(name.clone(), index).is_some() {
            return None;
        }
        names.push(name);
    }
    (owners.len() == named.len()).then_some(names)
}

/// The text of an entry after its edits.
fn rewritten(entry: &Entry<'_>) -> String {
    let whole = entry.node.span();
    let mut edits: Vec<_> = entry.edits.iter().collect();
    edits.sort_by_key(|(span, _)| *span);
    let text = entry.node.tree.text();
    let mut out = String::with_capacity(whole.len());
    let mut at = whole.start;
    for (span, new) in edits {
        out.push_str(Span::new(at, span.start).of(text));
        out.push_str(new);
        at = span.end;
    }
    out.push_str(Span::new(at, whole.end).of(text));
    out
}
