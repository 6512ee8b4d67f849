//! Numbers: JSON's grammar, and what people write instead.

use super::lexer::is_word;

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
    (!bytes.get(at).is_some_and(|&byte| is_word(byte))).then_some(at)
}

/// Whether this is how a program writes what is not a number, or not a finite one.
pub(super) fn is_no_number(word: &str) -> bool {
    let word = word.trim_start_matches(['-', '+']);
    ["nan", "inf", "infinity"].iter().any(|name| word.eq_ignore_ascii_case(name))
}

/// Whether a double may fail to hold it; quick, and never false where it does fail.
pub(super) fn may_lose_digits(number: &[u8]) -> bool {
    number.len() > 15 || number.iter().any(|byte| matches!(byte, b'e' | b'E'))
}

/// What a double makes of a number that it cannot hold.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// An infinity.
    TooLarge,
    /// Zero.
    TooSmall,
    /// Another whole number.
    Rounded(String),
}

/// What a double loses of a number.
pub(crate) fn loss(text: &str) -> Option<Loss> {
    let value: f64 = text.parse().ok()?;
    if value.is_infinite() {
        return Some(Loss::TooLarge);
    }
    let zero = text.split(['e', 'E']).next()?.bytes().all(|b| matches!(b, b'0' | b'.' | b'-'));
    if value == 0.0 && !zero {
        return Some(Loss::TooSmall);
    }
    if text.contains(['.', 'e', 'E']) {
        return None;
    }
    let held = format!("{value:.0}");
    (held != text).then_some(Loss::Rounded(held))
}

/// The end of the longest number in JSON's grammar that starts here, whatever is glued to it.
pub(super) fn prefix(bytes: &[u8], start: usize) -> Option<usize> {
    let digits = |at: usize| {
        at + bytes.get(at..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count()
    };
    let whole = start + usize::from(bytes.get(start) == Some(&b'-'));
    let mut end = match bytes.get(whole)? {
        b'0' => whole + 1,
        b'1'..=b'9' => digits(whole),
        _ => return None,
    };
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > end + 1 {
        end = digits(end + 1);
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        let exponent = end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if digits(exponent) > exponent {
            end = digits(exponent);
        }
    }
    Some(end)
}

/// The JSON for a number that JSON writes otherwise.
pub(super) fn json_for(word: &str) -> Option<String> {
    if word.len() > 40 || !word.starts_with(|ch: char| ch.is_ascii_digit() || "+-.".contains(ch)) {
        return None;
    }
    let (sign, body) = match word.as_bytes()[0] {
        b'-' => ("-", &word[1..]),
        b'+' => ("", &word[1..]),
        _ => ("", word),
    };
    if let Some(hex) = body.strip_prefix("0x").or_else(|| body.strip_prefix("0X")) {
        let value = u64::from_str_radix(hex, 16).ok()?;
        return (hex.len() <= 12).then(|| format!("{sign}{value}"));
    }
    let digit = body.starts_with(|ch: char| ch.is_ascii_digit());
    let body = match body.strip_suffix('n') {
        Some(whole) if digit && whole.bytes().all(|b| b.is_ascii_digit()) => whole.to_owned(),
        _ if digit => body.replace('_', ""),
        _ => body.to_owned(),
    };
    let (mantissa, exponent) = match body.find(['e', 'E']) {
        Some(at) => (&body[..at], Some(&body[at..])),
        None => (&*body, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let empty = whole.is_empty() && fraction.unwrap_or_default().is_empty();
    if empty && (exponent.is_some() || !matches!(word, "-" | ".")) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let mut json = format!("{sign}{whole}");
    if let Some(fraction) = fraction {
        json = json + "." + if fraction.is_empty() { "0" } else { fraction };
    }
    if let Some(exponent) = exponent {
        json += exponent;
        if exponent.ends_with(['e', 'E', '+', '-']) {
            json.push('0');
        }
    }
    (json != word && scan(json.as_bytes(), 0) == Some(json.len())).then_some(json)
}
