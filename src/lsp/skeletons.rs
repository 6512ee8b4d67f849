//! What is put after a new key: the shape of its value, with places to fill in.

use std::fmt::Write as _;

use crate::schema::tables::{Object, Property, Shape};

/// Text with places to fill in: tab stops for clients with snippets, plain JSON for others.
#[derive(Debug)]
pub(super) struct Skeleton {
    text: String,
    stops: usize,
    snippet: bool,
}

impl Skeleton {
    pub(super) fn new(snippet: bool) -> Self {
        Self { text: String::new(), stops: 0, snippet }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Text as it is.
    pub(super) fn raw(&mut self, text: &str) {
        if self.snippet {
            for ch in text.chars() {
                if matches!(ch, '$' | '\\') {
                    self.text.push('\\');
                }
                self.text.push(ch);
            }
        } else {
            self.text.push_str(text);
        }
    }

    /// A place to fill in, with what is there until then.
    fn stop(&mut self, default: &str) {
        if !self.snippet {
            return self.text.push_str(default);
        }
        self.stops += 1;
        let _ = match default {
            "" => write!(self.text, "${}", self.stops),
            _ => write!(self.text, "${{{}:{default}}}", self.stops),
        };
    }

    fn choice(&mut self, values: &[&str]) {
        if !self.snippet {
            return;
        }
        self.stops += 1;
        let _ = write!(self.text, "${{{}|{}|}}", self.stops, values.join(","));
    }

    /// A value of a shape.
    pub(super) fn value(&mut self, shape: Shape) {
        match shape {
            Shape::String | Shape::Uuid | Shape::Any => {
                self.raw("\"");
                self.stop("");
                self.raw("\"");
            }
            Shape::Boolean if self.snippet => self.choice(&["true", "false"]),
            Shape::Boolean => self.raw("false"),
            Shape::Integer => self.stop("0"),
            Shape::Enum(values) => {
                self.raw("\"");
                self.choice(values.listed);
                self.raw("\"");
            }
            Shape::Object(object) => self.object(object),
            Shape::List(item) => {
                self.raw("[");
                match item {
                    Shape::Object(_) => self.value(*item),
                    _ => self.stop(""),
                }
                self.raw("]");
            }
            Shape::Strings | Shape::Free => {
                self.raw("{");
                self.stop("");
                self.raw("}");
            }
        }
    }

    /// An object with the keys that make sense at first.
    pub(super) fn object(&mut self, object: &'static Object) {
        let wanted = keys(object);
        self.raw(if wanted.is_empty() { "{" } else { "{ " });
        for (index, property) in wanted.iter().enumerate() {
            if index > 0 {
                self.raw(", ");
            }
            self.raw(&format!("\"{}\": ", property.name));
            self.value(property.shape);
        }
        if wanted.is_empty() {
            self.stop("");
        }
        self.raw(if wanted.is_empty() { "}" } else { " }" });
    }
}

/// The required keys, and those that nearly everybody needs.
fn keys(object: &'static Object) -> Vec<&'static Property> {
    let wanted = |property: &&Property| property.required || property.usual;
    object.properties.iter().filter(wanted).collect()
}
