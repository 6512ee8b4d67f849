//! What a kind of body is documented to hold, as signs for reading a broken one.

use std::sync::OnceLock;

use super::Tables;
use super::tables::{Object, Shape};
use crate::json::repair::{Expectations, Expects, Level, Types};

impl Expects for Tables {
    /// The levels of the body, with their keys and types.
    fn expectations(&self) -> &Expectations {
        self.expected.get_or_init(|| {
            let mut maker = Maker { made: Expectations::default(), objects: Vec::new() };
            maker.object(self.body, Types::OBJECT);
            for property in self.body.properties {
                maker.made.recognized_by(property.name);
            }
            maker.made
        })
    }
}

/// The place where the expectations of a kind of body are kept.
pub(crate) type Kept = OnceLock<Expectations>;

struct Maker {
    made: Expectations,
    /// The objects that have a level already.
    objects: Vec<(&'static Object, Types, Level)>,
}

impl Maker {
    fn object(&mut self, object: &'static Object, types: Types) -> Level {
        let same = |(other, own, _): &&(&'static Object, Types, Level)| {
            std::ptr::eq(*other, object) && *own == types
        };
        if let Some((.., level)) = self.objects.iter().find(same) {
            return *level;
        }
        let level = self.made.add(types);
        self.objects.push((object, types, level));
        self.made.close(level);
        for property in object.properties {
            let null = if property.null { Types::LITERAL } else { Types::default() };
            let value = self.value(property.shape, null);
            self.made.value_of(level, property.symbol, value);
        }
        level
    }

    fn value(&mut self, shape: Shape, null: Types) -> Level {
        let types = match shape {
            Shape::String | Shape::Uuid | Shape::Enum(_) => Types::TEXT,
            Shape::Boolean => Types::LITERAL,
            Shape::Integer => Types::NUMBER,
            Shape::Object(_) | Shape::Strings | Shape::Free => Types::OBJECT,
            Shape::List(_) => Types::LIST,
            Shape::Any => Types::ANY,
        };
        let types = if types == Types::ANY { types } else { types.or(null) };
        match shape {
            Shape::Object(object) => self.object(object, types),
            Shape::List(item) => {
                let level = self.made.add(types);
                let item = self.value(*item, Types::default());
                self.made.holding(level, item);
                level
            }
            _ => self.made.add(types),
        }
    }
}
