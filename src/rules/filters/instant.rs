//! Dates and times of filters, made comparable.

const SECOND: i128 = 1_000_000_000;
const HOUR: i128 = 3600 * SECOND;
const DAY: i128 = 24 * HOUR;

/// A date, with or without a time and an offset from UTC.
#[derive(Debug, Clone, Copy)]
struct Instant {
    /// Nanoseconds since 1970, in UTC where there is an offset, else wherever it was meant.
    at: i128,
    has_offset: bool,
    has_time: bool,
}

/// Whether of two dates the first is later, wherever one without an offset was meant. A date alone
/// lasts the whole day.
pub(super) fn is_later(first: &str, second: &str) -> bool {
    let (Some(first), Some(second)) = (read(first), read(second)) else { return false };
    // From UTC-12 to UTC+14.
    let (mut earliest, mut latest) = (first.at, second.at);
    if first.has_offset != second.has_offset {
        earliest -= if first.has_offset { 0 } else { 14 * HOUR };
        latest += if second.has_offset { 0 } else { 12 * HOUR };
    }
    if first.has_time && !second.has_time {
        latest += DAY - 1;
    }
    earliest > latest
}

/// `2024-01-31`, `2024-01-31 09:30`, `2024-01-31T09:30:00.5+01:00`.
fn read(text: &str) -> Option<Instant> {
    let (date, rest) = text.trim().split_at_checked(10)?;
    let at = day(date)? * DAY;
    if rest.is_empty() {
        return Some(Instant { at, has_offset: false, has_time: false });
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (time, offset) = match rest.find(['Z', 'z', '+', '-']) {
        Some(end) => (&rest[..end], Some(offset(&rest[end..])?)),
        None => (rest, None),
    };
    let at = at + self::time(time)? - offset.unwrap_or(0);
    Some(Instant { at, has_offset: offset.is_some(), has_time: true })
}

/// Days since 1970.
fn day(date: &str) -> Option<i128> {
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2).filter(|month| (1..=12).contains(month))?;
    let day = digits(parts.next()?, 2).filter(|day| (1..=31).contains(day))?;
    // The year begins in March, so that the day that not every year has is its last.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let leap = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let to_month = (153 * month + 2) / 5;
    parts.next().is_none().then_some(365 * year + leap + to_month + day - 719_469)
}

fn time(time: &str) -> Option<i128> {
    let mut parts = time.trim().split(':');
    let hour = digits(parts.next()?, 2).filter(|hour| *hour <= 24)?;
    let minute = digits(parts.next()?, 2).filter(|minute| *minute < 60)?;
    let second = parts.next().unwrap_or("00");
    let (second, fraction) = second.split_once('.').unwrap_or((second, "0"));
    let second = digits(second, 2).filter(|second| *second <= 60)?;
    let fraction: String = fraction.chars().chain("000000000".chars()).take(9).collect();
    let whole = hour * HOUR + minute * 60 * SECOND + second * SECOND;
    parts.next().is_none().then_some(whole + digits(&fraction, 9)?)
}

/// `Z`, `+01:00`, `-0500`, `+02`.
fn offset(text: &str) -> Option<i128> {
    let sign = match text.chars().next()? {
        'Z' | 'z' => return (text.len() == 1).then_some(0),
        '-' => -1,
        _ => 1,
    };
    let text = text[1..].replace(':', "");
    let (hour, minute) = text.split_at_checked(2)?;
    let minute = if minute.is_empty() { "00" } else { minute };
    Some(sign * (digits(hour, 2)? * HOUR + digits(minute, 2)? * 60 * SECOND))
}

fn digits(text: &str, count: usize) -> Option<i128> {
    let all = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
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
