use crate::endpoint::{Body, Mapping};
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::rules::metadata::is_unencryptable;

declare_rule! {
    /// Finds an encrypted field in a sync without `encryption_passphrase`.
    ///
    /// The tests of Polytomic's Terraform provider always send the two together; no documentation
    /// says that the passphrase is required.
    ///
    /// # Bad
    /// ```json
    /// {"fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "ssn"}, "target": "SSN", "encryption_enabled": true}]}
    /// ```
    /// ```text
    /// 1:133: warning[PT110]: `fields[0].encryption_enabled` is `true`, but the sync has no `encryption_passphrase`
    /// ```
    /// # Good
    /// ```json
    /// {"fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "ssn"}, "target": "SSN", "encryption_enabled": true}],
    ///   "encryption_passphrase": "${POLYTOMIC_PASSPHRASE}"}
    /// ```
    EncryptionWithoutPassphrase {
        code: "PT110", name: "encryption-without-passphrase", group: Body, severity: Warning,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        also: [(Error, "if a saved response says that the field can be encrypted")],
        summary: "encrypted field without a passphrase",
        keys: ["encryption_enabled"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    if body.top.encryption_passphrase.or_blank().is_present() {
        return;
    }
    let field = |mapping: &Mapping<'_>| body.target_fields()?.find(&mapping.target.text()?);
    let marked = || {
        body.mappings
            .iter()
            .filter(|mapping| mapping.encryption_enabled.bool() == Some(true))
            // PT141 says so of those that cannot be encrypted.
            .filter(|it| !field(it).is_some_and(|field| is_unencryptable(body, field)))
    };
    let certain = marked().any(|it| field(&it).is_some_and(|it| it.encryptable == Some(true)));
    let mut marked = marked().filter_map(|mapping| mapping.encryption_enabled.node());
    let Some(first) = marked.next() else { return };
    let draft = Draft::value(
        &INFO,
        first,
        format!("`{}` is `true`, but the sync has no `encryption_passphrase`", first.path()),
    )
    .severity(if certain { Severity::Error } else { INFO.severity })
    .label("encrypted field")
    .help("add `encryption_passphrase`, filled in from outside the file, or remove `encryption_enabled`");
    out.push(marked.fold(draft, |draft, node| draft.second(node.span(), "so is this one")));
}
