//! The objects of a body, each with its keys by name.
//!
//! What is always inlined here saves 0.5 % of the instructions of linting a large body (`cargo
//! bench --bench lint`).

use super::{Marks, Slot, keys};
use crate::json::{Kind, Node, Symbol};

/// What is under each key of an object that says anything.
#[inline(always)]
fn members<'a>(node: Node<'a>, marks: &Marks, mut each: impl FnMut(Symbol, Slot<'a>)) {
    for (key, value) in node.values() {
        let silent = marks.is_unreadable(value);
        if silent && marks.absent.contains(&value.id()) {
            continue;
        }
        each(key, if silent { Slot::Reported } else { Slot::Value(value) });
    }
}

macro_rules! view {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident = $key:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        #[non_exhaustive]
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

            /// How many keys it has.
            pub(super) const SLOTS: usize = [$($key),*].len();

            /// Puts what is made of what is under each key of an object where it stays, in order.
            #[inline(always)]
            pub(super) fn put_parts<P>(
                parts: &mut [P; [$($key),*].len()],
                node: Node<'a>,
                marks: &Marks,
                part: impl Fn(Slot<'a>) -> P,
            ) {
                let [$($field),*] = parts;
                if node.is_partial() || !marks.misspelled.is_empty() {
                    let view = Self::new(node, marks);
                    $(*$field = part(view.$field);)*
                    return;
                }
                members(node, marks, |key, slot| {
                    $(if key == const { keys::symbol($key) } {
                        *$field = part(slot);
                        return;
                    })*
                });
            }

            /// The view on an object by what was made of its parts.
            #[inline(always)]
            pub(super) fn of_parts<P: Copy>(
                node: Node<'a>,
                parts: [P; [$($key),*].len()],
                slot: impl Fn(P) -> Slot<'a>,
            ) -> Self {
                let [$($field),*] = parts;
                Self { node, $($field: slot($field)),* }
            }

            #[inline]
            pub(super) fn empty(node: Node<'a>) -> Self {
                Self { node, $($field: Slot::Absent,)* }
            }

            /// Looks at the members. A view is filled where it stays: to move one that was just
            /// written is what takes longest.
            #[inline]
            pub(super) fn fill(&mut self, marks: &Marks) {
                let node = self.node;
                members(node, marks, |key, slot| self.put(key, slot));
                if node.is_partial() || !marks.misspelled.is_empty() {
                    self.doubt(marks);
                }
            }

            /// What seems absent may be in a part that could not be parsed, or under another name.
            #[cold]
            #[inline(never)]
            fn doubt(&mut self, marks: &Marks) {
                let (node, partial) = (self.node, self.node.is_partial());
                $(if self.$field.is_absent() && (partial || marks.is_misspelled(node, $key)) {
                    self.$field = Slot::Reported;
                })*
            }

            #[inline]
            fn put(&mut self, key: Symbol, slot: Slot<'a>) {
                $(if key == const { keys::symbol($key) } {
                    self.$field = slot;
                    return;
                })*
            }

            /// What is under a key.
            pub(crate) fn slot(&self, key: &str) -> Slot<'a> {
                match key {
                    $($key => self.$field,)*
                    _ => Slot::Absent,
                }
            }

            /// The view on a slot that holds an object.
            pub(crate) fn of(slot: Slot<'a>, marks: &Marks) -> Option<Self> {
                let mut view = None;
                Self::view(&mut view, slot, marks);
                view
            }

            #[inline]
            pub(super) fn view(place: &mut Option<Self>, slot: Slot<'a>, marks: &Marks) {
                if let Some(node) = slot.node().filter(|node| node.kind() == Kind::Object) {
                    place.insert(Self::empty(node)).fill(marks);
                }
            }

            pub(crate) fn list(slot: Slot<'a>, marks: &Marks) -> Vec<Self> {
                let mut entries = Vec::new();
                Self::entries(&mut entries, slot, marks);
                entries
            }

            #[inline]
            pub(super) fn entries(place: &mut Vec<Self>, slot: Slot<'a>, marks: &Marks) {
                if let Some(list) = slot.node() {
                    Self::of_list(place, list, marks);
                }
            }

            #[inline(never)]
            fn of_list(place: &mut Vec<Self>, list: Node<'a>, marks: &Marks) {
                *place = Vec::with_capacity(list.len());
                for node in list.elements() {
                    if node.kind() == Kind::Object && !marks.is_unreadable(node) {
                        place.push_mut(Self::empty(node)).fill(marks);
                    }
                }
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
        /// The field by its ID.
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
        /// The field by its ID.
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
        /// Whether the target's field is created.
        new = "new",
        /// Whether the value is encrypted.
        encryption_enabled = "encryption_enabled",
    }
}

impl<'a> Mapping<'a> {
    /// The fixed value; a blank one is none.
    pub fn fixed_value(&self) -> Slot<'a> {
        self.override_value.or_blank()
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
        /// What the sync is called.
        name = "name",
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
