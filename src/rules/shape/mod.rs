//! Rules about the documented shape: keys, types, lists of values, IDs.

mod alike;
pub(crate) mod bad_uuid;
mod blank_string;
mod called;
mod create_value;
mod deprecated_key;
mod encoded_json;
pub(crate) mod foreign_shape;
mod id_in_two_roles;
pub(crate) mod meant;
mod misplaced;
pub(crate) mod missing_required;
mod new_filters;
mod newer_key;
mod nil_uuid;
pub(crate) mod null_not_allowed;
pub(crate) mod other_endpoint;
mod placeholder_value;
mod read_only_key;
mod removed_key;
mod schema_key;
mod type_advice;
mod type_reading;
pub(crate) mod unknown_enum_value;
pub(crate) mod unknown_key;
mod uuid_form;
pub(crate) mod violations;
pub(crate) mod wrong_type;

use crate::endpoint::Marks;
use crate::finding::Findings;
use crate::placeholder::Placeholder;
use crate::rules::Rule;
use crate::schema::Context;
use crate::schema::walk::{Note, What};

/// In the order of their codes.
pub(super) static RULES: &[&dyn Rule] = &[
    &missing_required::MissingRequired,
    &wrong_type::WrongType,
    &null_not_allowed::NullNotAllowed,
    &unknown_key::UnknownKey,
    &read_only_key::ReadOnlyKey,
    &removed_key::RemovedKey,
    &foreign_shape::ForeignShape,
    &newer_key::NewerKeyForVersion,
    &deprecated_key::DeprecatedKey,
    &bad_uuid::BadUuid,
    &uuid_form::UuidForm,
    &nil_uuid::NilUuid,
    &placeholder_value::PlaceholderValue,
    &unknown_enum_value::UnknownEnumValue,
    &schema_key::SchemaKey,
    &encoded_json::EncodedJson,
    &id_in_two_roles::IdInTwoRoles,
    &other_endpoint::OtherEndpoint,
    &create_value::CreateValueNotString,
    &blank_string::BlankString,
];

/// Reports what the walk noted.
pub(crate) fn annotations<'a>(
    context: Context<'a>,
    notes: &[Note<'a>],
    marks: &mut Marks,
    out: &mut Findings<'_>,
) {
    let read_only: Vec<_> = of(notes, What::ReadOnly).collect();
    marks.fetched = read_only.len() >= 2;
    read_only_key::report(&read_only, out);
    let (mut samples, mut directives) = (Vec::new(), Vec::new());
    for note in notes {
        let node = note.node;
        match note.what {
            What::Placeholder(Placeholder::Sample, false) => samples.push(node),
            What::Placeholder(Placeholder::Directive, _) => {
                marks.unreadable.insert(node.id());
                directives.push(node);
            }
            What::Placeholder(_, closed) => {
                marks.unreadable.insert(node.id());
                placeholder_value::report(context, node, closed, out);
            }
            What::Allowed => {
                marks.unreadable.insert(node.id());
            }
            What::SchemaKey => schema_key::report(node, out),
            What::UpperCase => uuid_form::upper_case(node, out),
            What::NilUuid => nil_uuid::report(node, marks.fetched, out),
            What::Blank => blank_string::report(context, node, out),
            What::NamesNothing => {
                marks.absent.insert(node.id());
                marks.unreadable.insert(node.id());
                marks.unreadable.extend(node.members().map(|member| member.value.id()));
            }
            What::EncodedJson => {
                marks.encoded.insert(node.id());
                encoded_json::report(context, node, out);
            }
            What::ReadOnly => {}
        }
    }
    placeholder_value::samples(samples, out);
    placeholder_value::directives(&directives, out);
}

fn of<'n, 'a>(
    notes: &'n [Note<'a>],
    what: What,
) -> impl Iterator<Item = crate::json::Node<'a>> + 'n {
    notes.iter().filter(move |note| note.what == what).map(|note| note.node)
}
