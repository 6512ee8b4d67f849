//! A body to start from, made of the tables: the required and the usual keys, with placeholders for
//! what only its author knows.

use super::Failure;
use crate::endpoint::model::SyncMode;
use crate::endpoint::tables::lists::MODES;
use crate::endpoint::tables::{IDENTITIES, IDENTITY, SYNC};
use crate::schema::ApiVersion;
use crate::schema::tables::{Object, Property, Shape};

/// The body for a mode under a version.
pub(super) fn body(mode: &str, version: ApiVersion) -> Result<String, Failure> {
    let Some(mode) = SyncMode::named(mode) else {
        return Err(Failure::Usage(format!(
            "unknown sync mode `{mode}`; the sync modes are {}",
            crate::text::list(MODES.listed, "and")
        )));
    };
    let mut out = String::new();
    object(&mut out, &SYNC, &Start { mode: &mode, version }, 0);
    out.push('\n');
    Ok(out)
}

/// What a body is for.
struct Start<'a> {
    mode: &'a SyncMode,
    version: ApiVersion,
}

impl Start<'_> {
    /// Whether a new body has a key: it is required, or usual, or an identity that the mode needs.
    fn has(&self, property: &Property) -> bool {
        let is_identity = property.holds(&IDENTITY) || property.holds(&IDENTITIES);
        let is_matched = self.mode.matches_records();
        property.required
            || property.usual
            || is_identity && is_matched && property.replacement(self.version).is_none()
    }
}

fn object(out: &mut String, table: &Object, start: &Start<'_>, depth: usize) {
    let members: Vec<&Property> =
        table.known(start.version).filter(|property| start.has(property)).collect();
    let is_flat =
        |property: &&Property| !matches!(property.shape, Shape::Object(_) | Shape::List(_));
    let (open, between, close) = if members.iter().all(is_flat) {
        ("{ ".to_owned(), ", ".to_owned(), " }".to_owned())
    } else {
        let line = |depth: usize| format!("\n{}", "  ".repeat(depth));
        (format!("{{{}", line(depth + 1)), format!(",{}", line(depth + 1)), line(depth) + "}")
    };
    for (index, property) in members.iter().enumerate() {
        out.push_str(if index == 0 { &open } else { &between });
        *out += &format!("\"{}\": ", property.name);
        value(out, property, property.shape, start, depth + 1);
    }
    out.push_str(&close);
}

fn value(out: &mut String, property: &Property, shape: Shape, start: &Start<'_>, depth: usize) {
    match shape {
        Shape::Object(table) => object(out, table, start, depth),
        Shape::List(item) => {
            out.push('[');
            value(out, property, *item, start, depth);
            out.push(']');
        }
        Shape::Enum(values) if values.is(&MODES) => *out += &crate::json::quote(start.mode.name()),
        // The first ones need nothing else: on demand, and equal values.
        Shape::Enum(values) => *out += &crate::json::quote(values.listed[0]),
        Shape::String | Shape::Uuid | Shape::Any => *out += &placeholder(property),
        Shape::Boolean => *out += "false",
        Shape::Integer => *out += "0",
        Shape::Strings | Shape::Free => *out += "{}",
    }
}

/// `"<connection ID>"`: what is to be filled in.
fn placeholder(property: &Property) -> String {
    let mut title = property.title.chars();
    let first = title.next().map(|first| first.to_ascii_lowercase());
    let title: String = first.into_iter().chain(title).collect();
    crate::json::quote(&format!("<{title}>"))
}
