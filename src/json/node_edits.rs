//! Edits of a value that keep the document JSON, for rules of one's own.

use serde_json::Value;

use super::{Node, edits};
use crate::text::Edit;

impl Node<'_> {
    /// The edit that writes another value in the place of this one, escaped as JSON wants it.
    ///
    /// ```
    /// use polytomic_lint::{Fix, apply, parse};
    ///
    /// let text = r#"{"name": "Accounts"}"#;
    /// let tree = parse(text);
    /// let name = tree.at("/name").expect("a name");
    /// let fix = Fix::safe("quote the name", vec![name.replace_with("\"Accounts\"")]);
    /// let fixed = apply(text, [&fix]).expect("a change");
    /// assert_eq!(fixed.text, r#"{"name": "\"Accounts\""}"#);
    /// ```
    pub fn replace_with(self, value: impl Into<Value>) -> Edit {
        Edit::replace(self.span(), value.into().to_string())
    }

    /// The edits that take this value out of its object or array, with its key and the comma that
    /// would be left over. None beside something that could not be read, where it is unclear what
    /// would be left.
    ///
    /// ```
    /// use polytomic_lint::{Fix, apply, parse};
    ///
    /// let text = r#"{"name": "Accounts", "active": true}"#;
    /// let tree = parse(text);
    /// let active = tree.at("/active").expect("a flag");
    /// let fixed = apply(text, [&Fix::safe("remove `active`", active.removal())]);
    /// assert_eq!(fixed.expect("a change").text, r#"{"name": "Accounts"}"#);
    /// ```
    pub fn removal(self) -> Vec<Edit> {
        edits::remove(self).into_iter().map(Edit::from).collect()
    }
}
