//! The functions of filters, conditions, and overrides: their names, how many values each takes, and
//! the type that represents one.

use serde::{Deserialize, Serialize};

/// What a function compares with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arity {
    /// Nothing.
    None,
    /// One value, null included.
    Equal,
    /// One value.
    One,
    /// An array.
    List,
    /// An array of two.
    Two,
    /// A duration counted back from now.
    Duration,
}

macro_rules! functions {
    ($($name:ident: $arity:ident,)*) => {
        /// How a filter, a condition or an override compares.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "the names are the documentation's, which says no more")]
        #[non_exhaustive]
        pub enum FilterFunction {
            $($name,)*
        }

        /// Every documented function.
        pub(super) const FUNCTION_NAMES: &[&str] = &[$(stringify!($name),)*];

        impl FilterFunction {
            /// The documented function of a name.
            pub(crate) fn named(name: &str) -> Option<Self> {
                match name {
                    $(stringify!($name) => Some(Self::$name),)*
                    _ => None,
                }
            }

            /// What it compares with.
            pub(crate) fn arity(self) -> Arity {
                match self {
                    $(Self::$name => Arity::$arity,)*
                }
            }
        }

        impl Arity {
            /// The arity of a documented function.
            pub(crate) fn of(function: &str) -> Option<Self> {
                FilterFunction::named(function).map(FilterFunction::arity)
            }
        }
    };
}

functions! {
    Equality: Equal,
    Inequality: Equal,
    IsNull: None,
    IsNotNull: None,
    True: None,
    False: None,
    OnOrAfter: One,
    OnOrBefore: One,
    GreaterThan: One,
    GreaterThanEqual: One,
    LessThan: One,
    LessThanEqual: One,
    StringContains: One,
    StringStartsWith: One,
    StringEndsWith: One,
    StringDoesNotContain: One,
    StringDoesNotStartWith: One,
    StringDoesNotEndWith: One,
    StringOneOf: List,
    StringNotOneOf: List,
    Between: Two,
    ArrayContains: One,
    ArrayDoesNotContain: One,
    InTheLast: Duration,
    RelativeOnOrBefore: Duration,
    RelativeOnOrAfter: Duration,
    StringLike: One,
    StringNotLike: One,
    StringMatchesTrimmed: One,
}

impl FilterFunction {
    /// Whether it compares with whole values for equality.
    pub(crate) fn is_equality(self) -> bool {
        matches!(self, Self::Equality | Self::Inequality | Self::StringOneOf | Self::StringNotOneOf)
    }

    /// Whether it is true of everything but some values.
    pub(crate) fn excludes(self) -> bool {
        matches!(
            self,
            Self::Inequality
                | Self::StringDoesNotContain
                | Self::StringDoesNotStartWith
                | Self::StringDoesNotEndWith
                | Self::StringNotOneOf
                | Self::StringNotLike
                | Self::ArrayDoesNotContain
        )
    }
}
