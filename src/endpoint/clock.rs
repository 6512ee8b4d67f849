//! When a sync runs: how often, and by which parts of the clock.

use std::borrow::Cow;

use super::model::Frequency;
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

/// What a schedule has as its frequency.
#[derive(Debug)]
pub(crate) struct WrittenFrequency<'a> {
    node: Node<'a>,
    text: Cow<'a, str>,
    /// Which one it is, if it is documented.
    frequency: Option<Frequency>,
}

impl<'a> WrittenFrequency<'a> {
    /// Nothing if it is absent or another finding is about it.
    pub(super) fn of(schedule: &Schedule<'a>) -> Option<Self> {
        let node = schedule.frequency.or_blank().node()?;
        let text = node.text()?;
        let frequency = Frequency::named(&text);
        Some(Self { node, text, frequency })
    }
}

/// A schedule whose frequency is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock<'b, 'a> {
    pub(super) schedule: &'b Schedule<'a>,
    pub(super) written: &'b WrittenFrequency<'a>,
}

impl<'b, 'a> Clock<'b, 'a> {
    /// The value of `frequency`.
    pub(crate) fn node(self) -> Node<'a> {
        self.written.node
    }

    /// Its text.
    pub(crate) fn text(self) -> &'b str {
        &self.written.text
    }

    /// The frequency, if it is a documented one.
    pub(crate) fn frequency(self) -> Option<Frequency> {
        self.written.frequency
    }

    pub(crate) fn is(self, frequency: Frequency) -> bool {
        self.frequency() == Some(frequency)
    }

    /// Whether its parts are in cron's syntax.
    pub(crate) fn is_cron(self) -> bool {
        self.frequency().is_some_and(Frequency::is_cron)
    }

    /// Whether the frequency uses a part; not known for `multi`.
    pub(crate) fn uses(self, part: Part) -> Option<bool> {
        Some(parts_of(self.frequency()?)?.contains(&part))
    }

    /// The value of a part; a blank one counts as absent.
    pub(crate) fn slot(self, part: Part) -> Slot<'a> {
        self::part(self.schedule, part)
    }

    /// The parts that the frequency uses; none for `multi`, of which that is not known.
    pub(crate) fn parts(self) -> impl Iterator<Item = Part> {
        self.frequency().and_then(parts_of).unwrap_or_default().iter().copied()
    }
}

/// The parts that a frequency uses; not known for `multi`.
fn parts_of(frequency: Frequency) -> Option<&'static [Part]> {
    use Part::{DayOfWeek, Hour, Minute};
    Some(match frequency {
        Frequency::Hourly => &[Minute],
        Frequency::Daily => &[Hour, Minute],
        Frequency::Weekly => &[Hour, Minute, DayOfWeek],
        Frequency::Custom | Frequency::Builder => &Part::ALL,
        Frequency::Manual | Frequency::Continuous | Frequency::RunAfter | Frequency::DbtCloud => {
            &[]
        }
        Frequency::Multi => return None,
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
