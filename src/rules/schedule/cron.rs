//! One time setting of a schedule, plain or in cron syntax, with the place of every mistake in it.

use std::ops::Range;

use crate::endpoint::Part;

/// More mistakes than this in one value add nothing.
const MOST: usize = 50;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] =
    ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

impl Part {
    /// What it is, with its article and range.
    pub(in crate::rules) fn noun(self) -> &'static str {
        match self {
            Self::Minute => "a minute from 0 to 59",
            Self::Hour => "an hour from 0 to 23",
            Self::DayOfMonth => "a day of the month from 1 to 31",
            Self::Month => "a month from 1 to 12 or a month name",
            Self::DayOfWeek => "a day of the week from 0 to 7 or a day name",
        }
    }

    /// What it is, with its article.
    pub(super) fn short_noun(self) -> &'static str {
        match self {
            Self::Minute => "a minute",
            Self::Hour => "an hour",
            Self::DayOfMonth => "a day of the month",
            Self::Month => "a month",
            Self::DayOfWeek => "a day of the week",
        }
    }

    pub(super) fn range(self) -> (u32, u32) {
        match self {
            Self::Minute => (0, 59),
            Self::Hour => (0, 23),
            Self::DayOfMonth => (1, 31),
            Self::Month => (1, 12),
            Self::DayOfWeek => (0, 7),
        }
    }

    pub(super) fn max(self) -> u32 {
        self.range().1
    }

    /// Whether a text is one of its numbers, in a digit or two.
    #[inline]
    pub(in crate::rules) fn holds(self, text: &[u8]) -> bool {
        let number = match text {
            [one @ b'0'..=b'9'] => one - b'0',
            [ten @ b'0'..=b'9', one @ b'0'..=b'9'] => (ten - b'0') * 10 + (one - b'0'),
            _ => return false,
        };
        let (min, max) = self.range();
        (min..=max).contains(&u32::from(number))
    }

    /// The number in a text: digits, or an English name, long or short.
    pub(super) fn value(self, text: &str) -> Option<u32> {
        let (min, max) = self.range();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse().ok().filter(|number| (min..=max).contains(number));
        }
        let (names, first): (&[&str], u32) = match self {
            Self::Month => (&MONTHS, 1),
            Self::DayOfWeek => (&DAYS, 0),
            _ => return None,
        };
        let lower = text.to_ascii_lowercase();
        let short = matches!(lower.as_str(), "tues" | "wednes" | "thur" | "thurs" | "sept");
        let same = |name: &&&str| {
            **name == lower
                || name.len() > 3 && name[..3] == lower
                || short && name.starts_with(&lower)
        };
        let at = names.iter().position(|name| same(&name))?;
        Some(first + at as u32)
    }
}

/// What is wrong with a piece of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mistake {
    /// Not a value of the part.
    Value,
    /// A step that is empty, not a number, or out of range.
    Step,
    /// Nothing where a value is expected.
    Empty,
    /// A sign that only other parts have: which sign, and which parts.
    Sign(char, &'static str),
    /// `W` or `#` without the day that it is about.
    NoDay(char),
    /// `W` after more than one day.
    OneDay,
    /// `#` with anything but a week from 1 to 5.
    Nth,
}

/// Every mistake in a part in cron syntax; ranges are bytes of `text`.
pub(super) fn mistakes(part: Part, text: &str) -> Vec<(Mistake, Range<usize>)> {
    let mut out = Vec::new();
    let mut at = 0;
    for item in text.split(',') {
        let range = trimmed(text, at..at + item.len());
        at += item.len() + 1;
        if range.is_empty() {
            // The comma that has nothing on one side.
            let comma = range.start.min(text.len().saturating_sub(1));
            let comma = text[..=comma].rfind(',').or_else(|| text.find(',')).unwrap_or(0);
            out.push((Mistake::Empty, comma..comma + 1));
        } else {
            self::item(part, text, range, &mut out);
        }
        if out.len() >= MOST {
            break;
        }
    }
    out
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}

fn item(part: Part, text: &str, range: Range<usize>, out: &mut Vec<(Mistake, Range<usize>)>) {
    let piece = &text[range.clone()];
    let (base, step) = match piece.split_once('/') {
        Some((base, step)) => (base, Some(step)),
        None => (piece, None),
    };
    let start = range.start;
    self::base(part, text, start..start + base.len(), out);
    let Some(step) = step else { return };
    let fits = step.bytes().all(|byte| byte.is_ascii_digit())
        && step.parse::<u32>().is_ok_and(|step| (1..=part.max()).contains(&step));
    if !fits {
        let from = start + base.len() + 1;
        // An empty step is shown by its slash.
        let from = if step.is_empty() { from - 1 } else { from };
        out.push((Mistake::Step, from..range.end));
    }
}

fn base(part: Part, text: &str, range: Range<usize>, out: &mut Vec<(Mistake, Range<usize>)>) {
    let piece = &text[range.clone()];
    if piece == "*" {
        return;
    }
    let day = matches!(part, Part::DayOfMonth | Part::DayOfWeek);
    let upper = piece.to_ascii_uppercase();
    match upper.as_str() {
        "?" | "L" if day => return,
        "LW" | "WL" if part == Part::DayOfMonth => return,
        "W" if part == Part::DayOfMonth => return out.push((Mistake::NoDay('W'), range)),
        "" => return out.push((Mistake::Empty, range.start..range.start + 1)),
        _ => {}
    }
    if let Some((sign, parts)) = foreign_sign(part, &upper) {
        return out.push((Mistake::Sign(sign, parts), range));
    }
    if let Some(day) = text[range.clone()].find('#') {
        if day == 0 {
            return out.push((Mistake::NoDay('#'), range));
        }
        let hash = range.start + day;
        value(part, text, range.start..hash, out);
        if !matches!(&text[hash + 1..range.end], "1" | "2" | "3" | "4" | "5") {
            out.push((Mistake::Nth, hash..range.end));
        }
        return;
    }
    // `15W`, `5L`, `L-3`: a value and a sign.
    let before_last = range.start..range.end.saturating_sub(1).max(range.start);
    match part {
        Part::DayOfMonth if upper.ends_with('W') && upper.contains('-') => {
            return out.push((Mistake::OneDay, range));
        }
        Part::DayOfMonth if upper.ends_with('W') => return value(part, text, before_last, out),
        Part::DayOfMonth if upper.starts_with("L-") => {
            return value(part, text, range.start + 2..range.end, out);
        }
        Part::DayOfWeek if upper.ends_with('L') && part.value(piece).is_none() => {
            return value(part, text, before_last, out);
        }
        _ => {}
    }
    match piece.find('-').filter(|dash| *dash > 0) {
        Some(dash) => {
            let dash = range.start + dash;
            value(part, text, trimmed(text, range.start..dash), out);
            value(part, text, trimmed(text, dash + 1..range.end), out);
        }
        None => value(part, text, range, out),
    }
}

/// A sign in a piece that its part does not have, and the parts that do.
fn foreign_sign(part: Part, piece: &str) -> Option<(char, &'static str)> {
    let day = matches!(part, Part::DayOfMonth | Part::DayOfWeek);
    // A number and a sign; a name may end in the same letter.
    let number = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit());
    let ends_in = |sign| piece.strip_suffix(sign).is_some_and(number);
    if piece.contains('#') && part != Part::DayOfWeek {
        Some(('#', "days of the week"))
    } else if (ends_in('W') || piece == "LW") && part != Part::DayOfMonth {
        Some(('W', "days of the month"))
    } else if (ends_in('L') || piece.starts_with("L-")) && !day {
        Some(('L', "days"))
    } else {
        (piece == "?" && !day).then_some(('?', "days"))
    }
}

fn value(part: Part, text: &str, range: Range<usize>, out: &mut Vec<(Mistake, Range<usize>)>) {
    if range.is_empty() {
        // The sign that has no value.
        let at = range.start.min(text.len());
        let sign = text[..at].char_indices().next_back().map_or(0, |(at, _)| at);
        out.push((Mistake::Empty, sign..at.max(sign)));
    } else if part.value(&text[range.clone()]).is_none() {
        out.push((Mistake::Value, range));
    }
}

/// The values that a part lists one by one; nothing where it has ranges, steps or signs.
pub(super) fn listed(part: Part, text: &str) -> Option<Vec<u32>> {
    text.split(',').map(|item| part.value(item.trim())).collect()
}
