//! What is read of the parameters of requests; everything else in them is skipped.

use gen_lsp_types::{Position, Range};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::message::Failure;

/// Reads parameters.
///
/// # Errors
///
/// An answer for the client, when they do not fit.
pub(super) fn read<'v, T: Deserialize<'v>>(params: &'v Value) -> Result<T, Failure> {
    T::deserialize(params).map_err(|error| Failure::bad_params(&error))
}

#[derive(Debug, Deserialize)]
pub(super) struct Identifier {
    pub(super) uri: String,
    #[serde(default)]
    pub(super) version: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Opened {
    pub(super) text_document: OpenedDocument,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OpenedDocument {
    pub(super) uri: String,
    #[serde(default)]
    pub(super) language_id: String,
    #[serde(default)]
    pub(super) version: Option<i64>,
    pub(super) text: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Changed {
    pub(super) text_document: Identifier,
    pub(super) content_changes: Vec<Change>,
}

/// A change; of the whole text where it has no range.
#[derive(Debug, Deserialize)]
pub(super) struct Change {
    #[serde(default, deserialize_with = "range")]
    pub(super) range: Option<Range>,
    pub(super) text: String,
}

/// Anything about one document.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct About {
    pub(super) text_document: Identifier,
}

/// A place in a document.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct At {
    pub(super) text_document: Identifier,
    #[serde(deserialize_with = "position")]
    pub(super) position: Position,
}

#[derive(Debug, Deserialize)]
pub(super) struct Completion {
    #[serde(flatten)]
    pub(super) at: At,
    #[serde(default)]
    pub(super) context: Option<CompletionContext>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CompletionContext {
    #[serde(default)]
    pub(super) trigger_character: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct References {
    #[serde(flatten)]
    pub(super) at: At,
    #[serde(default)]
    pub(super) context: ReferenceContext,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReferenceContext {
    #[serde(default)]
    pub(super) include_declaration: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rename {
    #[serde(flatten)]
    pub(super) at: At,
    pub(super) new_name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Pull {
    pub(super) text_document: Identifier,
    #[serde(default)]
    pub(super) previous_result_id: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Actions {
    pub(super) text_document: Identifier,
    #[serde(deserialize_with = "range")]
    pub(super) range: Option<Range>,
    #[serde(default)]
    pub(super) context: ActionContext,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct ActionContext {
    #[serde(default)]
    pub(super) only: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Execute {
    pub(super) command: String,
    #[serde(default)]
    pub(super) arguments: Option<Vec<Value>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Cancel {
    pub(super) id: Value,
}

#[derive(Debug, Deserialize)]
struct Lenient {
    line: serde_json::Number,
    character: serde_json::Number,
}

#[derive(Debug, Deserialize)]
struct LenientRange {
    start: Lenient,
    end: Lenient,
}

/// Some editors say "the end" by a number beyond what the protocol allows.
fn clamped(number: &serde_json::Number) -> u32 {
    match number.as_u64() {
        Some(number) => u32::try_from(number).unwrap_or(u32::MAX),
        // Negative numbers become zero.
        #[expect(clippy::cast_sign_loss, reason = "a conversion of a float saturates")]
        None => number.as_f64().unwrap_or_default() as u32,
    }
}

impl From<Lenient> for Position {
    fn from(it: Lenient) -> Self {
        Self { line: clamped(&it.line), character: clamped(&it.character) }
    }
}

fn position<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Position, D::Error> {
    Lenient::deserialize(deserializer).map(Position::from)
}

fn range<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Range>, D::Error> {
    let range = Option::<LenientRange>::deserialize(deserializer)?;
    Ok(range.map(|range| Range { start: range.start.into(), end: range.end.into() }))
}
