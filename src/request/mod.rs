//! The endpoint's view of a tree: `target`, `filters`, `schedule` by name, resolved once for all
//! rules. Never fails; what is absent or unreadable says so.

mod clock;
pub(crate) mod keys;
pub(crate) mod placeholder;
mod scopes;
pub(crate) mod shape;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;

use self::clock::Frequency;
pub(crate) use self::clock::{Clock, Part, part};
pub(crate) use self::scopes::{Logic, Named, Scope};
use crate::finding::Severity;
use crate::json::{Kind, Node, NodeId, Symbol};
use crate::secrets::Secrets;
use crate::version::ApiVersion;

const MODEL_ID: Symbol = keys::symbol("model_id");
const FIELD: Symbol = keys::symbol("field");

/// What stands at a documented place.
#[derive(Debug, Clone, Copy, Default)]
pub enum Slot<'a> {
    /// The key is not there.
    #[default]
    Absent,
    /// Something is there, but another finding already speaks for it.
    Unreadable,
    /// A value of the documented type.
    Value(Node<'a>),
}

impl<'a> Slot<'a> {
    /// The value, if it can be read.
    pub fn node(self) -> Option<Node<'a>> {
        match self {
            Self::Value(node) => Some(node),
            Self::Absent | Self::Unreadable => None,
        }
    }

    /// Whether the key is not there at all.
    pub fn is_absent(self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the key is there, or another finding speaks for it.
    pub fn is_present(self) -> bool {
        !self.is_absent()
    }

    /// The text of a string.
    pub fn text(self) -> Option<Cow<'a, str>> {
        self.node()?.text()
    }

    /// Whether it is a string with exactly this text.
    pub fn is_text(self, text: &str) -> bool {
        self.node().is_some_and(|node| node.is_text(text))
    }

    /// Whether it is a string of nothing but white space.
    pub fn is_blank(self) -> bool {
        self.node().is_some_and(Node::is_blank)
    }

    /// A blank string or a null, which clients send for nothing, as absent.
    #[inline]
    pub fn or_blank(self) -> Self {
        match self {
            Self::Value(node) if node.kind() == Kind::Null || node.is_blank() => Self::Absent,
            _ => self,
        }
    }

    /// The value of a boolean.
    pub fn bool(self) -> Option<bool> {
        self.node()?.bool()
    }

    /// The elements, if it is a list.
    pub fn elements(self) -> impl Iterator<Item = Node<'a>> {
        self.node().into_iter().flat_map(Node::elements)
    }
}

/// What earlier stages have said already, so that rules stay silent about it.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// Two or more read-only keys: a sync that was fetched, edited and is sent back.
    pub(crate) fetched: bool,
    /// Another tool's vocabulary: nothing else is worth saying.
    pub(crate) foreign: bool,
    pub(crate) unreadable: HashSet<NodeId>,
    /// Strings of JSON text that are reported as such.
    pub(crate) encoded: HashSet<NodeId>,
    /// Objects with a key that stands for the right name of another.
    pub(crate) misspelt: HashSet<(NodeId, &'static str)>,
}

impl Marks {
    /// Whether another finding already speaks for a value.
    #[inline]
    pub(crate) fn is_unreadable(&self, node: Node<'_>) -> bool {
        node.kind() == Kind::Error || self.unreadable.contains(&node.id())
    }

    /// Whether an object has another key that stands for this one.
    pub(crate) fn is_misspelt(&self, object: Node<'_>, name: &str) -> bool {
        let misspelt: &HashSet<(NodeId, &str)> = &self.misspelt;
        misspelt.contains(&(object.id(), name))
    }
}

macro_rules! view {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident = $key:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name<'a> {
            /// The object itself.
            pub node: Node<'a>,
            $($(#[$field_doc])* pub $field: Slot<'a>,)*
        }

        #[allow(dead_code, reason = "not every view is met in every way")]
        impl<'a> $name<'a> {
            /// The view on an object; of duplicate keys the last counts.
            pub(crate) fn new(node: Node<'a>, marks: &Marks) -> Self {
                let mut view = Self::empty(node);
                view.fill(marks);
                view
            }

            #[inline(always)]
            fn empty(node: Node<'a>) -> Self {
                Self { node, $($field: Slot::Absent,)* }
            }

            /// Looks at the members. A view is filled where it stays: to move one that was just
            /// written is what takes longest.
            #[inline]
            fn fill(&mut self, marks: &Marks) {
                let node = self.node;
                for (key, value) in node.values() {
                    let silent = marks.is_unreadable(value);
                    self.put(key, if silent { Slot::Unreadable } else { Slot::Value(value) });
                }
                // It may stand in what could not be read.
                if node.is_partial() {
                    $(if self.$field.is_absent() {
                        self.$field = Slot::Unreadable;
                    })*
                }
                if !marks.misspelt.is_empty() {
                    $(if self.$field.is_absent() && marks.misspelt.contains(&(node.id(), $key)) {
                        self.$field = Slot::Unreadable;
                    })*
                }
            }

            #[inline]
            fn put(&mut self, key: Symbol, slot: Slot<'a>) {
                $(if key == const { keys::symbol($key) } {
                    self.$field = slot;
                    return;
                })*
            }

            /// The view on a slot that holds an object.
            pub(crate) fn of(slot: Slot<'a>, marks: &Marks) -> Option<Self> {
                let mut view = None;
                Self::view(&mut view, slot, marks);
                view
            }

            #[inline]
            fn view(place: &mut Option<Self>, slot: Slot<'a>, marks: &Marks) {
                if let Some(node) = slot.node().filter(|node| node.kind() == Kind::Object) {
                    place.insert(Self::empty(node)).fill(marks);
                }
            }

            pub(crate) fn list(slot: Slot<'a>, marks: &Marks) -> Vec<Self> {
                let Some(list) = slot.node() else { return Vec::new() };
                let mut out = Vec::with_capacity(list.len());
                for node in list.elements() {
                    if node.kind() == Kind::Object && !marks.is_unreadable(node) {
                        out.push_mut(Self::empty(node)).fill(marks);
                    }
                }
                out
            }
        }
    };
}

view! {
    /// `target`: where the records go.
    Target {
        /// The connection.
        connection_id = "connection_id",
        /// The object written to.
        object = "object",
        /// How to create a new one.
        create = "create",
        /// Options of the connection.
        configuration = "configuration",
        /// The name of a new target, in the old way of creating one.
        new_name = "new_name",
        /// The logic of Target filters.
        filter_logic = "filter_logic",
        /// Internal state.
        search_values = "search_values",
    }
}

view! {
    /// An entry of `filters`.
    Filter {
        /// What is compared, and how.
        function = "function",
        /// The model's field by name.
        field = "field",
        /// The field by its id.
        field_id = "field_id",
        /// Model or Target.
        field_type = "field_type",
        /// The name in a logic expression.
        label = "label",
        /// What to compare with.
        value = "value",
        /// A model's field to compare with.
        value_field = "value_field",
    }
}

view! {
    /// An entry of `overrides`.
    Override {
        /// What is compared, and how.
        function = "function",
        /// The model's field by name.
        field = "field",
        /// The field by its id.
        field_id = "field_id",
        /// What to compare with.
        value = "value",
        /// What to write instead.
        replacement = "override",
    }
}

view! {
    /// `schedule`: when the sync runs.
    Schedule {
        /// How often.
        frequency = "frequency",
        /// Minute of the hour.
        minute = "minute",
        /// Hour of the day.
        hour = "hour",
        /// Day of the month.
        day_of_month = "day_of_month",
        /// Month.
        month = "month",
        /// Day of the week.
        day_of_week = "day_of_week",
        /// dbt Cloud connection.
        connection_id = "connection_id",
        /// dbt Cloud job.
        job_id = "job_id",
        /// What the sync waits for.
        run_after = "run_after",
        /// Whether only success counts.
        run_after_success_only = "run_after_success_only",
    }
}

view! {
    /// `schedule.run_after`.
    RunAfter {
        /// Syncs.
        sync_ids = "sync_ids",
        /// Bulk syncs.
        bulk_sync_ids = "bulk_sync_ids",
    }
}

view! {
    /// A model's field, by model and name.
    SourceRef {
        /// The model.
        model_id = "model_id",
        /// The name of the field.
        field = "field",
    }
}

view! {
    /// An entry of `fields` or `override_fields`.
    Mapping {
        /// Where the value comes from.
        source = "source",
        /// The target's field.
        target = "target",
        /// A fixed value.
        override_value = "override_value",
        /// The mode of this field alone.
        sync_mode = "sync_mode",
        /// Whether the value is encrypted.
        encryption_enabled = "encryption_enabled",
    }
}

view! {
    /// `identity`, or an entry of `identities.mappings`.
    Identity {
        /// The model's field.
        source = "source",
        /// The target's field.
        target = "target",
        /// How the two are compared.
        function = "function",
        /// Whether the target's field is made.
        new_field = "new_field",
        /// The type of that new field.
        remote_field_type_id = "remote_field_type_id",
    }
}

view! {
    /// `identities`.
    Identities {
        /// The pairs.
        mappings = "mappings",
        /// How they work together.
        strategy = "strategy",
    }
}

view! {
    /// A condition of `model_filters` or `target_filters`.
    Condition {
        /// A model's field.
        source = "source",
        /// A target's field.
        field = "field",
        /// What is compared, and how.
        function = "function",
        /// The name in a logic expression.
        label = "label",
        /// What to compare with.
        value = "value",
        /// A model's field to compare with.
        value_source = "value_source",
    }
}

view! {
    /// `model_filters` or `target_filters`.
    Conditions {
        /// The conditions.
        conditions = "conditions",
        /// How they are combined.
        logic = "logic",
    }
}

view! {
    /// The outermost keys that rules look at.
    Top {
        /// What the sync does with records.
        mode = "mode",
        /// Mappings.
        fields = "fields",
        /// Unconditional values.
        override_fields = "override_fields",
        /// Where to.
        target = "target",
        /// When.
        schedule = "schedule",
        /// Old filters.
        filters = "filters",
        /// Logic of Model filters.
        filter_logic = "filter_logic",
        /// Conditional values.
        overrides = "overrides",
        /// New Model filters.
        model_filters = "model_filters",
        /// New Target filters.
        target_filters = "target_filters",
        /// The old way to match records.
        identity = "identity",
        /// The new way to match records.
        identities = "identities",
        /// A secret.
        encryption_passphrase = "encryption_passphrase",
        /// Whether the sync is switched on.
        active = "active",
        /// Permission policies.
        policies = "policies",
        /// Whether the first run leaves out what is there.
        skip_initial_backfill = "skip_initial_backfill",
        /// Whether every run sends everything.
        sync_all_records = "sync_all_records",
        /// For enriched models.
        only_enrich_updates = "only_enrich_updates",
        /// The owner.
        organization_id = "organization_id",
    }
}

/// A body as rules see it.
#[derive(Debug)]
pub struct Body<'a> {
    /// The API version it is judged by.
    pub version: ApiVersion,
    /// The outermost object.
    pub root: Node<'a>,
    /// Its keys.
    pub top: Top<'a>,
    /// `target`.
    pub target: Option<Target<'a>>,
    /// `schedule`.
    pub schedule: Option<Schedule<'a>>,
    /// `schedule.run_after`.
    pub run_after: Option<RunAfter<'a>>,
    /// The readable entries of `filters`.
    pub filters: Vec<Filter<'a>>,
    /// The readable entries of `overrides`.
    pub overrides: Vec<Override<'a>>,
    /// The readable entries of `fields`.
    pub mappings: Vec<Mapping<'a>>,
    /// The readable entries of `override_fields`.
    pub override_mappings: Vec<Mapping<'a>>,
    /// `identity`.
    pub identity: Option<Identity<'a>>,
    /// `identities`, under versions that know it.
    pub identities: Option<Identities<'a>>,
    /// `model_filters`.
    pub model_conditions: Option<Conditions<'a>>,
    /// `target_filters`.
    pub target_conditions: Option<Conditions<'a>>,
    /// Template markers that count as any string, such as `${`.
    pub template_markers: &'a [String],
    pub(crate) marks: &'a Marks,
    pub(crate) secrets: &'a Secrets,
    frequency: OnceCell<Option<Frequency<'a>>>,
    scopes: OnceCell<Vec<Scope<'a>>>,
    /// The entries of `model_conditions` and of `target_conditions`.
    conditions: [Vec<Condition<'a>>; 2],
}

impl<'a> Body<'a> {
    #[inline(never)]
    pub(crate) fn new(
        root: Node<'a>,
        version: ApiVersion,
        template_markers: &'a [String],
        marks: &'a Marks,
        secrets: &'a Secrets,
    ) -> Self {
        let mut body = Self {
            version,
            root,
            top: Top::empty(root),
            target: None,
            run_after: None,
            schedule: None,
            filters: Vec::new(),
            overrides: Vec::new(),
            mappings: Vec::new(),
            override_mappings: Vec::new(),
            identity: None,
            identities: None,
            model_conditions: None,
            target_conditions: None,
            conditions: [Vec::new(), Vec::new()],
            template_markers,
            marks,
            secrets,
            frequency: OnceCell::new(),
            scopes: OnceCell::new(),
        };
        body.top.fill(marks);
        Target::view(&mut body.target, body.top.target, marks);
        Schedule::view(&mut body.schedule, body.top.schedule, marks);
        let run_after = body.schedule.as_ref().map_or(Slot::Absent, |it| it.run_after);
        RunAfter::view(&mut body.run_after, run_after, marks);
        body.filters = Filter::list(body.top.filters, marks);
        body.overrides = Override::list(body.top.overrides, marks);
        body.mappings = Mapping::list(body.top.fields, marks);
        body.override_mappings = Mapping::list(body.top.override_fields, marks);
        Identity::view(&mut body.identity, body.top.identity, marks);
        // Before, it is a key that the version does not know; PT011 says so.
        if version >= ApiVersion::V2025_09_18 {
            Identities::view(&mut body.identities, body.top.identities, marks);
        }
        Conditions::view(&mut body.model_conditions, body.top.model_filters, marks);
        Conditions::view(&mut body.target_conditions, body.top.target_filters, marks);
        body.conditions = [&body.model_conditions, &body.target_conditions].map(|filters| {
            filters.map_or_else(Vec::new, |filters| Condition::list(filters.conditions, marks))
        });
        body
    }

    /// Whether the body is a fetched sync, edited and sent back: it has two or more keys that
    /// only answers have. The documentation tells people to do so, hence some rules are advice.
    pub fn is_fetched(&self) -> bool {
        self.marks.fetched
    }

    /// `severity`, but advice in a body that [is fetched](Self::is_fetched).
    pub fn unless_fetched(&self, severity: Severity) -> Severity {
        if self.is_fetched() { Severity::Advice } else { severity }
    }

    /// When the sync runs, if that can be told; looked up once for all rules.
    pub(crate) fn clock(&self) -> Option<Clock<'_, 'a>> {
        let schedule = self.schedule.as_ref()?;
        let frequency = self.frequency.get_or_init(|| Frequency::of(schedule)).as_ref()?;
        Some(Clock { schedule, frequency })
    }

    /// Logic expressions and what they can name; looked up once for all rules.
    pub(crate) fn scopes(&self) -> &[Scope<'a>] {
        self.scopes.get_or_init(|| scopes::of(self))
    }

    /// Every pair of fields by which records are matched, in the old shape and in the new.
    pub fn identity_mappings(&self) -> Vec<Identity<'a>> {
        let new = self.identities.map(|it| Identity::list(it.mappings, self.marks));
        self.identity.into_iter().chain(new.into_iter().flatten()).collect()
    }

    /// The readable conditions of `model_filters` or `target_filters`.
    pub fn conditions(&self, of: Conditions<'a>) -> Vec<Condition<'a>> {
        let known = [self.model_conditions, self.target_conditions];
        let known = known.iter().zip(&self.conditions);
        let known = known.filter(|(filters, _)| filters.is_some_and(|f| f.node == of.node));
        match known.map(|(_, list)| list).next() {
            Some(list) => list.clone(),
            None => Condition::list(of.conditions, self.marks),
        }
    }

    /// Whether a mapping reads a model's field. Null and what is blank are no source, nor is the nil
    /// id beside a fixed value, which is what answers have there.
    pub fn has_source(&self, mapping: &Mapping<'a>) -> bool {
        match mapping.source {
            Slot::Absent => false,
            // What stands there under its right name; a misspelt one is a source.
            Slot::Unreadable => mapping
                .node
                .get("source")
                .is_none_or(|source| Slot::Value(source).or_blank().is_present()),
            Slot::Value(source) => {
                const NIL: &str = "00000000-0000-0000-0000-000000000000";
                let named = |(key, value): (Symbol, Node<'_>)| {
                    (key == MODEL_ID || key == FIELD) && !value.is_blank()
                };
                if mapping.override_value.is_absent() && source.values().any(named) {
                    return true;
                }
                let blank = |key| source.member(key).is_some_and(Node::is_blank);
                let nil = || source.member(MODEL_ID).is_some_and(|id| id.is_text(NIL));
                !(blank(MODEL_ID) && blank(FIELD) || mapping.override_value.is_present() && nil())
            }
        }
    }

    /// Whether another finding already speaks for a value.
    pub fn is_unreadable(&self, node: Node<'_>) -> bool {
        self.marks.is_unreadable(node)
    }
}
