//! What the rules about the clock share: the frequency, and which parts it uses.

use std::borrow::Cow;

use super::cron::Part;
use crate::json::Node;
use crate::request::{Body, Schedule, Slot};

/// A schedule whose frequency is known.
#[derive(Debug)]
pub(super) struct Clock<'b, 'a> {
    pub(super) schedule: &'b Schedule<'a>,
    /// The value of `frequency`.
    pub(super) node: Node<'a>,
    pub(super) frequency: Cow<'a, str>,
}

impl<'b, 'a> Clock<'b, 'a> {
    /// Nothing, where the frequency is absent or another finding speaks for it.
    pub(super) fn of(body: &'b Body<'a>) -> Option<Self> {
        let schedule = body.schedule.as_ref()?;
        let node = schedule.frequency.or_blank().node()?;
        Some(Self { schedule, node, frequency: node.text()? })
    }

    pub(super) fn is(&self, frequency: &str) -> bool {
        self.frequency == frequency
    }

    /// Whether its parts are in cron's syntax.
    pub(super) fn is_cron(&self) -> bool {
        self.is("custom") || self.is("builder")
    }

    /// Whether the frequency uses a part; not known for `multi`.
    pub(super) fn uses(&self, part: Part) -> Option<bool> {
        use Part::{DayOfWeek, Hour, Minute};
        Some(match &*self.frequency {
            "hourly" => part == Minute,
            "daily" => matches!(part, Minute | Hour),
            "weekly" => matches!(part, Minute | Hour | DayOfWeek),
            "custom" | "builder" => true,
            "manual" | "continuous" | "runafter" | "dbtcloud" => false,
            _ => return None,
        })
    }

    /// The parts, blank ones as absent.
    pub(super) fn parts(&self) -> impl Iterator<Item = (Part, Slot<'a>)> {
        parts(self.schedule)
    }

    /// The parts that the frequency uses and that can be read.
    pub(super) fn used(&self) -> impl Iterator<Item = (Part, Node<'a>)> {
        self.parts()
            .filter(|(part, _)| self.uses(*part) == Some(true))
            .filter_map(|(part, slot)| Some((part, slot.node()?)))
    }
}

/// The parts of any schedule, blank ones as absent.
pub(super) fn parts<'a>(
    schedule: &Schedule<'a>,
) -> impl Iterator<Item = (Part, Slot<'a>)> + use<'a> {
    [
        (Part::Hour, schedule.hour),
        (Part::Minute, schedule.minute),
        (Part::DayOfWeek, schedule.day_of_week),
        (Part::DayOfMonth, schedule.day_of_month),
        (Part::Month, schedule.month),
    ]
    .into_iter()
    .map(|(part, slot)| (part, slot.or_blank()))
}

/// The ids that the sync waits for; nothing where that cannot be told.
pub(super) fn run_after_ids<'a>(body: &Body<'a>) -> Option<Vec<Node<'a>>> {
    let schedule = body.schedule?;
    match (schedule.run_after.or_blank(), body.run_after) {
        (Slot::Absent, _) => Some(Vec::new()),
        (Slot::Value(_), Some(run_after)) => {
            let lists = [run_after.sync_ids, run_after.bulk_sync_ids];
            let readable = lists.iter().all(|list| list.is_absent() || list.node().is_some());
            readable.then(|| lists.into_iter().flat_map(Slot::elements).collect())
        }
        _ => None,
    }
}
