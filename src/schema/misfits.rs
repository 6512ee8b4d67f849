//! What the walk notes of what does not fit. None of it is inlined, so that the path of a clean
//! body stays short.

use jsonschema::json::JsonNumber as _;

use super::adapter::Literal;
use super::tables::Object;
use super::{Keys, Violation, Walk};
use crate::json::{Kind, Node};

impl<'a> Walk<'a, '_> {
    /// Notes a value that the schema is asked about.
    #[cold]
    #[inline(never)]
    pub(super) fn refuse(&mut self, node: Node<'a>) {
        self.clean = false;
        self.rejected.push(node.id());
    }

    /// Notes a value that does not fit.
    #[cold]
    #[inline(never)]
    pub(super) fn reject(&mut self, misfit: Violation<'a>) {
        let node = misfit.node();
        self.refuse(node);
        // What could not be read is no violation.
        if node.kind() != Kind::Error {
            self.misfits.push(misfit);
        }
    }

    /// Notes a number that is not written as a whole one, though it may be one.
    #[cold]
    #[inline(never)]
    pub(super) fn reject_number(&mut self, node: Node<'a>) {
        match Literal(node.raw()).is_integer() {
            true => self.refuse(node),
            false => self.reject(Violation::WrongType(node)),
        }
    }

    /// Notes that an object has keys which its table has not; their values are noted already.
    #[cold]
    #[inline(never)]
    pub(super) fn reject_unknown(&mut self, node: Node<'a>) {
        self.misfits.push(Violation::Unknown(node, Keys::Undocumented));
    }

    /// Notes the required keys that are not among those which an object has, a bit each.
    #[cold]
    #[inline(never)]
    pub(super) fn reject_lacking(&mut self, node: Node<'a>, object: &'static Object, seen: u64) {
        self.refuse(node);
        let lacking = object.among(object.required & !seen);
        for property in lacking.filter(|property| property.since <= self.version) {
            self.misfits.push(Violation::Missing(node, property.name.to_owned()));
        }
    }
}
