//! What saved responses say about a body: its target, its mode there, the models it reads.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::{Body, Comparison, Identity, keys};
use crate::json::{Node, NodeId, Symbol};
use crate::metadata::{
    Budget, Destination, Fields, FilterFunction, Metadata, ModeFacts, ModelFacts, TargetField,
};
use crate::rule::Severity;

/// What responses say about one body.
#[derive(Debug, Default)]
pub(crate) struct Known<'a> {
    pub(super) metadata: Option<&'a Metadata>,
    pub(super) destination: Destination<'a>,
    budget: Budget,
    identities: OnceCell<Vec<Identity<'a>>>,
}

/// What responses say about a mode.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ModeWord {
    /// Nothing.
    Unknown,
    /// The target does not offer it.
    NotOffered,
    /// What it can do.
    Offered(ModeFacts),
}

/// The level of a finding about something that responses are about: an error where they say that it
/// is wrong, none where they say that it is fine, the usual one where they say nothing.
pub(crate) fn level_by_responses(wrong: Option<bool>, usual: Severity) -> Option<Severity> {
    match wrong {
        Some(true) => Some(Severity::Error),
        Some(false) => None,
        None => Some(usual),
    }
}

impl ModeWord {
    /// One fact about the mode, where it is known.
    pub(crate) fn says(self, fact: fn(ModeFacts) -> Option<bool>) -> Option<bool> {
        match self {
            Self::Offered(facts) => fact(facts),
            Self::Unknown | Self::NotOffered => None,
        }
    }
}

impl<'a> Body<'a> {
    /// Looks up what is known about the target.
    pub(super) fn look_up(&mut self) {
        let (Some(metadata), Some(target)) = (self.known.metadata, &self.target) else { return };
        let connection = target.connection_id.text().unwrap_or_default();
        let object = target.object.or_blank().text();
        self.known.destination = Destination::of(metadata, &connection, object.as_deref());
    }

    /// What is known about where it writes to.
    pub(crate) fn destination(&self) -> &Destination<'a> {
        &self.known.destination
    }

    /// What is known about the fields there.
    pub(crate) fn target_fields(&self) -> Option<Fields<'a>> {
        self.known.destination.fields
    }

    /// What is known about its mode.
    pub(crate) fn mode_word(&self) -> ModeWord {
        let destination = &self.known.destination;
        let Some(mode) = self.top.mode.text().filter(|_| !destination.modes().is_empty()) else {
            return ModeWord::Unknown;
        };
        destination.mode(&mode).map_or(ModeWord::NotOffered, ModeWord::Offered)
    }

    /// What is known about a model.
    pub(crate) fn model(&self, id: &str) -> Option<ModelFacts<'a>> {
        ModelFacts::of(self.known.metadata?, id)
    }

    /// Every pair of fields by which records are matched; looked up once for all rules.
    pub(crate) fn every_identity(&self) -> &[Identity<'a>] {
        self.known.identities.get_or_init(|| self.identity_mappings())
    }

    /// What comparing names with all others may still cost.
    pub(crate) fn budget(&self) -> &Budget {
        &self.known.budget
    }

    /// The field of the target that a filter is about, where it is known.
    pub(crate) fn filtered_field(&self, entry: &Comparison<'a>) -> Option<&'a TargetField> {
        let fields = self.known.destination.fields?;
        fields.find(&entry.target_field()?.text()?)
    }

    /// What is known about the function of a filter on a field of the target.
    pub(crate) fn filter_function(&self, entry: &Comparison<'a>) -> Option<&'a FilterFunction> {
        let functions = &self.filtered_field(entry)?.filter_functions;
        let name = entry.name()?;
        functions.iter().find(|function| function.id == name)
    }
}

/// The values outside of a documented list that this very target takes: a mode, functions of
/// identities. Looked up before the shape is checked.
pub(crate) fn offered(root: Node<'_>, metadata: &Metadata) -> Vec<NodeId> {
    const TARGET: Symbol = keys::symbol("target");
    const FUNCTION: Symbol = keys::symbol("function");
    let text = |node: Option<Node<'_>>| -> String {
        node.and_then(Node::text).map(Cow::into_owned).unwrap_or_default()
    };
    let Some(target) = root.member(TARGET) else { return Vec::new() };
    let connection = text(target.member(keys::symbol("connection_id")));
    let object = text(target.member(keys::symbol("object")));
    let destination = Destination::of(metadata, &connection, Some(&object));
    let mode = root.member(keys::symbol("mode"));
    let mode = mode.filter(|mode| destination.mode(&text(Some(*mode))).is_some());
    let identity = root.member(keys::symbol("identity"));
    let identities = root
        .member(keys::symbol("identities"))
        .and_then(|identities| identities.member(keys::symbol("mappings")));
    let functions = identity
        .into_iter()
        .chain(identities.into_iter().flat_map(Node::elements))
        .filter_map(|identity| {
            let field = destination.fields?.find(&text(identity.member(TARGET)))?;
            let function = identity.member(FUNCTION)?;
            let name = text(Some(function));
            field.identity_functions.iter().any(|it| it.id == name).then_some(function)
        });
    mode.into_iter().chain(functions).map(Node::id).collect()
}
