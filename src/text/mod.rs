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
pub(crate) use self::quote::{is_obeyed, is_plain, join};
pub use self::quote::{list, shown};
pub(crate) use self::source::{BOM, Encoding};
pub use self::source::{Position, Source, Span};
