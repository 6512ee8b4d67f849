//! Saved responses, found by what they are about.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::index::Index;
use super::responses::{Content, Model, TargetField, TargetFields, TargetObjects};
use super::{Problem, Reading};

/// One saved response of the API: what it says of a target or a model, which file it came from, and
/// when it was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Response {
    /// The file it was saved in.
    pub file: String,
    /// The IDs in the file's path, in lowercase: the connection that it is about. Without one it
    /// holds for every connection.
    #[serde(default)]
    pub ids: Vec<String>,
    /// When it was taken, in seconds since 1970.
    #[serde(default)]
    pub taken: Option<i64>,
    /// Whether some of it could not be read, so that what is not found in it may be there.
    #[serde(default)]
    pub partial: bool,
    /// What it says.
    #[serde(flatten)]
    pub content: Content,
}

impl Response {
    /// Whether it is about one connection alone.
    pub(super) fn is_bound(&self) -> bool {
        !self.ids.is_empty()
    }

    pub(super) fn is_about(&self, id: &str) -> bool {
        self.ids.iter().any(|own| own.eq_ignore_ascii_case(id))
    }

    pub(super) fn holds_for(&self, connection: &str) -> bool {
        !self.is_bound() || self.is_about(connection)
    }
}

/// Saved responses, ready to be asked. Cheap to clone; shared between threads.
#[derive(Clone, Default)]
pub struct Metadata {
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    responses: Vec<Response>,
    /// The names in each response, by its number.
    names: Vec<Index>,
    /// Target fields by the object.
    targets: HashMap<Box<str>, Vec<usize>>,
    /// Models, and source fields saved for one, by the model.
    models: HashMap<Box<str>, usize>,
    /// Target objects.
    lists: Vec<usize>,
}

/// Without the responses, which may hold names of a customer.
impl std::fmt::Debug for Metadata {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = self.inner.responses.len();
        f.debug_struct("Metadata").field("responses", &count).finish_non_exhaustive()
    }
}

impl From<Vec<Response>> for Metadata {
    fn from(responses: Vec<Response>) -> Self {
        let mut inner = Inner { names: responses.iter().map(index).collect(), ..Inner::default() };
        for (at, response) in responses.iter().enumerate() {
            match &response.content {
                Content::TargetFields(target) => {
                    inner.targets.entry(target.id.as_str().into()).or_default().push(at);
                }
                Content::TargetObjects(_) => inner.lists.push(at),
                Content::Model(model) => {
                    let id = model.id.to_ascii_lowercase();
                    let newer = |other: &usize| is_newer(&responses[*other], response);
                    if !inner.models.get(&*id).is_some_and(newer) {
                        inner.models.insert(id.into(), at);
                    }
                }
                Content::SourceFields(_) => {
                    for id in &response.ids {
                        inner.models.entry(id.as_str().into()).or_insert(at);
                    }
                }
            }
        }
        inner.responses = responses;
        Self { inner: Arc::new(inner) }
    }
}

/// Whether a model was taken later than another; source fields never are.
fn is_newer(one: &Response, other: &Response) -> bool {
    matches!(one.content, Content::Model(_)) && one.taken > other.taken
}

fn index(response: &Response) -> Index {
    match &response.content {
        Content::TargetObjects(list) => Index::of(list.objects.iter().map(|object| &*object.id)),
        Content::TargetFields(target) => {
            let required = |field: &TargetField| field.required == Some(true);
            let required = target.fields.iter().map(required);
            Index::of(target.fields.iter().map(|field| &*field.id)).requiring(required)
        }
        Content::Model(model) => Index::of(model.fields.iter().map(|field| &*field.name)),
        Content::SourceFields(source) => Index::of(source.fields.iter().map(|field| &*field.name)),
    }
}

impl Serialize for Metadata {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.inner.responses.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Metadata {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<Response>::deserialize(deserializer).map(Self::from)
    }
}

impl Metadata {
    /// Reads files, each with its path and its bytes. Files of another kind are skipped; the
    /// problems come with the path of their file.
    pub fn read<P: AsRef<str>, B: AsRef<[u8]>>(
        files: impl IntoIterator<Item = (P, B)>,
    ) -> (Self, Vec<(String, Problem)>) {
        let (mut responses, mut problems) = (Vec::new(), Vec::new());
        for (path, bytes) in files {
            let path = path.as_ref();
            let reading = Reading::of(path, bytes.as_ref(), None);
            responses.extend(reading.responses);
            problems.extend(reading.problems.into_iter().map(|problem| (path.to_owned(), problem)));
        }
        (Self::from(responses), problems)
    }

    /// The responses, in the order in which they were given.
    pub fn responses(&self) -> &[Response] {
        &self.inner.responses
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.inner.responses.is_empty()
    }

    /// The models, in the order in which they were given.
    pub fn models(&self) -> impl Iterator<Item = &Model> {
        self.inner.responses.iter().filter_map(|response| match &response.content {
            Content::Model(model) => Some(model),
            _ => None,
        })
    }

    /// The response with the objects of a connection.
    pub fn objects_response(&self, connection: &str) -> Option<&Response> {
        self.target_objects(connection).map(|(response, ..)| response)
    }

    /// The response with the fields of an object.
    pub fn fields_response(&self, connection: &str, object: &str) -> Option<&Response> {
        self.target_fields(connection, object).map(|(response, ..)| response)
    }

    /// The response with the fields of a model.
    pub fn model_response(&self, id: &str) -> Option<&Response> {
        self.model(id).map(|(response, _)| response)
    }

    /// Of the responses about an object, the one that holds for a connection: one saved for it
    /// alone before one for all, then the newest.
    pub(super) fn target_fields(
        &self,
        connection: &str,
        object: &str,
    ) -> Option<(&Response, &TargetFields, &Index)> {
        let numbers = self.inner.targets.get(object)?.iter().copied();
        let (at, response) = self.best(numbers, connection)?;
        match &response.content {
            Content::TargetFields(target) => Some((response, target, &self.inner.names[at])),
            _ => None,
        }
    }

    /// The objects of a connection: those saved for it, or those of the one list that is for all.
    pub(super) fn target_objects(
        &self,
        connection: &str,
    ) -> Option<(&Response, &TargetObjects, &Index)> {
        let lists = || self.inner.lists.iter().copied();
        let (at, response) = self.best(lists(), connection)?;
        let loose = |at: &usize| !self.inner.responses[*at].is_bound();
        if !response.is_bound() && lists().filter(loose).count() > 1 {
            return None;
        }
        match &response.content {
            Content::TargetObjects(list) => Some((response, list, &self.inner.names[at])),
            _ => None,
        }
    }

    /// A model, or the source fields saved for it.
    pub(super) fn model(&self, id: &str) -> Option<(&Response, &Index)> {
        let at = match self.inner.models.get(id) {
            Some(at) => *at,
            None => *self.inner.models.get(&*id.to_ascii_lowercase())?,
        };
        Some((&self.inner.responses[at], &self.inner.names[at]))
    }

    fn best(
        &self,
        numbers: impl Iterator<Item = usize>,
        connection: &str,
    ) -> Option<(usize, &Response)> {
        numbers
            .map(|at| (at, &self.inner.responses[at]))
            .filter(|(_, response)| response.holds_for(connection))
            .max_by_key(|(_, response)| (response.is_bound(), response.taken))
    }
}
