//! Objects of a target that the documentation gives a meaning of their own.

use super::Target;

/// The object of a webhook.
pub(crate) const WEBHOOK: &str = "http";
/// The one field that webhooks and CSV files have.
pub(crate) const WEBHOOK_FIELD: &str = "record";
/// The mode of a sync to a webhook.
pub(crate) const WEBHOOK_MODE: &str = "updateOrCreate";
/// What stood for an object that is yet to be created, before `create` did.
pub(crate) const LEGACY_NEW: &str = "__pt_new_target";

impl Target<'_> {
    /// Whether records go to a webhook.
    pub(crate) fn is_webhook(&self) -> bool {
        self.object.is_text(WEBHOOK)
    }

    /// Whether its object is created in the legacy way.
    pub(crate) fn is_legacy_new(&self) -> bool {
        self.object.is_text(LEGACY_NEW)
    }
}
