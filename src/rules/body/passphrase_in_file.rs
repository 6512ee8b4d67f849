use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::secrets::Why;

declare_rule! {
    /// Finds a hardcoded `encryption_passphrase`. Anyone who can read the file can read what the
    /// sync encrypts.
    ///
    /// Use a template marker such as `${POLYTOMIC_PASSPHRASE}` instead. The passphrase itself is
    /// never printed: not in messages, excerpts, or fixes, and not even as a hash. Polytomic's own
    /// Terraform provider keeps it out of what it stores.
    ///
    /// # Bad
    /// ```json
    /// {"fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "ssn"}, "target": "SSN", "encryption_enabled": true}],
    ///   "encryption_passphrase": "correct horse battery staple"}
    /// ```
    /// ```text
    /// 2:28: warning[PT112]: the passphrase is hardcoded in `encryption_passphrase`
    /// ```
    /// # Good
    /// ```json
    /// {"fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "ssn"}, "target": "SSN", "encryption_enabled": true}],
    ///   "encryption_passphrase": "${POLYTOMIC_PASSPHRASE}"}
    /// ```
    PassphraseInFile {
        code: "PT112", name: "passphrase-in-file", group: Body, severity: Warning,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        source: "Terraform provider, where it is write-only",
        summary: "hardcoded passphrase",
        keys: ["encryption_passphrase"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(passphrase) = body.top.encryption_passphrase.node() else { return };
    let secret = |(id, why): &(_, Why)| *id == passphrase.id() && *why == Why::Passphrase;
    if body.secrets.values().iter().any(secret) {
        out.push(
            Draft::value(&INFO, passphrase, "the passphrase is hardcoded in `encryption_passphrase`")
                .label("a secret")
                .help("use a template marker such as `${POLYTOMIC_PASSPHRASE}`, and fill it in when you send the body"),
        );
    }
}
