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
    match text.parse() {
        Ok(at) => Some(Instant { at, has_offset: true, has_time }),
        Err(_) => {
            let at = Offset::UTC.to_timestamp(text.parse::<DateTime>().ok()?).ok()?;
            Some(Instant { at, has_offset: false, has_time })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
