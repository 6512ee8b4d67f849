//! Secrets in text without a tree: broken files, comments, JSON inside a string, connection
//! strings. Looks for `key: value` and `key=value`, and prefers too much to too little.

use std::ops::Range;

use super::Vocabulary;
use super::names;
use super::values;

/// How much of a value without quotes is checked.
const WINDOW: usize = 256;
/// The longest key, and the longest run of blanks next to a colon.
const KEY: usize = 96;
/// The maximum number of lines that one unclosed string is assumed to cover.
const LINES: usize = 64;

/// The secrets in a text that begin within a part of it, in order.
pub(super) fn secrets(
    text: &str,
    part: Range<usize>,
    markers: &[String],
    vocabulary: Option<&Vocabulary>,
) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = part.start;
    while let Some(rest) = bytes.get(at..part.end)
        && let Some(found) = memchr::memchr3(b':', b'=', b'-', rest)
    {
        let place = at + found;
        at = place + 1;
        let range = match bytes[place] {
            b'-' => private_key(text, place).or_else(|| option(text, place)),
            _ => value_of(text, place, (markers, vocabulary), &mut at),
        };
        if let Some(range) = range {
            at = at.max(range.end);
            out.push(range);
        }
    }
    let inner = words(&text[part.clone()]);
    out.extend(inner.map(|word| part.start + word.start..part.start + word.end));
    out
}

/// Words that look like a token.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let start = text.as_ptr() as usize;
    let is_mark = |ch: char| {
        matches!(
            ch,
            '"' | '\''
                | '`'
                | ','
                | ';'
                | '<'
                | '>'
                | '('
                | ')'
                | '{'
                | '}'
                | '\u{201c}'
                | '\u{201d}'
        )
    };
    text.split(move |ch: char| is_mark(ch) || ch.is_whitespace())
        .filter(|word| word.len() >= 12)
        .map(|word| word.trim_start_matches(['=', ':', '[']))
        .filter(|word| values::shape(word).is_some())
        .map(move |word| {
            let from = word.as_ptr() as usize - start;
            from..from + word.len()
        })
}

/// A private key from its header to its end, over as many lines as it takes.
fn private_key(text: &str, place: usize) -> Option<Range<usize>> {
    let rest = &text[place..];
    if !values::is_private_key(rest) {
        return None;
    }
    let header = 11 + rest[11..].find("-----")? + 5;
    let end = rest[header..].find("-----END ").map_or(rest.len(), |end| {
        let footer = header + end + 9;
        rest[footer..].find("-----").map_or(rest.len(), |end| footer + end + 5)
    });
    Some(place..place + end)
}

/// The password after an option of a shell command: `curl -u user:password`.
fn option(text: &str, place: usize) -> Option<Range<usize>> {
    const OPTIONS: [&str; 5] = ["-u", "--user", "-a", "--auth", "--proxy-user"];
    const TOKEN: &str = "--oauth2-bearer";
    if !text[..place].ends_with(char::is_whitespace) {
        return None;
    }
    let rest = &text[place..text.floor_char_boundary(place + WINDOW)];
    let ends = |ch: char| ch.is_whitespace() || ch == '=';
    let name = &rest[..rest.find(ends)?];
    // `-ukey:`
    let glued = name.starts_with("-u") && name.len() > 2;
    let name = if glued { "-u" } else { name };
    if !OPTIONS.contains(&name) && name != TOKEN {
        return None;
    }
    let opened = rest[name.len()..].trim_start_matches([' ', '=', '"', '\'']);
    let from = place + (rest.len() - opened.len());
    let end = |ch: char| ch.is_whitespace() || ch == '"' || ch == '\'';
    let pair = text[from..].split(end).next().unwrap_or_default();
    let (user, password) = if name == TOKEN { (pair, "") } else { pair.split_once(':')? };
    // `-u key:` has the key in the place of the user.
    let (at, secret) = match password {
        "" => (0, user),
        _ => (user.len() + 1, password),
    };
    if secret.is_empty() || values::is_filled_in_later(secret, &[]) || secret.starts_with('$') {
        return None;
    }
    let start = from + at;
    Some(start..start + secret.len())
}

/// The value after a colon or an equals sign, if its key names a secret. Moves `at` past quoted
/// values that are not secrets.
fn value_of(
    text: &str,
    place: usize,
    (markers, vocabulary): (&[String], Option<&Vocabulary>),
    at: &mut usize,
) -> Option<Range<usize>> {
    let key = key_before(text, place);
    let name = names::of(key)?;
    let arrow = usize::from(text[place + 1..].starts_with(['>', '=']));
    let rest = &text[place + 1 + arrow..];
    let value = rest.trim_start();
    let from = text.len() - value.len();
    let first = value.chars().next()?;
    let quote = opening_quote(value);
    let (inner, end) = match quote {
        Some(quote) => {
            let (skip, length) = quoted(value, quote, vocabulary);
            let ends = closer(quote).iter().find(|ch| value[skip..length].ends_with(**ch));
            (skip..length - ends.map_or(0, |ch| ch.len_utf8()), length)
        }
        None if matches!(first, '{' | '[' | ',' | '}' | ']') => return None,
        None => {
            let end = header_end(text, (key, place), value);
            let end = end.or_else(|| parameter_end(text, (key, place), value));
            (0..end.unwrap_or_else(|| bare(value)), 0)
        }
    };
    let found = value[inner.clone()].trim_end_matches('\\');
    if values::is_secret(name, found, markers) && !matches!(found, "null" | "None" | "nil") {
        return Some(from + inner.start..from + inner.end);
    }
    if let Some(default) = default_of(found).filter(|text| values::is_secret(name, text, markers)) {
        let start = default.as_ptr() as usize - text.as_ptr() as usize;
        return Some(start..start + default.len());
    }
    *at = (*at).max(from + end);
    None
}

/// The value that a variable has where it is not set: `${NAME:-value}`.
fn default_of(value: &str) -> Option<&str> {
    let (_, rest) = value.split_once("${")?;
    let (inner, _) = rest.split_once('}')?;
    inner.split_once(":-").or_else(|| inner.split_once(":=")).map(|(_, default)| default)
}

fn key_before(text: &str, place: usize) -> &str {
    let blank = |b: &u8| matches!(b, b' ' | b'\t');
    let bytes = text.as_bytes();
    let mut end = place;
    let least = place.saturating_sub(KEY);
    while end > least && blank(&bytes[end - 1]) {
        end -= 1;
    }
    // Closing quotes of one byte, escaped or not; curly ones of three.
    while end > least && matches!(bytes[end - 1], b'"' | b'\'' | b'`' | b'\\') {
        end -= 1;
    }
    let text_end = text.get(..end).unwrap_or_default();
    let end = text_end.trim_end_matches(['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}']).len();
    let word = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'$');
    let mut start = end;
    while start > end.saturating_sub(KEY) && word(bytes[start - 1]) {
        start -= 1;
    }
    text.get(start..end).unwrap_or_default()
}

fn opening_quote(value: &str) -> Option<char> {
    let value = value.strip_prefix('\\').unwrap_or(value);
    value
        .chars()
        .next()
        .filter(|ch| "\"'`\u{201c}\u{201d}\u{201e}\u{2018}\u{2019}\u{ab}".contains(*ch))
}

fn closer(open: char) -> &'static [char] {
    match open {
        '"' => &['"'],
        '\'' => &['\''],
        '`' => &['`'],
        '\u{2018}' | '\u{2019}' => &['\u{2019}', '\u{2018}'],
        '\u{ab}' => &['\u{bb}'],
        _ => &['\u{201d}', '\u{201c}', '"'],
    }
}

/// Where a quoted value starts after its quote, and where it ends: at the first closing quote that
/// is followed by something that can follow a value, or else after the lines that do not look like
/// the next key.
fn quoted(value: &str, open: char, vocabulary: Option<&Vocabulary>) -> (usize, usize) {
    let close = closer(open);
    let skip = value.find(open).unwrap_or(0) + open.len_utf8();
    let mut end = skip;
    for (number, line) in value[skip..].split_inclusive(['\n', '\r']).enumerate() {
        let body = line.trim_end();
        if number > 0 && (number > LINES || starts_something(body)) {
            break;
        }
        for (offset, ch) in body.char_indices().filter(|(_, ch)| close.contains(ch)) {
            let before = body[..offset].bytes().rev().take_while(|&b| b == b'\\').count();
            let after = offset + ch.len_utf8();
            let escaped = before % 2 == 1 && !value.starts_with('\\');
            // A key without a value may come before the next key, but then that one is known.
            let rest = body[after..].trim_start();
            let key = rest.starts_with(':')
                && offset <= KEY
                && vocabulary.is_some_and(|known| known.has(&body[..offset]));
            if !escaped && (key || may_follow(rest)) {
                return (skip, end + after);
            }
        }
        let comma = body.ends_with(',');
        let kept = body.trim_end_matches(',').len();
        if !body.is_empty() || number == 0 {
            end += if comma { kept } else { line.len() };
        }
        if comma {
            break;
        }
    }
    (skip, value[..end].trim_end().len().max(skip))
}

/// Whether a line starts a new entry or closes something.
fn starts_something(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with(['}', ']']) || key_like(line)
}

/// Whether the text starts with a key and its colon.
fn key_like(rest: &str) -> bool {
    let rest = rest.trim_start().trim_start_matches(['"', '\'', '\\']);
    let word = rest.find(|ch: char| !(ch.is_alphanumeric() || "_-$.".contains(ch))).unwrap_or(0);
    let after = rest[word..].trim_start_matches(['"', '\'', '\\']).trim_start();
    word > 0 && after.starts_with(':')
}

/// Whether this can follow the closing quote of a value.
fn may_follow(rest: &str) -> bool {
    rest.is_empty()
        || rest.starts_with(['}', ']', ';', ')', '#', '/'])
        || rest.strip_prefix(',').is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.is_empty() || rest.starts_with(['}', ']', '#', '/', '{', '[']) || key_like(rest)
        })
}

/// The length of a value without quotes: to the end of the line, or to what ends a value.
fn bare(value: &str) -> usize {
    let line = memchr::memchr2(b'\n', b'\r', value.as_bytes()).unwrap_or(value.len());
    let window = value.floor_char_boundary(line.min(WINDOW));
    let end = value[..window]
        .match_indices([',', '}', ']'])
        .find(|(at, found)| match *found {
            "," => {
                let rest = &value[at + 1..line];
                rest.trim().is_empty() || key_like(&rest[..rest.floor_char_boundary(WINDOW)])
            }
            _ => value[at + 1..line].trim_start_matches([' ', '\t', ',', '}', ']']).is_empty(),
        })
        .map_or(line, |(at, _)| at);
    value[..end].trim_end().len()
}

/// The length of the value of a header that is quoted as a whole, as commands are given it:
/// `"Authorization: Bearer …" https://…`.
fn header_end(text: &str, (key, place): (&str, usize), value: &str) -> Option<usize> {
    const NEXT: [&str; 9] = ["-", "\\", "http", "\"http", "'http", "\"$", "|", ">", "&"];
    let start = key.as_ptr() as usize - text.as_ptr() as usize;
    let quote = text[..start].chars().next_back().filter(|ch| matches!(ch, '"' | '\''))?;
    let line = memchr::memchr2(b'\n', b'\r', value.as_bytes()).unwrap_or(value.len());
    let line = &value[..value.floor_char_boundary(line.min(8 * WINDOW))];
    let end = line.find(quote).filter(|_| start + key.len() == place)?;
    let rest = &line[end + 1..];
    let next = rest.trim_start();
    let ends =
        next.is_empty() || next.len() < rest.len() && NEXT.iter().any(|it| next.starts_with(it));
    ends.then_some(end)
}

/// The length of the value of a parameter in a URL: `?token=…`.
fn parameter_end(text: &str, (key, place): (&str, usize), value: &str) -> Option<usize> {
    let start = key.as_ptr() as usize - text.as_ptr() as usize;
    let parameter = text[..start].ends_with(['?', '&']) && text[place..].starts_with('=');
    let ends = |ch: char| ch.is_whitespace() || "&#\"'`".contains(ch);
    parameter.then(|| value.find(ends).unwrap_or(value.len()))
}

/// `scheme://user:password@host`.
pub(super) fn has_url_password(value: &str) -> bool {
    let Some((scheme, rest)) = value.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#', ' ']).next().unwrap_or(rest);
    let Some((user, _)) = authority.rsplit_once('@') else { return false };
    // A key is sent as a user without a password.
    let password = match user.split_once(':') {
        Some((user, "")) if is_key(user) => user,
        Some((_, password)) => password,
        None if is_key(user) => user,
        None => "",
    };
    scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        && password.len() >= 3
        && !values::is_filled_in_later(password, &[])
        && !password.starts_with(['$', '{', '<', '%', '*'])
}

/// Whether this is too long and too mixed for the name of a user.
fn is_key(user: &str) -> bool {
    user.len() >= 20
        && user.bytes().any(|byte| byte.is_ascii_digit())
        && user.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// `Server=db;Password=…`, `?token=…`: pairs without blanks around the sign.
pub(super) fn has_pair(value: &str) -> bool {
    memchr::memchr_iter(b'=', value.as_bytes()).any(|place| {
        let Some(name) = names::of(key_before(value, place)) else { return false };
        let ends = |ch: char| ch.is_whitespace() || ";&\"',".contains(ch);
        let rest = &value[place + 1..];
        let found = rest[..rest.floor_char_boundary(WINDOW)].split(ends).next().unwrap_or_default();
        let glued = !value[..place].ends_with([' ', '\t']) && !found.starts_with('=');
        glued && found.len() >= 4 && values::is_secret(name, found, &[])
    })
}
