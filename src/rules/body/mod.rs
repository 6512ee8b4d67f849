//! Rules about the body as a whole: secrets, flags that affect each other, and what the sync does.

mod active_on_create;
mod backfill_and_all;
mod destructive_mode;
mod encryption_without_passphrase;
mod enrich_flag;
mod organization_id;
mod passphrase_in_file;
mod passphrase_unused;
mod policies_duplicates;
mod secret_in_body;
mod server_problem;
mod update_resets;

use crate::rules::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&dyn Rule] = &[
    &encryption_without_passphrase::EncryptionWithoutPassphrase,
    &passphrase_unused::PassphraseUnused,
    &passphrase_in_file::PassphraseInFile,
    &secret_in_body::SecretInBody,
    &destructive_mode::DestructiveMode,
    &active_on_create::ActiveOnCreate,
    &backfill_and_all::BackfillAndAll,
    &enrich_flag::EnrichFlag,
    &policies_duplicates::PoliciesDuplicates,
    &organization_id::OrganizationId,
    &update_resets::UpdateResets,
    &server_problem::ServerProblem,
];
