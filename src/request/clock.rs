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

/// A schedule whose frequency is known.
#[derive(Debug)]
pub(crate) struct Clock<'a> {
    /// The value of `frequency`.
    pub(crate) node: Node<'a>,
    pub(crate) frequency: Cow<'a, str>,
    parts: [(Part, Slot<'a>); 5],
    /// The parts that it uses; not known for `multi`.
    uses: Option<&'static [Part]>,
}

impl<'a> Clock<'a> {
    /// Nothing, where the frequency is absent or another finding speaks for it.
    pub(super) fn of(schedule: &Schedule<'a>) -> Option<Self> {
        let node = schedule.frequency.or_blank().node()?;
        let frequency = node.text()?;
        let uses = uses(&frequency);
        Some(Self { node, frequency, parts: parts(schedule), uses })
    }

    pub(crate) fn is(&self, frequency: &str) -> bool {
        self.frequency == frequency
    }

    /// Whether its parts are in cron's syntax.
    pub(crate) fn is_cron(&self) -> bool {
        self.is("custom") || self.is("builder")
    }

    /// Whether the frequency uses a part; not known for `multi`.
    pub(crate) fn uses(&self, part: Part) -> Option<bool> {
        Some(self.uses?.contains(&part))
    }

    /// The parts, blank ones as absent.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (Part, Slot<'a>)> {
        self.parts.iter().copied()
    }

    /// The parts that the frequency uses and that can be read.
    pub(crate) fn used(&self) -> impl Iterator<Item = (Part, Node<'a>)> {
        self.parts()
            .filter(|(part, _)| self.uses(*part) == Some(true))
            .filter_map(|(part, slot)| Some((part, slot.node()?)))
    }
}

fn uses(frequency: &str) -> Option<&'static [Part]> {
    use Part::{DayOfMonth, DayOfWeek, Hour, Minute, Month};
    Some(match frequency {
        "hourly" => &[Minute],
        "daily" => &[Minute, Hour],
        "weekly" => &[Minute, Hour, DayOfWeek],
        "custom" | "builder" => &[Minute, Hour, DayOfWeek, DayOfMonth, Month],
        "manual" | "continuous" | "runafter" | "dbtcloud" => &[],
        _ => return None,
    })
}

/// The parts of any schedule, blank ones as absent.
pub(crate) fn parts<'a>(schedule: &Schedule<'a>) -> [(Part, Slot<'a>); 5] {
    [
        (Part::Hour, schedule.hour.or_blank()),
        (Part::Minute, schedule.minute.or_blank()),
        (Part::DayOfWeek, schedule.day_of_week.or_blank()),
        (Part::DayOfMonth, schedule.day_of_month.or_blank()),
        (Part::Month, schedule.month.or_blank()),
    ]
}
