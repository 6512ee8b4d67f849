use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds `encryption_passphrase` in a sync without encrypted fields.
    ///
    /// The passphrase is only used for fields with `encryption_enabled`. It is better not to send a
    /// secret that nothing needs.
    ///
    /// # Bad
    /// ```json
    /// {"encryption_passphrase": "${POLYTOMIC_PASSPHRASE}"}
    /// ```
    /// ```text
    /// 1:2: advice[PT111]: `encryption_passphrase` is set, but no field is encrypted
    /// ```
    /// # Good
    /// ```json
    /// {"fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "ssn"}, "target": "SSN", "encryption_enabled": true}],
    ///   "encryption_passphrase": "${POLYTOMIC_PASSPHRASE}"}
    /// ```
    PassphraseUnused {
        code: "PT111", name: "passphrase-unused", group: Body, severity: Advice,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0", tag: Unnecessary,
        summary: "passphrase without an encrypted field",
        keys: ["encryption_passphrase"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(passphrase) = body.top.encryption_passphrase.or_blank().node() else { return };
    let fields = body.top.fields.elements().count();
    let unreadable = body.top.fields.node().is_none() || fields > body.mappings.len();
    let encrypted = body.mappings.iter().any(|mapping| match mapping.encryption_enabled.node() {
        Some(node) => node.bool() == Some(true),
        None => mapping.encryption_enabled.is_present(),
    });
    if unreadable || encrypted {
        return;
    }
    out.push(
        Draft::key(&INFO, passphrase, "`encryption_passphrase` is set, but no field is encrypted")
            .label("unused")
            .help("remove it, or set `encryption_enabled` on the fields to encrypt"),
    );
}
