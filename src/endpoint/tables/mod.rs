//! The documented body of Create Sync, as tables: every key at every level, its type, the
//! versions that have it, and where the documentation says so.

pub(crate) use self::body::SYNC;
use self::filters::OVERRIDE;
pub(crate) use self::filters::{FILTER, MODEL_CONDITION, TARGET_CONDITION};
#[cfg(feature = "cli")]
pub(crate) use self::parts::IDENTITIES;
use self::parts::{FIELD, TARGET};
pub(crate) use self::parts::{IDENTITY, OVERRIDE_FIELD, RUN_AFTER, SCHEDULE, SOURCE};
use std::collections::HashSet;

use super::keys::symbol;
use crate::schema::ApiVersion;
use crate::schema::tables::{Object, Property, Shape, Values};

const NEW: ApiVersion = ApiVersion::V2025_09_18;

/// The reference page of the endpoint, about the request.
macro_rules! page {
    ($place:literal) => {
        concat!("Create Sync reference page, request, ", $place)
    };
}

/// The same page, about the response.
macro_rules! response {
    ($place:literal) => {
        concat!("Create Sync reference page, response, ", $place)
    };
}

/// The API description that the page is made from, for the levels that the page hides.
macro_rules! api {
    ($place:literal) => {
        concat!("API description (OpenAPI), ", $place)
    };
}

/// The official SDK for 2025-09-18.
macro_rules! sdk {
    ($place:literal) => {
        concat!("docstring of the official SDK for 2025-09-18, ", $place)
    };
}

mod body;
mod filters;
pub(crate) mod lists;
pub(crate) mod needs;
mod parts;

/// A property of the body; its name is in the list of [`keys`](super::keys).
const fn property(name: &'static str, shape: Shape) -> Property {
    Property::new(symbol(name), name, shape)
}

/// Every documented list of values.
pub(crate) static LISTS: [&Values; 7] = [
    &lists::MODES,
    &lists::FREQUENCIES,
    &lists::FIELD_TYPES,
    &lists::FILTER_FUNCTIONS,
    &lists::IDENTITY_FUNCTIONS,
    &lists::STRATEGIES,
    &lists::BULK_MODES,
];

/// The levels below the top, as messages name them, for keys at the wrong one.
pub(crate) static PLACES: [(&str, &Object); 8] = [
    ("in `target`", &TARGET),
    ("in `schedule`", &SCHEDULE),
    ("in `schedule.run_after`", &RUN_AFTER),
    ("in a `source`", &SOURCE),
    ("in an entry of `fields`", &FIELD),
    ("in an entry of `filters`", &FILTER),
    ("in an entry of `overrides`", &OVERRIDE),
    ("in `identities`", &parts::IDENTITIES),
];

/// The arrays that the objects of the outermost level are there for.
pub(crate) fn entries() -> impl Iterator<Item = &'static Property> {
    SYNC.properties.iter().filter_map(|property| match property.shape {
        Shape::Object(object) => object.entries(),
        _ => None,
    })
}

/// Every documented key and value.
pub(crate) fn words() -> HashSet<&'static str> {
    let mut words: HashSet<&str> =
        LISTS.iter().flat_map(|list| list.listed.iter().copied()).collect();
    let mut objects: Vec<&'static Object> = vec![&SYNC];
    while let Some(object) = objects.pop() {
        for property in object.properties {
            words.insert(property.name);
            match property.shape {
                Shape::Object(inner) => objects.push(inner),
                Shape::List(Shape::Object(inner)) => objects.push(inner),
                _ => {}
            }
        }
    }
    words
}
