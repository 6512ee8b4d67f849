//! Which values are secrets: by the name of their key, or by a shape that nothing else has.

use super::names::Name;
use super::text;
use crate::placeholder;

/// Values in place of a secret that are not secrets.
const CHOICES: [&str; 34] = [
    "none",
    "null",
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "required",
    "optional",
    "enabled",
    "disabled",
    "default",
    "auto",
    "basic",
    "bearer",
    "digest",
    "oauth",
    "oauth2",
    "token",
    "header",
    "query",
    "body",
    "cookie",
    "password",
    "secret",
    "key",
    "plain",
    "plaintext",
    "hashed",
    "encrypted",
    "hidden",
    "masked",
    "redacted",
];

/// Whether a text under such a name is a secret, rather than a placeholder or a choice.
pub(super) fn is_secret(name: Name, value: &str, markers: &[String]) -> bool {
    let value = value.trim();
    if value.is_empty() || is_filled_in_later(value, markers) {
        return false;
    }
    if name == Name::Passphrase {
        return true;
    }
    if value.chars().all(|ch| "*\u{2022}xX.-".contains(ch)) || is_reference(value) {
        return false;
    }
    let short = value.len() < 16;
    if short && CHOICES.contains(&value.to_ascii_lowercase().as_str()) {
        return false;
    }
    let words = || value.chars().all(|ch| ch.is_alphabetic() || "_- ".contains(ch));
    match name {
        Name::Passphrase | Name::Certain => true,
        Name::Likely => value.len() >= 6 && !(value.len() < 12 && words()),
        Name::Loose => value.len() >= 8 && !words(),
    }
}

/// Placeholders, and markers that a template fills in.
pub(super) fn is_filled_in_later(value: &str, markers: &[String]) -> bool {
    placeholder::of(value).is_some() || placeholder::is_allowed(value, markers)
}

/// A place where the secret is kept, instead of the secret.
fn is_reference(value: &str) -> bool {
    let shell = |name: &str| {
        name.len() > 1
            && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    };
    ["env:", "env.", "vault:", "ssm:", "op://", "arn:aws:", "secretsmanager:", "file:"]
        .iter()
        .any(|prefix| value.starts_with(prefix))
        || value.strip_prefix('$').is_some_and(shell)
        || value.strip_prefix('%').and_then(|rest| rest.strip_suffix('%')).is_some_and(shell)
}

/// Tokens by their prefixes: what they are, and how many characters follow at least.
const TOKENS: [(&str, usize, &str); 34] = [
    ("sk_live_", 16, "a Stripe key"),
    ("sk_test_", 16, "a Stripe key"),
    ("rk_live_", 16, "a Stripe key"),
    ("rk_test_", 16, "a Stripe key"),
    ("whsec_", 24, "a webhook's signing secret"),
    ("sk-ant-", 20, "an API key"),
    ("sk-proj-", 20, "an API key"),
    ("ghp_", 36, "a GitHub token"),
    ("gho_", 36, "a GitHub token"),
    ("ghu_", 36, "a GitHub token"),
    ("ghs_", 36, "a GitHub token"),
    ("ghr_", 36, "a GitHub token"),
    ("github_pat_", 22, "a GitHub token"),
    ("glpat-", 20, "a GitLab token"),
    ("xoxb-", 16, "a Slack token"),
    ("xoxa-", 16, "a Slack token"),
    ("xoxp-", 16, "a Slack token"),
    ("xoxr-", 16, "a Slack token"),
    ("xoxs-", 16, "a Slack token"),
    ("xapp-", 16, "a Slack token"),
    ("AIza", 35, "a Google API key"),
    ("ya29.", 24, "a Google access token"),
    ("npm_", 36, "an npm token"),
    ("pypi-", 50, "a PyPI token"),
    ("dop_v1_", 64, "a DigitalOcean token"),
    ("hf_", 30, "a Hugging Face token"),
    ("shpat_", 32, "a Shopify token"),
    ("shpss_", 32, "a Shopify secret"),
    ("pat-na1-", 30, "a HubSpot token"),
    ("pat-eu1-", 30, "a HubSpot token"),
    ("xkeysib-", 40, "a Brevo key"),
    ("lin_api_", 32, "a Linear key"),
    ("sq0csp-", 32, "a Square secret"),
    ("dapi", 32, "a Databricks token"),
];

/// Whether a value, as it is in the file, can have the shape of a secret; rules out IDs and nearly
/// everything else.
#[inline]
pub(super) fn may_have_shape(value: &[u8]) -> bool {
    // As short as the shortest shape.
    if value.len() < 12 {
        return false;
    }
    if value.len() == 36 && value[8] == b'-' && value[13] == b'-' && value[18] == b'-' {
        return false;
    }
    matches!(
        value[0],
        b's' | b'r'
            | b'w'
            | b'g'
            | b'x'
            | b'y'
            | b'n'
            | b'p'
            | b'd'
            | b'h'
            | b'l'
            | b'A'
            | b'S'
            | b'e'
            | b'-'
            | b'{'
            | b'['
            | b'B'
            | b'b'
            | b' '
    ) || may_have_at_or_equals(value)
}

/// Whether `@` or `=` may be among at least eight bytes, checked eight at a time.
#[inline]
fn may_have_at_or_equals(value: &[u8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // The two and what lies between them, `>` and `?`, become zero.
    let hits = |word: &[u8; 8]| {
        let low = u64::from_le_bytes(*word) & (ONES * 0x7f);
        let zero = ((low + ONES * 3) & (ONES * 0xfc)) ^ (ONES * 0x40);
        zero.wrapping_sub(ONES) & !zero & (ONES * 0x80)
    };
    let (words, _) = value.as_chunks();
    let all = words.iter().fold(0, |all, word| all | hits(word));
    all | value.last_chunk().map_or(0, hits) != 0
}

/// What a value is, if it has the shape of a secret.
pub(super) fn shape(value: &str) -> Option<&'static str> {
    let bytes = value.as_bytes();
    if bytes.len() < 12 {
        return None;
    }
    let value = if bytes[0] == b' ' { value.trim_start() } else { value };
    match value.as_bytes().first()? {
        b's' | b'r' | b'w' | b'g' | b'x' | b'y' | b'n' | b'p' | b'd' | b'h' | b'l' => {
            if let Some(what) = token(value) {
                return Some(what);
            }
        }
        b'A' => {
            if is_aws(value) {
                return Some("an AWS key");
            }
            if let Some(what) = token(value) {
                return Some(what);
            }
        }
        b'S' if is_sendgrid(value) => return Some("a SendGrid key"),
        b'e' if is_jwt(value) => return Some("a signed token (JWT)"),
        b'-' if is_private_key(value) => return Some("a private key"),
        _ => {}
    }
    if value.starts_with(['{', '[']) && !text::secrets(value, 0..value.len(), &[], None).is_empty()
    {
        return Some("JSON text with a secret in it");
    }
    if matches!(bytes[0], b'B' | b'b' | b' ') && is_authorization(value) {
        return Some("an authorization header");
    }
    // The rest needs one of these.
    memchr::memchr2(b'@', b'=', bytes)?;
    if text::has_url_password(value) {
        return Some("a URL with a password");
    }
    (text::has_pair(value)).then_some("a connection string with a password")
}

fn token(value: &str) -> Option<&'static str> {
    let (prefix, least, what) =
        TOKENS.iter().find(|(prefix, ..)| value.starts_with(prefix)).copied()?;
    let rest = value[prefix.len()..].trim_end();
    let shaped = rest.len() >= least
        && rest.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
        && rest.bytes().any(|b| b.is_ascii_digit());
    let hex = prefix != "dapi" || rest.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    (shaped && hex).then_some(what)
}

fn is_aws(value: &str) -> bool {
    let value = value.trim_end();
    value.len() == 20
        && (value.starts_with("AKIA") || value.starts_with("ASIA"))
        && value.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && value.bytes().any(|b| b.is_ascii_digit())
}

fn is_sendgrid(value: &str) -> bool {
    let mut parts = value.trim_end().split('.');
    parts.next() == Some("SG")
        && parts.next().is_some_and(|part| part.len() >= 16)
        && parts.next().is_some_and(|part| part.len() >= 32)
        && parts.next().is_none()
}

fn is_jwt(value: &str) -> bool {
    let url64 = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    let mut parts = value.trim_end().split('.');
    value.starts_with("eyJ")
        && parts.next().is_some_and(|part| part.len() >= 12 && part.bytes().all(url64))
        && parts.next().is_some_and(|part| part.len() >= 8 && part.bytes().all(url64))
        && parts.next().is_some_and(|part| part.bytes().all(url64))
        && parts.next().is_none()
}

/// The header of a PEM file that holds a private key.
pub(super) fn is_private_key(value: &str) -> bool {
    let Some(rest) = value.strip_prefix("-----BEGIN ") else { return false };
    rest.find("-----").is_some_and(|end| rest[..end].ends_with("PRIVATE KEY"))
}

/// `Bearer …` or `Basic …` followed by something that is not a word.
fn is_authorization(value: &str) -> bool {
    let Some((scheme, rest)) = value.split_at_checked(6) else { return false };
    let rest = match () {
        () if scheme.eq_ignore_ascii_case("bearer") => rest.strip_prefix(' '),
        () if scheme.eq_ignore_ascii_case("basic ") => Some(rest),
        () => None,
    };
    rest.is_some_and(|rest| {
        let rest = rest.trim();
        rest.len() >= 12
            && !rest.contains(' ')
            && placeholder::of(rest).is_none()
            && rest.bytes().any(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
            && rest.bytes().all(|b| {
                b.is_ascii_alphanumeric()
                    || matches!(b, b'_' | b'-' | b'.' | b'=' | b'+' | b'/' | b'~')
            })
    })
}
