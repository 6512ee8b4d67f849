//! Rules about `identity` and `identities`.

mod identities_empty;
mod identities_strategy;
mod identity_also_mapped;
mod identity_and_identities;
pub(super) mod identity_required;
mod identity_unused;

use crate::rules::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&dyn Rule] = &[
    &identity_required::IdentityRequiredForMode,
    &identity_unused::IdentityUnused,
    &identity_and_identities::IdentityAndIdentities,
    &identities_strategy::IdentitiesStrategyMissing,
    &identities_empty::IdentitiesEmpty,
    &identity_also_mapped::IdentityAlsoMapped,
];
