use super::cron;
use crate::endpoint::{Body, Part, Slot};
use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds a day that none of the given months has, such as February 30: such a sync never runs.
    ///
    /// This is checked for `custom` and `builder` if both settings are plain values and there is no
    /// day of the week, which could start the sync as well.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {"frequency": "custom", "minute": "0", "hour": "6", "day_of_month": "31", "month": "4,JUN"}}
    /// ```
    /// ```text
    /// 1:82: advice[PT099]: month `4,JUN` has no day `31`
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "custom", "minute": "0", "hour": "6", "day_of_month": "29", "month": "FEB"}}
    /// ```
    ImpossibleDate {
        code: "PT099", name: "impossible-date", group: Schedule, severity: Advice,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "day that does not exist in the month",
        keys: ["day_of_month"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(clock) = body.clock().filter(|clock| clock.is_cron()) else { return };
    let weekday = body.schedule.as_ref().map_or(Slot::Absent, |it| it.day_of_week.or_blank());
    if weekday.is_present() && !weekday.is_text("*") && !weekday.is_text("?") {
        return;
    }
    let listed = |part: Part, node: Node<'_>| cron::listed(part, &node.text()?);
    let read = |part: Part| clock.slot(part).node();
    let (Some(day), Some(month)) = (read(Part::DayOfMonth), read(Part::Month)) else { return };
    let (Some(days), Some(months)) = (listed(Part::DayOfMonth, day), listed(Part::Month, month))
    else {
        return;
    };
    let longest = months.into_iter().map(length).max().unwrap_or(31);
    if days.into_iter().min().is_some_and(|earliest| earliest > longest) {
        let (found, of) = (day.text().unwrap_or_default(), month.text().unwrap_or_default());
        out.push(
            Draft::value(
                &INFO,
                day,
                format!("month `{}` has no day `{}`", shown(&of), shown(&found)),
            )
            .label("no such day")
            .second(month.span(), "in this month")
            .help(format!("use a day up to {longest}, or `L` for the last day of the month")),
        );
    }
}

fn length(month: u32) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
