use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::secrets::Why;

declare_rule! {
    /// Finds an `encryption_passphrase` that is written out. Whoever can read the file can read what
    /// the sync encrypts.
    ///
    /// A template marker such as `${POLYTOMIC_PASSPHRASE}` is what is wanted. The passphrase itself is
    /// never printed: not in messages, not in excerpts, not in fixes, and not even by its hash. The
    /// vendor's own provider keeps it out of what it stores.
    ///
    /// # Bad
    /// ```json
    /// {"fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "ssn"}, "target": "SSN", "encryption_enabled": true}],
    ///   "encryption_passphrase": "correct horse battery staple"}
    /// ```
    /// ```text
    /// 2:28: warning[PT112]: the passphrase is written out in `encryption_passphrase`
    /// ```
    /// # Good
    /// ```json
    /// {"fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "ssn"}, "target": "SSN", "encryption_enabled": true}],
    ///   "encryption_passphrase": "${POLYTOMIC_PASSPHRASE}"}
    /// ```
    PassphraseInFile {
        code: "PT112", name: "passphrase-in-file", group: Body, severity: Warning,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        summary: "a passphrase that is written out in the file",
        keys: ["encryption_passphrase"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(passphrase) = body.top.encryption_passphrase.node() else { return };
    let secret = |(id, why): &(_, Why)| *id == passphrase.id() && *why == Why::Passphrase;
    if body.secrets.values().iter().any(secret) {
        out.push(
            Draft::value(&INFO, passphrase, "the passphrase is written out in `encryption_passphrase`")
                .label("a secret")
                .help("write a marker such as `${POLYTOMIC_PASSPHRASE}`, and fill it in when the body is sent"),
        );
    }
}
