//! Dates and times of filters, made comparable.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// A date, with or without a time and an offset from UTC.
#[derive(Debug, Clone, Copy)]
struct Instant {
    /// In UTC if there is an offset, else as local time of an unknown zone.
    at: Timestamp,
    has_offset: bool,
    has_time: bool,
}

/// Whether the first date is later, in whatever zone one without an offset is. A date alone lasts
/// the whole day.
pub(super) fn is_later(first: &str, second: &str) -> bool {
    let (Some(first), Some(second)) = (read(first), read(second)) else { return false };
    let mut slack = SignedDuration::ZERO;
    if first.has_offset != second.has_offset {
        // From UTC-12 to UTC+14.
        slack += SignedDuration::from_hours(if second.has_offset { 14 } else { 12 });
    }
    if first.has_time && !second.has_time {
        slack += SignedDuration::from_hours(24) - SignedDuration::from_nanos(1);
    }
    first.at.duration_since(second.at) > slack
}

/// `2024-01-31`, `2024-01-31 09:30`, `2024-01-31T09:30:00.5+01:00`.
fn read(text: &str) -> Option<Instant> {
    const DATE: usize = "2024-01-31".len();
    let text = text.trim();
    // The usual form; digits alone are a number.
    if text.as_bytes().get(4) != Some(&b'-') {
        return None;
    }
    let has_time = text.len() > DATE;
    if let Ok(at) = text.parse() {
        return Some(Instant { at, has_offset: true, has_time });
    }
    let at = Offset::UTC.to_timestamp(text.parse::<DateTime>().ok()?).ok()?;
    Some(Instant { at, has_offset: false, has_time })
}

/// Why a text in the form of a date, with or without a time, is none that exists.
pub(super) fn impossible(text: &str) -> Option<String> {
    const DATE: usize = "2024-01-31".len();
    let text = text.trim();
    let date = text.get(..DATE)?;
    let rest = &text[DATE..];
    let is_date = date.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !is_date || !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| date[range].parse::<u32>().unwrap_or_default();
    let (month, day) = (number(5..7), number(8..10));
    if !(1..=12).contains(&month) {
        return Some(format!("there is no month {month}"));
    }
    if date.parse::<jiff::civil::Date>().is_err() {
        return Some(format!("that month has no day {day}"));
    }
    // What is after the date is checked only where it is a plain time.
    let time = rest.trim_start_matches(['T', 't', ' ']);
    let parts: Vec<&str> = time.get(..8).or(time.get(..5))?.split(':').collect();
    let part = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok());
    match (part(0)?, part(1)?, part(2).unwrap_or_default()) {
        (hour, ..) if hour > 24 => Some(format!("there is no hour {hour}")),
        (_, minute, _) if minute > 59 => Some(format!("there is no minute {minute}")),
        (_, _, second) if second > 60 => Some(format!("there is no second {second}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_does_not_exist_is_told_from_other_texts() {
        for (text, why) in [
            ("2024-13-45", "there is no month 13"),
            ("2024-00-10", "there is no month 0"),
            ("2023-02-29", "that month has no day 29"),
            (" 2024-04-31T10:00:00Z", "that month has no day 31"),
            ("2024-01-31 25:00", "there is no hour 25"),
            ("2024-01-31T10:60:00+01:00", "there is no minute 60"),
        ] {
            assert_eq!(impossible(text).as_deref(), Some(why), "{text}");
        }
        for text in [
            "2024-02-29",
            "2024-01-31T24:00",
            "2024-01-31T23:59:60Z",
            "2024-13-45x",
            "2024-1-1",
            "x",
            "2024-01-31Tsoon",
            "20241345",
            "2024-13-4é",
        ] {
            assert_eq!(impossible(text), None, "{text}");
        }
    }

    #[test]
    fn instants_are_compared_and_not_texts() {
        for (first, second) in [
            ("2024-02-01", "2024-01-31"),
            ("2024-03-01", "2024-02-29T23:59:59"),
            ("2024-01-01T00:00:00-05:00", "2024-01-01T00:00:00Z"),
            ("2024-01-01T00:00:00.5Z", "2024-01-01T00:00:00Z"),
            ("2024-01-01 10:00", "2024-01-01T09:00"),
            ("2024-01-02", "2024-01-01T00:00:00Z"),
            ("2024-01-02T00:00:00", "2024-01-01"),
        ] {
            assert!(is_later(first, second), "{first} {second}");
            assert!(!is_later(second, first), "{second} {first}");
        }
        for (first, second) in [
            ("2024-01-01T02:00:00+05:00", "2024-01-01T00:00:00Z"),
            ("2024-01-01T01:00:00+0100", "2024-01-01T00:00:00Z"),
            ("2024-01-01T00:00:00", "2023-12-31T12:00:00Z"),
            ("2024-01-01T10:00:00", "2024-01-01"),
            ("2024-01-01", "2024-01-01"),
            ("2024-01-02 later", "2024-01-01"),
            ("2024-13-01", "2024-01-01"),
        ] {
            assert!(!is_later(first, second), "{first} {second}");
        }
    }
}
