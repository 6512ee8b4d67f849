//! Which keys have a secret as their value: `password`, `api_key`, `clientSecret`.

/// How certain a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// The passphrase of the sync, misspelled or not.
    Passphrase,
    /// A password, a secret, a key: any text is one.
    Certain,
    /// A token: a value that looks like one of a few choices is not a secret.
    Likely,
    /// Authorization: a value of plain words is not a secret.
    Loose,
}

const CERTAIN: [&str; 15] = [
    "password",
    "passwords",
    "passwd",
    "pwd",
    "passphrase",
    "passcode",
    "secret",
    "secrets",
    "apikey",
    "apikeys",
    "privatekey",
    "secretkey",
    "accesskey",
    "clientsecret",
    "apisecret",
];
const LIKELY: [&str; 8] =
    ["token", "tokens", "bearer", "jwt", "apitoken", "authtoken", "accesstoken", "refreshtoken"];
const LOOSE: [&str; 4] = ["auth", "authorization", "credential", "credentials"];
/// Words that make a secret of a following `key`.
const KEYS: [&str; 10] = [
    "api",
    "private",
    "secret",
    "access",
    "encryption",
    "signing",
    "master",
    "shared",
    "account",
    "auth",
];
/// Words after the secret's word that keep it a secret; with any other (`token_url`,
/// `password_policy`), the key is about something else. `c` is what Salesforce adds.
const FOLLOWERS: [&str; 13] = [
    "value",
    "text",
    "string",
    "data",
    "pem",
    "base64",
    "raw",
    "plain",
    "plaintext",
    "hash",
    "encoded",
    "json",
    "c",
];

/// The longest part of a key that is checked, from its end.
const LONGEST: usize = 96;

/// What a key names, if that is a secret.
pub(super) fn of(key: &str) -> Option<Name> {
    let key = tail(key);
    if !has_stem(key.as_bytes()) {
        return None;
    }
    if is_passphrase(key) {
        return Some(Name::Passphrase);
    }
    let words = words(key);
    let mut at = words.len();
    while at > 0 {
        at -= 1;
        let whole = words[at].as_str();
        let word = whole.trim_end_matches(|ch: char| ch.is_ascii_digit());
        let before = at.checked_sub(1).map(|before| words[before].as_str());
        if CERTAIN.contains(&word)
            || matches!(word, "key" | "keys") && before.is_some_and(|word| KEYS.contains(&word))
        {
            return Some(Name::Certain);
        }
        if LIKELY.contains(&word) {
            return Some(Name::Likely);
        }
        if LOOSE.contains(&word) {
            return Some(Name::Loose);
        }
        // `token_2`, `private_key_base64`.
        if !word.is_empty() && !FOLLOWERS.contains(&whole) {
            return None;
        }
    }
    None
}

/// Whether a key is clearly meant to be `encryption_passphrase`.
fn is_passphrase(key: &str) -> bool {
    const NAME: &str = "encryptionpassphrase";
    let folded = crate::text::nearest::folded(key);
    if folded.len().abs_diff(NAME.len()) > 4
        || !(folded.contains("pas") || folded.contains("phrase"))
    {
        return false;
    }
    strsim::damerau_levenshtein(&folded, NAME) <= 4
}

fn tail(key: &str) -> &str {
    &key[key.ceil_char_boundary(key.len().saturating_sub(LONGEST))..]
}

/// Letters that one of the words begins with, by the lowest five bits that both cases share.
const FIRST: u32 = {
    let mut set = 0;
    let letters = b"pstkacbj";
    let mut at = 0;
    while at < letters.len() {
        set |= 1 << (letters[at] & 0x1f);
        at += 1;
    }
    set
};

/// Whether one of the words can be in it at all.
#[inline]
pub(super) fn has_stem(key: &[u8]) -> bool {
    key.windows(3).enumerate().any(|(at, three)| {
        FIRST >> (three[0] & 0x1f) & 1 == 1
            && matches!(
                (three[0] | 0x20, three[1] | 0x20),
                (b'p', b'a' | b'h' | b'w')
                    | (b's' | b'k' | b'b', b'e')
                    | (b't', b'o')
                    | (b'a', b'u')
                    | (b'c', b'r')
                    | (b'j', b'w')
            )
            && stands_at(&key[at..])
    })
}

fn stands_at(rest: &[u8]) -> bool {
    const STEMS: [&str; 10] =
        ["pas", "phrase", "pwd", "secret", "token", "key", "auth", "cred", "bearer", "jwt"];
    STEMS.iter().any(|stem| {
        rest.get(..stem.len()).is_some_and(|it| it.eq_ignore_ascii_case(stem.as_bytes()))
    })
}

/// The words of a key in lowercase, split at separators and at changes of case.
fn words(key: &str) -> Vec<String> {
    let chars: Vec<char> = key.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (at, &ch) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| chars[before]);
        let lower_next = chars.get(at + 1).is_some_and(|next| next.is_lowercase());
        let hump = ch.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase() || before.is_numeric() || before.is_uppercase() && lower_next
            });
        if (hump || !ch.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if ch.is_alphanumeric() {
            word.extend(ch.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_count() {
        for key in [
            "password",
            "db.password",
            "DB_PASSWD",
            "clientSecret",
            "APIKey",
            "x-api-key",
            "secret_access_key",
            "privateKeyPem",
            "private_key_passphrase",
            "apikey",
            "token2",
        ] {
            assert!(of(key).is_some(), "{key}");
        }
        for key in [
            "token_url",
            "secret_name",
            "tokenizer",
            "password_policy",
            "passwordless",
            "author",
            "public_key",
            "primary_key",
            "key",
            "keyword",
            "access_key_id",
            "auth_type",
            "compass",
            "encryption_enabled",
            "passphrase_hint",
        ] {
            assert_eq!(of(key), None, "{key}");
        }
    }

    #[test]
    fn a_misspelled_passphrase_is_one() {
        for key in [
            "encryption_passphrase",
            "encryptionPassphrase",
            "encryption-passphrase",
            "encyption_passphrase",
            "encryption_pasphrase",
            "encryption_passphrse",
        ] {
            assert_eq!(of(key), Some(Name::Passphrase), "{key}");
        }
    }
}
