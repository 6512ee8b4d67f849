//! Numbers: JSON's grammar, and what people write instead.

/// The end of a number that starts at `start`, if it is one and nothing is glued to it.
pub(super) fn scan(bytes: &[u8], start: usize) -> Option<usize> {
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let mut at = start + usize::from(bytes.get(start) == Some(&b'-'));
    let whole = at;
    at = digits(at);
    if at == whole || (bytes[whole] == b'0' && at > whole + 1) {
        return None;
    }
    if bytes.get(at) == Some(&b'.') {
        let fraction = at + 1;
        at = digits(fraction);
        if at == fraction {
            return None;
        }
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = at + 1 + sign;
        at = digits(exponent);
        if at == exponent {
            return None;
        }
    }
    (!bytes.get(at).is_some_and(|&byte| super::parser::is_word(byte))).then_some(at)
}

/// Whether a double may fail to hold it; quick, and never false where it does fail.
pub(super) fn may_lose_digits(number: &[u8]) -> bool {
    number.len() > 15 || number.iter().any(|byte| matches!(byte, b'e' | b'E'))
}

/// What a double makes of a number that it cannot hold, and a few words on why.
pub(super) fn loss(text: &str) -> Option<String> {
    let value: f64 = text.parse().ok()?;
    if value.is_infinite() {
        return Some("it is beyond the range of a double".to_owned());
    }
    let zero = text.split(['e', 'E']).next()?.bytes().all(|b| matches!(b, b'0' | b'.' | b'-'));
    if value == 0.0 && !zero {
        return Some("it is so small that a double holds 0".to_owned());
    }
    if text.contains(['.', 'e', 'E']) {
        return None;
    }
    let held = format!("{value:.0}");
    (held != text).then(|| format!("a double holds `{held}` instead"))
}

/// What people write for a number that JSON writes otherwise: why not, and the JSON for it.
pub(super) fn misspelt(text: &str) -> Option<(&'static str, Option<(String, bool)>)> {
    let (sign, body) = match text.strip_prefix('-') {
        Some(body) => ("-", body),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let valid = |text: &str| scan(text.as_bytes(), 0) == Some(text.len());
    let safe = |text: String| valid(&text).then_some((text, true));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(hex) = body.strip_prefix("0x").or_else(|| body.strip_prefix("0X")) {
        let value = u64::from_str_radix(hex, 16).ok()?;
        return Some(("JSON has no hexadecimal numbers", Some((format!("{sign}{value}"), true))));
    }
    if matches!(body, "Infinity" | "inf" | "Inf") {
        return Some(("JSON has no infinity", None));
    }
    if body.contains('_') && body.starts_with(|c: char| c.is_ascii_digit()) {
        return Some((
            "JSON writes numbers without `_`",
            safe(format!("{sign}{}", body.replace('_', ""))),
        ));
    }
    if body.starts_with('.') && digits(&body[1..]) {
        return Some(("a JSON number starts with a digit", safe(format!("{sign}0{body}"))));
    }
    if body.ends_with('.') && digits(&body[..body.len() - 1]) {
        return Some(("a JSON number has a digit after its point", safe(format!("{sign}{body}0"))));
    }
    if body.starts_with('0') && body.len() > 1 && digits(body) {
        let bare = body.trim_start_matches('0');
        let bare = if bare.is_empty() { "0" } else { bare };
        return Some((
            "a JSON number has no leading zeros",
            Some((format!("{sign}{bare}"), false)),
        ));
    }
    if text.starts_with('+') && valid(body) {
        return Some(("a JSON number has no plus sign", safe(body.to_owned())));
    }
    None
}
