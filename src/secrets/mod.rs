//! What in a body is secret, and that no output shows it.
//!
//! Secrets are searched before any rule runs, whatever rules are on, everywhere in the file; too
//! many are better than too few. PT112 and PT113 report a part of them.
//!
//! What is always inlined here and in `placeholder` saves 1.4 % of the instructions of linting a
//! large body (`cargo bench --bench lint`).

mod mask;
mod names;
mod text;
mod values;

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use self::names::Name;
use crate::json::{Kind, Node, NodeId, Parsed, Symbol, Tree};
use crate::text::Span;

pub(crate) use self::mask::Mask;

/// The documented keys and words that bear on what is secret.
pub(crate) struct Vocabulary {
    /// The key whose value is one.
    pub(crate) passphrase: Symbol,
    /// The key that names the field a value is written to.
    pub(crate) target: Symbol,
    /// The key of that value.
    pub(crate) value: Symbol,
    /// Every documented key and value: words that messages may show.
    pub(crate) words: LazyLock<HashSet<&'static str>>,
}

impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vocabulary").finish_non_exhaustive()
    }
}

impl Vocabulary {
    /// Whether a word is documented, one of JSON's own, or the name of a command or method.
    fn has(&self, word: &str) -> bool {
        const OTHERS: [&str; 19] = [
            "true", "false", "null", "template", "markers", "curl", "http", "https", "xh", "xhs",
            "wget", "cat", "echo", "printf", "GET", "POST", "PUT", "PATCH", "DELETE",
        ];
        OTHERS.contains(&word) || self.words.contains(word)
    }

    /// Whether a fixed value may be a secret by the name of the field that it is written to.
    pub(crate) fn is_named_by_target(&self, mapping: Node<'_>) -> bool {
        mapping.member(self.target).is_some_and(|target| target.bytes().is_none_or(names::has_stem))
    }
}

/// Why a value counts as a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// It is the sync's passphrase.
    Passphrase,
    /// The name of its key, or of the field it is written to.
    Name,
    /// Its shape: what has that.
    Shape(&'static str),
}

/// The secrets of a file.
#[derive(Default)]
pub(crate) struct Secrets {
    /// Their places, in order, none touching another.
    pub(crate) spans: Vec<Span>,
    /// The values that are secrets, in document order.
    values: Vec<(NodeId, Why)>,
    /// What those say whose escapes say it otherwise in the file.
    decoded: Vec<String>,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secrets").field("spans", &self.spans).finish_non_exhaustive()
    }
}

impl Secrets {
    /// None at all.
    #[cfg(feature = "lsp")]
    pub(crate) const NONE: Self =
        Self { spans: Vec::new(), values: Vec::new(), decoded: Vec::new() };

    /// The values that are secrets, in document order.
    pub(crate) fn values(&self) -> &[(NodeId, Why)] {
        &self.values
    }
}

/// Where in a tree there may be secrets.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Where<'w> {
    Anywhere,
    /// In these values, which a walk that saw no secret elsewhere did not look into, and in their
    /// keys; in the order of the file.
    In(&'w [NodeId]),
    Nowhere,
}

impl<'w> Where<'w> {
    /// In the values that a walk has not looked into, if it saw no secret in the others.
    pub(crate) fn left(tree: &Tree<'_>, values: &'w [NodeId], words: &Vocabulary) -> Self {
        // What such a key says of a value depends on the others of its object.
        let depends = |id: &NodeId| {
            let symbol = tree.node(*id).key().map(Node::symbol);
            symbol == Some(words.target) || symbol == Some(words.value)
        };
        if values.iter().any(depends) { Self::Anywhere } else { Self::In(values) }
    }
}

/// Looks for secrets in a file, once. `whole` is its text with whatever was pasted around the body;
/// `markers` are the template markers that count as any text.
// Not inlined, so that the path of a clean body stays short.
#[inline(never)]
pub(crate) fn find(
    parsed: &Parsed<'_>,
    whole: &str,
    markers: &[String],
    place: Where<'_>,
    vocabulary: &'static Vocabulary,
) -> Secrets {
    let mut found = Secrets::default();
    let mut finder = Finder { markers, vocabulary, found: &mut found, targets: BTreeMap::new() };
    let tree = &parsed.tree;
    match (place, tree.root()) {
        (Where::Anywhere, Some(root)) => finder.tree(tree, root.id()..root.end_id()),
        (Where::In(values), Some(_)) => {
            let mut end = NodeId(0);
            for value in values.iter().map(|id| tree.node(*id)) {
                // Some are in others.
                let start = value.key().map_or(value.id(), Node::id).max(end);
                end = end.max(value.end_id());
                finder.tree(tree, start..end);
            }
        }
        (Where::Nowhere, _) | (_, None) => {}
    }
    // Where the tree is not what is written, the text itself is searched.
    for part in near(whole, &parsed.unsure) {
        finder.text(whole, part);
    }
    for comment in &parsed.comments {
        finder.text(whole, *comment);
    }
    found.settle();
    if !found.spans.is_empty() {
        found.take_pieces(&parsed.tree);
    }
    found
}

/// The parts of a text that are near these places, which are in order.
fn near(text: &str, places: &[Span]) -> Vec<Span> {
    /// The key before a place and the value after it are hardly ever longer.
    const FAR: u32 = 500;
    let mut parts: Vec<Span> = Vec::new();
    for place in places {
        let start = text.floor_char_boundary(place.start.saturating_sub(FAR) as usize);
        let end = text.ceil_char_boundary(place.end.saturating_add(FAR) as usize);
        let part = Span::new(start as u32, end as u32);
        match parts.last_mut().filter(|last| part.start <= last.end) {
            Some(last) => *last = last.to(part),
            None => parts.push(part),
        }
    }
    parts
}

/// Looks for secrets in a text around bodies; `named` are values of it with their names.
pub(crate) fn around(
    text: &str,
    named: &[(String, Span)],
    markers: &[String],
    vocabulary: &'static Vocabulary,
) -> Secrets {
    let mut found = Secrets::default();
    let mut finder = Finder { markers, vocabulary, found: &mut found, targets: BTreeMap::new() };
    finder.text(text, Span::new(0, text.len() as u32));
    for (name, span) in named {
        let value = span.of(text);
        if names::of(name).is_some_and(|name| values::is_secret(name, value, markers)) {
            found.spans.push(*span);
        }
    }
    found.settle();
    found
}

/// Whether a value, as it is in the file, may have the shape of a secret: [`is_one`] decides.
#[inline(always)]
pub(crate) fn may_be_one(value: &[u8]) -> bool {
    values::may_have_shape(value)
}

/// Whether a value has the shape of a secret.
pub(crate) fn is_one(value: &str) -> bool {
    values::shape(value).is_some()
}

/// Whether a key is the name of a secret.
pub(crate) fn is_name_of_one(key: &str) -> bool {
    names::of(key).is_some()
}

/// Whether a key may be one that names a secret, or be a secret itself.
pub(crate) fn may_name_one(key: Node<'_>) -> bool {
    key.bytes().is_none_or(|key| names::has_stem(key) || values::may_have_shape(key))
}

struct Finder<'m, 'f> {
    markers: &'m [String],
    vocabulary: &'static Vocabulary,
    found: &'f mut Secrets,
    /// Objects with a target such as `Password__c`, each once.
    targets: BTreeMap<NodeId, Name>,
}

impl Finder<'_, '_> {
    fn tree(&mut self, tree: &Tree<'_>, nodes: Range<NodeId>) {
        let vocabulary = self.vocabulary;
        for (node, inner) in tree.strings(nodes) {
            // Nearly everything is settled by its first bytes and its length.
            if node.is_key() {
                // Of the keys that every body has, two are of interest.
                let symbol = node.symbol();
                if symbol.is_none()
                    || symbol == vocabulary.target
                    || symbol == vocabulary.passphrase
                {
                    self.key(node);
                }
            } else if values::may_have_shape(inner) || node.has_escapes() {
                self.value(node);
            }
        }
        self.named_targets(tree);
    }

    fn value(&mut self, node: Node<'_>) {
        if let Some(what) = node.text().and_then(|text| values::shape(&text)) {
            self.add(node, Why::Shape(what));
        }
    }

    fn key(&mut self, node: Node<'_>) {
        let (Some(key), Some(value)) = (node.text(), node.value()) else { return };
        if node.symbol() == self.vocabulary.target {
            let inner = value.inner().of(value.tree.text());
            if value.kind() == Kind::String
                && (value.has_escapes() || names::has_stem(inner.as_bytes()))
            {
                self.target(value);
            }
            return;
        }
        if let Some(what) = values::shape(&key) {
            self.add(node, Why::Shape(what));
        }
        if let Some(name) = names::of(&key) {
            self.named(name, value);
        }
    }

    fn target(&mut self, target: Node<'_>) {
        let name = target.text().and_then(|text| names::of(&text));
        if let (Some(name), Some(parent)) = (name, target.parent()) {
            self.targets.insert(parent.id(), name);
        }
    }

    /// The value of a key that names a secret.
    fn named(&mut self, name: Name, value: Node<'_>) {
        match value.kind() {
            Kind::String => self.text_value(name, value),
            Kind::Array if name != Name::Passphrase => {
                for item in value.elements().filter(|item| item.kind() == Kind::String) {
                    self.text_value(name, item);
                }
            }
            Kind::Null => {}
            // A passphrase of the wrong type is one all the same.
            _ if name == Name::Passphrase && !value.span().is_empty() => {
                self.add(value, Why::Passphrase);
            }
            // `"password": {"value": "…"}` is masked, though nothing is said about it.
            Kind::Object if name == Name::Certain => {
                let texts = value.members().map(|member| member.value);
                let secret = |text: &Node<'_>| {
                    text.text().is_some_and(|text| values::is_secret(name, &text, self.markers))
                };
                self.found.spans.extend(texts.filter(secret).map(Node::inner));
            }
            // So may a password of digits be; nothing is said about it, but it is masked.
            Kind::Number if name == Name::Certain && value.span().len() >= 4 => {
                self.found.spans.push(value.span());
            }
            _ => {}
        }
    }

    fn text_value(&mut self, name: Name, value: Node<'_>) {
        if value.text().is_some_and(|text| values::is_secret(name, &text, self.markers)) {
            let why = if name == Name::Passphrase { Why::Passphrase } else { Why::Name };
            self.add(value, why);
        }
    }

    /// An `override_value` next to a target such as `Password__c`.
    fn named_targets(&mut self, tree: &Tree<'_>) {
        for (id, name) in std::mem::take(&mut self.targets) {
            if let Some(value) = tree.node(id).member(self.vocabulary.value) {
                self.named(name, value);
            }
        }
    }

    fn add(&mut self, node: Node<'_>, why: Why) {
        let span = node.inner();
        if span.is_empty() {
            return;
        }
        self.found.spans.push(span);
        self.found.values.push((node.id(), why));
        if node.has_escapes()
            && let Some(text) = node.text()
        {
            self.found.decoded.push(text.into_owned());
        }
    }

    /// Searches a part of a text.
    fn text(&mut self, text: &str, part: Span) {
        let part = part.start as usize..part.end as usize;
        let spans = text::secrets(text, part, self.markers, Some(self.vocabulary))
            .into_iter()
            .map(|range| Span::new(range.start as u32, range.end as u32));
        self.found.spans.extend(spans.filter(|span| !span.is_empty()));
    }
}

impl Secrets {
    /// What is inside a secret, or what the parser split a broken one into, is secret too.
    fn take_pieces(&mut self, tree: &Tree<'_>) {
        for node in tree.nodes().filter(|node| node.kind() == Kind::String) {
            let inner = node.inner();
            let next = self.spans.partition_point(|secret| secret.end < inner.end);
            let within = |secret: &Span| secret.contains(inner) && *secret != inner;
            if self.spans.get(next).is_some_and(within)
                && let Some(text) = node.text()
            {
                self.decoded.push(text.into_owned());
            }
        }
    }

    /// Puts everything in order, each once.
    pub(crate) fn settle(&mut self) {
        self.spans.sort_unstable();
        self.spans.dedup_by(|later, earlier| {
            let same = later.start <= earlier.end;
            if same {
                *earlier = earlier.to(*later);
            }
            same
        });
        self.values.sort_by_key(|(id, _)| *id);
        self.values.dedup_by_key(|(id, _)| *id);
    }
}
