//! When a sync runs: how often, and by which parts of the clock.

use std::borrow::Cow;

use super::{Schedule, Slot};
use crate::json::Node;

/// A part of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Minute,
    Hour,
    DayOfMonth,
    Month,
    DayOfWeek,
}

impl Part {
    pub(crate) const ALL: [Self; 5] =
        [Self::Hour, Self::Minute, Self::DayOfWeek, Self::DayOfMonth, Self::Month];

    /// The key that holds it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::DayOfMonth => "day_of_month",
            Self::Month => "month",
            Self::DayOfWeek => "day_of_week",
        }
    }
}

/// How often a sync runs.
#[derive(Debug)]
pub(crate) struct Frequency<'a> {
    node: Node<'a>,
    text: Cow<'a, str>,
    /// The parts that it uses; not known for `multi`.
    uses: Option<&'static [Part]>,
}

impl<'a> Frequency<'a> {
    /// Nothing if it is absent or another finding is about it.
    pub(super) fn of(schedule: &Schedule<'a>) -> Option<Self> {
        let node = schedule.frequency.or_blank().node()?;
        let text = node.text()?;
        let uses = uses(&text);
        Some(Self { node, text, uses })
    }
}

/// A schedule whose frequency is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock<'b, 'a> {
    pub(super) schedule: &'b Schedule<'a>,
    pub(super) frequency: &'b Frequency<'a>,
}

impl<'b, 'a> Clock<'b, 'a> {
    /// The value of `frequency`.
    pub(crate) fn node(self) -> Node<'a> {
        self.frequency.node
    }

    /// What it says.
    pub(crate) fn frequency(self) -> &'b str {
        &self.frequency.text
    }

    pub(crate) fn is(self, frequency: &str) -> bool {
        self.frequency() == frequency
    }

    /// Whether its parts are in cron's syntax.
    pub(crate) fn is_cron(self) -> bool {
        self.is("custom") || self.is("builder")
    }

    /// Whether the frequency uses a part; not known for `multi`.
    pub(crate) fn uses(self, part: Part) -> Option<bool> {
        Some(self.frequency.uses?.contains(&part))
    }

    /// The value of a part; a blank one counts as absent.
    pub(crate) fn slot(self, part: Part) -> Slot<'a> {
        self::part(self.schedule, part)
    }

    /// The parts that the frequency uses; none for `multi`, of which that is not known.
    pub(crate) fn parts(self) -> impl Iterator<Item = Part> {
        self.frequency.uses.unwrap_or_default().iter().copied()
    }
}

fn uses(frequency: &str) -> Option<&'static [Part]> {
    use Part::{DayOfWeek, Hour, Minute};
    Some(match frequency {
        "hourly" => &[Minute],
        "daily" => &[Hour, Minute],
        "weekly" => &[Hour, Minute, DayOfWeek],
        "custom" | "builder" => &Part::ALL,
        "manual" | "continuous" | "runafter" | "dbtcloud" => &[],
        _ => return None,
    })
}

/// The value of a part of any schedule; a blank one counts as absent.
#[inline]
pub(crate) fn part<'a>(schedule: &Schedule<'a>, part: Part) -> Slot<'a> {
    match part {
        Part::Minute => schedule.minute.or_blank(),
        Part::Hour => schedule.hour.or_blank(),
        Part::DayOfMonth => schedule.day_of_month.or_blank(),
        Part::Month => schedule.month.or_blank(),
        Part::DayOfWeek => schedule.day_of_week.or_blank(),
    }
}
