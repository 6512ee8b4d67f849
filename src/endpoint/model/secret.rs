//! Text that only JSON may show.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A secret: `{:?}` hides it; it goes into JSON as it is.
///
/// ```
/// use polytomic_lint::model::Secret;
///
/// let secret = Secret::from("correct horse");
/// assert_eq!(format!("{secret:?}"), "Secret(*****)");
/// assert_eq!(secret.expose(), "correct horse");
/// assert_eq!(serde_json::to_string(&secret)?, r#""correct horse""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for Secret {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(*****)")
    }
}
