//! Text and places in it: the source of a file, spans, positions, edits, and values as messages
//! quote them. Knows neither JSON nor Polytomic.

pub(crate) mod all_differ;
mod apply;
mod edit;
pub(crate) mod joined;
pub(crate) mod nearest;
mod quote;
mod source;

pub use self::apply::{Fixed, apply};
pub use self::edit::{Applicability, Edit, Fix};
pub(crate) use self::quote::{is_obeyed, is_plain, is_plain_without, join, push_shown};
pub use self::quote::{list, shown};
pub(crate) use self::source::{BOM, Encoding};
pub use self::source::{Position, Source, Span};

/// Whether the name of a file ends so, in any case: `.JSON` is what some systems make of `.json`.
pub(crate) fn has_ending(name: &[u8], ending: &str) -> bool {
    let end = name.len().checked_sub(ending.len()).map(|start| &name[start..]);
    end.is_some_and(|end| end.eq_ignore_ascii_case(ending.as_bytes()))
}
