//! What a log writes before each line of a text.

/// The bytes of a time with what a log writes after it, `2024-05-01 10:00:00 INFO`, or of the name
/// of a service with a bar, `web_1  | `, that a line begins with; something of a body comes after it.
pub(crate) fn log_prefix(line: &str) -> Option<usize> {
    const TIME: &str = "0000-00-00 00:00:00";
    let time = |(byte, form): (u8, u8)| match form {
        b'0' => byte.is_ascii_digit(),
        b' ' => matches!(byte, b' ' | b'T'),
        form => byte == form,
    };
    if line.len() < TIME.len() || !line.bytes().zip(TIME.bytes()).all(time) {
        return service(line);
    }
    let rest = &line[TIME.len()..];
    let rest = rest.trim_start_matches(|ch: char| ch.is_ascii_digit() || ".,Z+:".contains(ch));
    let end = line.len() - level(rest).unwrap_or(rest).len();
    begins_body(&line[end..]).then_some(end)
}

/// What is after the level of a log, in brackets or not.
fn level(text: &str) -> Option<&str> {
    let level = text.trim_start_matches([' ', '\t']);
    let bare = level.strip_prefix('[').unwrap_or(level);
    let after = bare.trim_start_matches(|ch: char| ch.is_ascii_uppercase());
    let closes = begins_body(after) || after.starts_with([']', ':']);
    (after.len() < bare.len() && closes).then(|| after.trim_start_matches([']', ':']))
}

/// Whether a bracket or a string comes next.
fn begins_body(rest: &str) -> bool {
    rest.trim_start_matches([' ', '\t']).starts_with(['{', '}', '[', ']', '"', '\''])
}

fn service(line: &str) -> Option<usize> {
    let name = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '_' | '-' | '.');
    let rest = line.trim_start_matches(name);
    let bar = rest.trim_start_matches(' ').strip_prefix("| ")?;
    let named = rest.len() < line.len() && line.starts_with(|ch: char| ch.is_ascii_alphabetic());
    (named && begins_body(bar)).then_some(line.len() - bar.len())
}

#[cfg(test)]
mod tests {
    use super::log_prefix;

    #[test]
    fn what_a_log_writes_before_a_line() {
        let prefix = |line: &'static str| log_prefix(line).map(|length| &line[..length]);
        assert_eq!(prefix("2024-05-01 10:00:00 DEBUG {"), Some("2024-05-01 10:00:00 DEBUG"));
        assert_eq!(
            prefix("2024-05-01T10:00:00.123Z [INFO]: {"),
            Some("2024-05-01T10:00:00.123Z [INFO]:")
        );
        assert_eq!(prefix("2024-05-01 10:00:00   \"a\": 1"), Some("2024-05-01 10:00:00"));
        assert_eq!(prefix("web_1  |   \"a\": 1"), Some("web_1  | "));
        assert_eq!(prefix("2024-05-01"), None);
        assert_eq!(prefix("2024-05-01 10:00:00,"), None);
        assert_eq!(prefix("a || b"), None);
        assert_eq!(prefix("\"a\" | b"), None);
    }
}
