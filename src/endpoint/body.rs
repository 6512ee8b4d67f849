//! A body with its parts by name, resolved once for all rules. Reading it never fails: what is
//! absent or unreadable says so.

use std::cell::OnceCell;

use super::clock::{Clock, WrittenFrequency};
use super::comparison::{self, Comparison};
use super::known::Known;
use super::model::{FieldType, SyncMode};
use super::scopes::{self, Scope};
use super::{
    Condition, Conditions, Endpoint, Filter, Identities, Identity, Mapping, Mappings, Marks,
    Override, Request, RunAfter, Schedule, Slot, Target, Top, keys,
};
use crate::json::{Node, Symbol};
use crate::metadata::Metadata;
use crate::rule::Severity;
use crate::schema::ApiVersion;
use crate::secrets::Secrets;

const MODEL_ID: Symbol = keys::symbol("model_id");

/// A body as rules see it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Body<'a> {
    /// The request that it is for.
    pub endpoint: Endpoint,
    /// The API version it is checked against.
    pub version: ApiVersion,
    /// The outermost object.
    pub root: Node<'a>,
    /// The keys of the outermost object by name.
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
    pub mappings: Mappings<'a>,
    /// The readable entries of `override_fields`.
    pub override_mappings: Mappings<'a>,
    /// `identity`.
    pub identity: Option<Identity<'a>>,
    /// `identities`, in versions that have it.
    pub identities: Option<Identities<'a>>,
    /// `model_filters`.
    pub model_conditions: Option<Conditions<'a>>,
    /// `target_filters`.
    pub target_conditions: Option<Conditions<'a>>,
    /// Template markers that count as any string, such as `${`.
    pub template_markers: &'a [String],
    /// The request that sends it, where the file holds one.
    pub(crate) request: Option<&'a Request>,
    pub(crate) marks: &'a Marks,
    pub(crate) secrets: &'a Secrets,
    frequency: Option<WrittenFrequency<'a>>,
    scopes: OnceCell<Vec<Scope<'a>>>,
    comparisons: OnceCell<Vec<Comparison<'a>>>,
    /// The entries of `model_conditions` and of `target_conditions`.
    conditions: [Vec<Condition<'a>>; 2],
    pub(super) known: Known<'a>,
}

impl<'a> Body<'a> {
    /// A body that is yet to be [read](Self::read), so that it is written where it stays.
    #[inline]
    pub(crate) fn unread(
        root: Node<'a>,
        endpoint: Endpoint,
        version: ApiVersion,
        template_markers: &'a [String],
        marks: &'a Marks,
        secrets: &'a Secrets,
    ) -> Self {
        Self {
            endpoint,
            version,
            root,
            top: Top::empty(root),
            target: None,
            run_after: None,
            schedule: None,
            filters: Vec::new(),
            overrides: Vec::new(),
            mappings: Mappings::default(),
            override_mappings: Mappings::default(),
            identity: None,
            identities: None,
            model_conditions: None,
            target_conditions: None,
            conditions: [Vec::new(), Vec::new()],
            template_markers,
            request: None,
            marks,
            secrets,
            frequency: None,
            scopes: OnceCell::new(),
            comparisons: OnceCell::new(),
            known: Known::default(),
        }
    }

    /// Checks it against saved responses too.
    pub(crate) fn with(&mut self, metadata: Option<&'a Metadata>) {
        self.known.metadata = metadata;
    }

    /// Looks at what is there.
    #[inline(never)]
    pub(crate) fn read(&mut self) {
        let marks = self.marks;
        self.top.fill(marks);
        let top = &self.top;
        Target::view(&mut self.target, top.target, marks);
        Schedule::view(&mut self.schedule, top.schedule, marks);
        self.frequency = self.schedule.as_ref().and_then(WrittenFrequency::of);
        let run_after = self.schedule.as_ref().map_or(Slot::Absent, |it| it.run_after);
        RunAfter::view(&mut self.run_after, run_after, marks);
        Filter::entries(&mut self.filters, top.filters, marks);
        Override::entries(&mut self.overrides, top.overrides, marks);
        self.mappings.read(top.fields, marks);
        self.override_mappings.read(top.override_fields, marks);
        Identity::view(&mut self.identity, top.identity, marks);
        // Earlier versions do not have the key, which PT011 reports.
        if self.version >= ApiVersion::V2025_09_18 {
            Identities::view(&mut self.identities, top.identities, marks);
        }
        Conditions::view(&mut self.model_conditions, top.model_filters, marks);
        Conditions::view(&mut self.target_conditions, top.target_filters, marks);
        let lists = [&self.model_conditions, &self.target_conditions];
        for (filters, entries) in lists.into_iter().zip(&mut self.conditions) {
            let conditions = filters.as_ref().map_or(Slot::Absent, |it| it.conditions);
            Condition::entries(entries, conditions, marks);
        }
        if self.known.metadata.is_some() {
            self.look_up();
        }
    }

    /// Whether the body is a fetched sync, edited and sent back: it has two or more keys that
    /// only responses have. The documentation advises it, hence some rules are advice.
    pub fn is_fetched(&self) -> bool {
        self.marks.fetched
    }

    /// `severity`, but advice in a body that [is fetched](Self::is_fetched).
    pub fn unless_fetched(&self, severity: Severity) -> Severity {
        if self.is_fetched() { Severity::Advice } else { severity }
    }

    /// When the sync runs, if that is known; looked up once for all rules.
    pub(crate) fn clock(&self) -> Option<Clock<'_, 'a>> {
        let schedule = self.schedule.as_ref()?;
        let written = self.frequency.as_ref()?;
        Some(Clock { schedule, written })
    }

    /// The mode, if it is a documented one.
    pub fn mode(&self) -> Option<SyncMode> {
        SyncMode::named(&self.top.mode.text()?)
    }

    /// Logic expressions and what they can name; looked up once for all rules.
    pub(crate) fn scopes(&self) -> &[Scope<'a>] {
        self.scopes.get_or_init(|| scopes::of(self))
    }

    /// Filters, conditions and overrides as far as they compare; looked up once for all rules.
    pub(crate) fn comparisons(&self) -> &[Comparison<'a>] {
        self.comparisons.get_or_init(|| comparison::all(self))
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

    /// Whether a mapping reads a model's field. Null and what names nothing are no source, nor is the
    /// nil ID beside a fixed value, which is what responses have there.
    #[inline(always)]
    pub fn has_source(&self, mapping: &Mapping<'a>) -> bool {
        match mapping.source {
            Slot::Absent => false,
            Slot::Value(source) => mapping.fixed_value().is_absent() || !is_of_nil(source),
            Slot::Reported => is_written(mapping.node),
        }
    }

    /// Whether another finding is already about a value.
    pub fn is_unreadable(&self, node: Node<'_>) -> bool {
        self.marks.is_unreadable(node)
    }
}

/// Whether a reference is to the nil ID.
fn is_of_nil(source: Node<'_>) -> bool {
    const NIL: &str = "00000000-0000-0000-0000-000000000000";
    source.member(MODEL_ID).is_some_and(|id| id.is_text(NIL))
}

/// Whether a mapping has a source under its right name, or under a misspelled one.
fn is_written(mapping: Node<'_>) -> bool {
    mapping.get("source").is_none_or(|source| Slot::Value(source).or_blank().is_present())
}

impl Filter<'_> {
    /// Whether it says that it is about a field of the model, or of the target.
    pub(crate) fn is_about(&self, kind: FieldType) -> bool {
        self.field_type.is_text(kind.name())
    }
}
