//! Rules about logic expressions.

mod label_duplicate;
mod label_format;
mod label_not_positional;
mod label_partial;
mod logic_missing_label;
mod logic_mixed_precedence;
mod logic_numeric_labels;
mod logic_syntax;
mod logic_unknown_label;
mod logic_without_filters;
mod logic_wrong_scope;

use crate::rules::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&dyn Rule] = &[
    &logic_syntax::LogicSyntax,
    &logic_unknown_label::LogicUnknownLabel,
    &logic_missing_label::LogicMissingLabel,
    &logic_without_filters::LogicWithoutFilters,
    &logic_numeric_labels::LogicNumericLabels,
    &logic_mixed_precedence::LogicMixedPrecedence,
    &label_format::LabelFormat,
    &label_duplicate::LabelDuplicate,
    &label_partial::LabelPartial,
    &label_not_positional::LabelNotPositional,
    &logic_wrong_scope::LogicWrongScope,
];
