//! What saved responses say about one body: its target, the modes there, the models it reads.

use super::index::Index;
use super::near::{Budget, Near, near};
use super::responses::{
    Content, Mode, ModelField, TargetCreation, TargetField, TargetFields, TargetObject,
    TargetObjects,
};
use super::store::{Metadata, Response};
use crate::json::Node;

/// What is known about where a body writes to.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Destination<'m> {
    /// The object and its fields.
    pub(crate) fields: Option<Fields<'m>>,
    /// The object among those of the connection.
    object: Option<&'m TargetObject>,
    /// The objects of the connection.
    pub(crate) list: Option<List<'m>>,
}

/// An object's response.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields<'m> {
    pub(crate) target: &'m TargetFields,
    index: &'m Index,
    partial: bool,
}

/// The objects of a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct List<'m> {
    pub(crate) objects: &'m TargetObjects,
    /// Whether it was saved for this connection alone and is whole, so that an object that it does
    /// not have is not there.
    pub(crate) is_certain: bool,
}

/// What is known about a mode of a target.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ModeFacts {
    pub(crate) requires_identity: Option<bool>,
    pub(crate) supports_field_modes: Option<bool>,
    pub(crate) supports_target_filters: Option<bool>,
}

/// What is known about a model.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ModelFacts<'m> {
    fields: &'m [ModelField],
    index: &'m Index,
    partial: bool,
}

impl<'m> Destination<'m> {
    /// What is known about an object of a connection; without an object, about the connection.
    pub(crate) fn of(metadata: &'m Metadata, connection: &str, object: Option<&str>) -> Self {
        let fields = object.and_then(|object| metadata.target_fields(connection, object));
        let list = metadata.target_objects(connection);
        let known = list.zip(object).and_then(|((_, list, index), object)| {
            list.objects.get(index.find(object.as_bytes(), |at| &list.objects[at].id)?)
        });
        Self {
            fields: fields.map(|(response, target, index)| Fields {
                target,
                index,
                partial: response.partial,
            }),
            object: known,
            list: list.map(|(response, objects, _)| List {
                objects,
                is_certain: response.is_bound() && !response.partial,
            }),
        }
    }

    /// Whether the object itself is known.
    pub(crate) fn knows_object(&self) -> bool {
        self.fields.is_some() || self.object.is_some()
    }

    /// The modes that the target offers; none where nothing says which.
    pub(crate) fn modes(&self) -> &'m [Mode] {
        let own = self.fields.map(|fields| &*fields.target.modes).unwrap_or_default();
        if !own.is_empty() {
            return own;
        }
        self.object.map(|object| &*object.modes).unwrap_or_default()
    }

    /// What is known about a mode; nothing where it is not offered, or nothing says so.
    pub(crate) fn mode(&self, id: &str) -> Option<ModeFacts> {
        let find = |modes: &'m [Mode]| modes.iter().find(|mode| mode.id == id);
        let own = self.fields.and_then(|fields| find(&fields.target.modes));
        let listed = self.object.and_then(|object| find(&object.modes));
        if own.or(listed).is_none() || !self.modes().iter().any(|mode| mode.id == id) {
            return None;
        }
        let word = |of: fn(&Mode) -> Option<bool>| own.and_then(of).or_else(|| listed.and_then(of));
        let filters = word(|mode| mode.supports_target_filters);
        let anywhere = self.fields.and_then(|it| it.target.properties.supports_target_filters);
        Some(ModeFacts {
            requires_identity: word(|mode| mode.requires_identity),
            supports_field_modes: word(|mode| mode.supports_field_modes),
            supports_target_filters: if anywhere == Some(false) { anywhere } else { filters },
        })
    }

    /// What creating an object takes.
    pub(crate) fn creation(&self) -> Option<&'m TargetCreation> {
        self.list?.objects.target_creation.as_ref()
    }
}

impl<'m> List<'m> {
    /// Whether there is anything to write to.
    pub(crate) fn offers_any(&self) -> bool {
        let creation = self.objects.target_creation.as_ref();
        !self.objects.objects.is_empty() || creation.is_some_and(|it| it.supported == Some(true))
    }

    /// The objects that may have been meant.
    pub(crate) fn near(&self, name: &str, budget: &Budget) -> Vec<Near<'m>> {
        let objects = self.objects.objects.iter();
        near(name, objects.map(|object| Near::new(&object.id, object.name.as_deref())), budget)
    }
}

impl<'m> Fields<'m> {
    /// A field by a string that may be its ID.
    #[inline]
    pub(crate) fn find_node(&self, node: Node<'_>) -> Option<&'m TargetField> {
        match node.bytes() {
            Some(id) => self.find_bytes(id),
            None => self.find(&node.text()?),
        }
    }

    #[inline]
    fn find_bytes(&self, id: &[u8]) -> Option<&'m TargetField> {
        let fields = &self.target.fields;
        fields.get(self.index.find(id, |at| &fields[at].id)?)
    }

    /// A field by what `target` says.
    pub(crate) fn find(&self, id: &str) -> Option<&'m TargetField> {
        self.find_bytes(id.as_bytes())
    }

    /// Whether a field that it does not have is not there: some targets name no fields.
    pub(crate) fn is_complete(&self) -> bool {
        !self.partial && !self.target.fields.is_empty()
    }

    /// The fields that a sync has to fill.
    pub(crate) fn required(&self) -> impl Iterator<Item = &'m TargetField> {
        self.index.required.iter().filter_map(|at| self.target.fields.get(*at as usize))
    }

    /// The fields that may have been meant.
    pub(crate) fn near(&self, name: &str, budget: &Budget) -> Vec<Near<'m>> {
        near(name, self.target.fields.iter().map(TargetField::named), budget)
    }
}

impl TargetField {
    /// Its ID, and what a person calls it.
    pub(crate) fn named(&self) -> Near<'_> {
        Near::new(&self.id, self.name.as_deref())
    }
}

impl ModelField {
    /// Its name, and what a person calls it.
    pub(crate) fn named(&self) -> Near<'_> {
        Near::new(&self.name, self.label.as_deref())
    }
}

impl<'m> ModelFacts<'m> {
    /// What is known about a model.
    pub(crate) fn of(metadata: &'m Metadata, id: &str) -> Option<Self> {
        let (response, index) = metadata.model(id)?;
        let Response { partial, content, .. } = response;
        let fields = match content {
            Content::Model(model) => &model.fields,
            Content::SourceFields(source) => &source.fields,
            Content::TargetObjects(_) | Content::TargetFields(_) => return None,
        };
        Some(Self { fields, index, partial: *partial })
    }

    /// Its fields.
    #[cfg(feature = "lsp")]
    pub(crate) fn fields(&self) -> &'m [ModelField] {
        self.fields
    }

    /// A field by a string that may be its name.
    #[inline]
    pub(crate) fn find_node(&self, node: Node<'_>) -> Option<&'m ModelField> {
        match node.bytes() {
            Some(name) => self.find_bytes(name),
            None => self.find(&node.text()?),
        }
    }

    #[inline]
    fn find_bytes(&self, name: &[u8]) -> Option<&'m ModelField> {
        self.fields.get(self.index.find(name, |at| &self.fields[at].name)?)
    }

    /// A field by its name.
    pub(crate) fn find(&self, name: &str) -> Option<&'m ModelField> {
        self.find_bytes(name.as_bytes())
    }

    /// Whether a field that it does not have is not there.
    pub(crate) fn is_complete(&self) -> bool {
        !self.partial && !self.fields.is_empty()
    }

    /// The fields that may have been meant.
    pub(crate) fn near(&self, name: &str, budget: &Budget) -> Vec<Near<'m>> {
        near(name, self.fields.iter().map(ModelField::named), budget)
    }
}
