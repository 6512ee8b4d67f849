//! Records of a saved response: declared once, read from a tree with a place for everything that
//! is wrong, and plain data for serde.

use super::reader::Reader;
use crate::json::{Kind, Node};

/// What can be read from a value of a saved response.
pub(super) trait Read: Sized {
    /// What belongs there, as a message says it.
    const EXPECTED: &'static str;

    /// The value; what is wrong with it is noted, and nothing is returned then.
    fn read(node: Node<'_>, reader: &mut Reader) -> Option<Self>;
}

impl Read for String {
    const EXPECTED: &'static str = "a string";

    fn read(node: Node<'_>, reader: &mut Reader) -> Option<Self> {
        let text = node.text();
        if text.is_none() {
            reader.wrong(node, Self::EXPECTED);
        }
        text.map(std::borrow::Cow::into_owned)
    }
}

impl Read for bool {
    const EXPECTED: &'static str = "a boolean";

    fn read(node: Node<'_>, reader: &mut Reader) -> Option<Self> {
        let value = node.bool();
        if value.is_none() {
            reader.wrong(node, Self::EXPECTED);
        }
        value
    }
}

impl<T: Read> Read for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn read(node: Node<'_>, reader: &mut Reader) -> Option<Self> {
        T::read(node, reader).map(Some)
    }
}

impl<T: Read> Read for Vec<T> {
    const EXPECTED: &'static str = "an array";

    fn read(node: Node<'_>, reader: &mut Reader) -> Option<Self> {
        if node.kind() != Kind::Array {
            reader.wrong(node, Self::EXPECTED);
            return None;
        }
        let mut items = Vec::with_capacity(node.len());
        items.extend(node.elements().filter_map(|item| T::read(item, reader)));
        Some(items)
    }
}

/// Declares structs that a response is made of, each field with its keys. What is absent, null or
/// of another type is the field's default: nothing is known about it.
macro_rules! records {
    ($(
        $(#[$doc:meta])*
        $name:ident $(needs $needed:ident ($key_of_needed:literal, $what:literal))? {
            $($(#[$field_doc:meta])* $field:ident: $kind:ty = $($key:literal)|+,)*
        }
    )*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name {
            $($(#[$field_doc])*
            #[serde(skip_serializing_if = "super::record::is_default")]
            pub $field: $kind,)*
        }

        impl $crate::metadata::record::Read for $name {
            const EXPECTED: &'static str = "an object";

            fn read(
                node: $crate::json::Node<'_>,
                reader: &mut $crate::metadata::reader::Reader,
            ) -> Option<Self> {
                use $crate::metadata::record::Read;
                if node.kind() != $crate::json::Kind::Object {
                    reader.wrong(node, <Self as Read>::EXPECTED);
                    return None;
                }
                let mut record = Self::default();
                for member in node.members() {
                    let value = member.value;
                    if value.kind() == $crate::json::Kind::Null {
                        continue;
                    }
                    match member.key.text().as_deref() {
                        $(Some($($key)|+) => {
                            record.$field = Read::read(value, reader).unwrap_or_default();
                        })*
                        _ => {}
                    }
                }
                $(if record.$needed.is_empty() {
                    reader.missing(node, $key_of_needed, $what);
                    return None;
                })?
                Some(record)
            }
        }
    )*};
}
pub(super) use records;

/// Whether a field says nothing, so that it is left out when it is written.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
