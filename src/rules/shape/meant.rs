//! What a body was meant to be: keys that are misspelled or called otherwise elsewhere, values in
//! the wrong container, quotes or case. Where there is one confident answer the body reads on so,
//! and what is inside it is checked in the same run.

use super::alike::Names;
use super::called::{self, Place};
use super::{type_reading, unknown_enum_value, wrong_type};
use crate::endpoint::Marks;
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Name, Node, NodeId, Reading, Readings, Symbols, Tree, doubtful, reread};
use crate::schema::tables::{Object, Property, Shape};
use crate::schema::{Context, Expected, Walk};

/// A body read as it was meant.
pub(crate) struct Meant<'a> {
    pub(crate) tree: Tree<'a>,
    /// The keys that are read where they are not written.
    pub(crate) keys: Symbols,
}

/// Reads a body that does not fit its tables as it was meant, and says in what it differs from
/// that; nothing where it differs in nothing. What is `offered` counts as one of a documented list.
pub(crate) fn read<'a>(
    context: Context<'a>,
    walk: &Walk<'a, '_>,
    offered: &[NodeId],
    out: &mut Findings<'_>,
) -> Option<Meant<'a>> {
    let (readings, keys) = (Readings::new(), Symbols::default());
    let (rejected, marks) = (walk.rejected.as_slice(), Marks::default());
    let (unseen, names) = (false, Names::default());
    let mut reader =
        Reader { context, rejected, at: 0, unseen, offered, readings, keys, names, marks, out };
    reader.object(context.root, context.tables.body);
    let Reader { readings, keys, .. } = reader;
    (!readings.is_empty()).then(|| Meant { tree: reread(context.root, &readings), keys })
}

struct Reader<'a, 'o, 'l> {
    context: Context<'a>,
    /// What does not fit, in the order of the file.
    rejected: &'o [NodeId],
    /// The first of it that is not before the last node.
    at: usize,
    /// Whether the walk did not come here, since something around it does not fit.
    unseen: bool,
    offered: &'o [NodeId],
    readings: Readings,
    keys: Symbols,
    names: Names,
    /// What keys are read as; nothing else is marked here.
    marks: Marks,
    out: &'o mut Findings<'l>,
}

impl<'a> Reader<'a, '_, '_> {
    fn object(&mut self, node: Node<'a>, table: &'static Object) {
        if let Some((draft, list)) = called::lone_entry(node, table) {
            self.take(node, Reading::ItemUnder(name(list)), draft);
            self.keys = self.keys.with(list.symbol);
            if let Shape::List(item) = list.shape {
                self.value(node, item, list);
            }
            return;
        }
        let mut place = None;
        for member in node.members() {
            let known = table.find(member.key.symbol()).map(|(_, property)| property);
            let property = match known {
                Some(property) if property.since <= self.context.version => property,
                Some(_) => continue,
                None => {
                    let Some(key) = member.key.text() else { continue };
                    let place = place.get_or_insert_with(|| Place::new(self.context, node, table));
                    let alike = self.names.of(table, &key);
                    let meant = place.meant(member, &key, alike, &mut self.marks);
                    let Some((draft, property)) = meant else { continue };
                    self.take(member.key, Reading::Key(name(property)), draft);
                    self.keys = self.keys.with(property.symbol);
                    property
                }
            };
            if self.identities(node, table, member.value, property) {
                continue;
            }
            if !property.read_only {
                self.value(member.value, &property.shape, property);
            }
        }
    }

    /// Several identities under `identity` are read as what `identities` maps.
    fn identities(
        &mut self,
        owner: Node<'a>,
        table: &'static Object,
        list: Node<'a>,
        property: &'static Property,
    ) -> bool {
        let expected = Expected { shape: property.shape, property: Some(property) };
        let version = self.context.version;
        if wrong_type::list_of_identities(version, expected, list).is_none() {
            return false;
        }
        let plural = table.property("identities").map(|(_, property)| property);
        let key = owner.members().find(|member| member.value == list).map(|member| member.key);
        let (Some(plural), Some(key)) = (plural, key) else { return false };
        let inner = Expected { shape: plural.shape, property: Some(plural) };
        let Some(reading) = type_reading::reading(inner, list) else { return false };
        self.readings.insert(key.id(), Reading::Key(name(plural)));
        self.keys = self.keys.with(plural.symbol);
        self.take(list, reading, wrong_type::draft(version, expected, list));
        self.inside(list, reading, plural.shape, plural);
        true
    }

    /// Looks at a value, unless everything in it fits.
    fn value(&mut self, node: Node<'a>, shape: &'static Shape, property: &'static Property) {
        let next = self.next(node.id());
        let first = self.rejected.get(next).filter(|rejected| **rejected < node.end_id());
        if first.is_none() && !self.unseen {
            return;
        }
        let unseen = self.unseen || first == Some(&node.id());
        let before = std::mem::replace(&mut self.unseen, unseen);
        self.look(node, shape, property);
        self.unseen = before;
    }

    /// The first of what does not fit that is not before a node.
    fn next(&mut self, node: NodeId) -> usize {
        // Nearly always it is near the last one.
        let near = self.rejected[self.at..].iter().take(4).position(|rejected| *rejected >= node);
        let passed = self.at == 0 || self.rejected[self.at - 1] < node;
        self.at = match near.filter(|_| passed) {
            Some(steps) => self.at + steps,
            None => self.rejected.partition_point(|rejected| *rejected < node),
        };
        self.at
    }

    fn look(&mut self, node: Node<'a>, shape: &'static Shape, property: &'static Property) {
        match (*shape, node.kind()) {
            (Shape::Object(object), Kind::Object) => self.object(node, object),
            (Shape::List(item), Kind::Array) => {
                for element in node.elements() {
                    self.value(element, item, property);
                }
            }
            (Shape::Enum(_), Kind::String) if self.offered.contains(&node.id()) => {}
            (Shape::Enum(values), Kind::String) => {
                let expected = Expected { shape: *shape, property: Some(property) };
                if let Some(value) = unknown_enum_value::meant(values, node)
                    && let Some(draft) = unknown_enum_value::draft(expected, node)
                {
                    self.take(node, Reading::Text(value), draft);
                }
            }
            (_, Kind::Error | Kind::Null) => {}
            (shape, _) => {
                let expected = Expected { shape, property: Some(property) };
                let Some(reading) = type_reading::reading(expected, node) else { return };
                self.take(node, reading, wrong_type::draft(self.context.version, expected, node));
                self.inside(node, reading, shape, property);
            }
        }
    }

    /// Goes on with what is inside brackets that are read otherwise.
    fn inside(
        &mut self,
        node: Node<'a>,
        reading: Reading,
        shape: Shape,
        property: &'static Property,
    ) {
        let before = std::mem::replace(&mut self.unseen, true);
        match (reading, shape) {
            (Reading::Item, Shape::List(item)) => self.value(node, item, property),
            (Reading::Values, Shape::List(item)) => {
                for member in node.members() {
                    self.value(member.value, item, property);
                }
            }
            (Reading::Inner(inner), Shape::List(item)) => {
                for element in node.tree().node(inner).elements() {
                    self.value(element, item, property);
                }
            }
            (Reading::Inner(inner), Shape::Object(object)) => {
                self.object(node.tree().node(inner), object);
            }
            (Reading::Under(under), Shape::Object(object)) => {
                self.keys = self.keys.with(under.symbol);
                if let Some((_, property)) = object.find(under.symbol) {
                    self.value(node, &property.shape, property);
                }
            }
            _ => {}
        }
        self.unseen = before;
    }

    fn take(&mut self, node: Node<'a>, reading: Reading, draft: Draft) {
        // What is read in two ways at once is read in the outer one.
        self.readings.entry(node.id()).or_insert(reading);
        self.out.push_read(draft, doubtful(node, reading));
    }
}

fn name(property: &'static Property) -> Name {
    Name { symbol: property.symbol, text: property.name }
}
