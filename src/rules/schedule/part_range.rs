use super::cron::{self, Mistake};
use crate::endpoint::{Body, Part};
use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds a clock part outside of its range: minute 0 to 59, hour 0 to 23 (UTC), day of the month
    /// 1 to 31, month 1 to 12, day of the week 0 to 7. Months and days of the week may be English
    /// names, long or short, in any case.
    ///
    /// Under `custom` and `builder` the parts are in cron's syntax: `*`, `*/5`, `1-5`, `1,15`,
    /// `MON-FRI`, `0-30/5`, `?`, `L`, `15W`, `FRI#2`. Each piece is checked, and the one that is wrong
    /// is underlined. Only parts that the frequency uses are looked at. The ranges are documented for
    /// the schedules of bulk syncs, which have the same parts.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {"frequency": "custom", "minute": "0,61", "hour": "6-25/2"}}
    /// ```
    /// ```text
    /// 1:51: error[PT093]: `61` in `schedule.minute` is not a minute from 0 to 59
    /// 1:67: error[PT093]: `25` in `schedule.hour` is not an hour from 0 to 23
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "custom", "minute": "0-30/5", "hour": "*/6", "day_of_week": "MON-FRI"}}
    /// ```
    SchedulePartRange {
        code: "PT093", name: "schedule-part-range", group: Schedule, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        summary: "a clock part outside of its range",
        keys: ["minute", "hour", "day_of_month", "month", "day_of_week"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(clock) = body.clock() else { return };
    let cron = clock.is_cron();
    for part in clock.parts() {
        let Some(node) = clock.slot(part).node() else { continue };
        // Nearly every part is a plain number.
        if node.bytes().is_some_and(|text| part.holds(text)) {
            continue;
        }
        let Some(text) = node.text() else { continue };
        if is_whole_expression(&text) {
            out.push(whole_expression(part, node, &text));
        } else if !cron {
            if part.value(text.trim()).is_none() {
                out.push(plain(part, node, &text));
            }
        } else {
            for (mistake, range) in cron::mistakes(part, &text) {
                out.push(piece(part, node, &text[range.clone()], mistake, range));
            }
        }
    }
}

/// Four pieces or five with nothing but blanks between them.
fn is_whole_expression(text: &str) -> bool {
    const SHORTEST: usize = "* * * *".len();
    text.len() >= SHORTEST
        && text.split_whitespace().count() >= 4
        && !text.split_whitespace().any(|it| it.ends_with(','))
}

fn whole_expression(part: Part, node: Node<'_>, text: &str) -> Draft {
    Draft::value(
        &INFO,
        node,
        format!("`{}` holds a whole cron expression: `{}`", node.path(), shown(text)),
    )
    .label(format!("needs to be {}", part.noun()))
    .help("write each part under its own key, with frequency `custom`: `minute`, `hour`, `day_of_month`, `month`, `day_of_week`")
}

fn plain(part: Part, node: Node<'_>, text: &str) -> Draft {
    let help = if cron::mistakes(part, text).is_empty() {
        "cron's syntax is for frequency `custom`; write one value here".to_owned()
    } else if text.contains(':') {
        "write hour and minute under a key of their own, in UTC".to_owned()
    } else {
        format!("write {}", part.noun())
    };
    Draft::value(
        &INFO,
        node,
        format!("`{}` in `{}` is not {}", shown(text), node.path(), part.noun()),
    )
    .label("out of range")
    .help(help)
}

fn piece(
    part: Part,
    node: Node<'_>,
    found: &str,
    mistake: Mistake,
    range: std::ops::Range<usize>,
) -> Draft {
    let (path, found, noun) = (node.path(), shown(found), part.noun());
    let (message, label, help) = match mistake {
        Mistake::Value => (
            format!("`{found}` in `{path}` is not {noun}"),
            "out of range",
            format!("write {noun}"),
        ),
        Mistake::Step => (
            format!("the step `{found}` in `{path}` is not a number from 1 to {}", part.max()),
            "not a step",
            format!("write a step from 1 to {}, as in `*/5`", part.max()),
        ),
        Mistake::Empty => (
            format!("`{found}` in `{path}` has no value beside it"),
            "a value is missing",
            "write the value, or remove the sign".to_owned(),
        ),
        Mistake::NoDay(sign) => (
            format!("`{found}` in `{path}` has no day before it"),
            "a day is missing",
            format!("write the day, as in `{}`", if sign == 'W' { "15W" } else { "FRI#2" }),
        ),
        Mistake::OneDay => (
            format!("`{found}` in `{path}` has a range before `W`, where one day is expected"),
            "for one day",
            "write one day, as in `15W`".to_owned(),
        ),
        Mistake::Sign(sign, parts) => (
            match found.len() {
                1 => format!("`{found}` in `{path}` is for {parts} only"),
                _ => format!("`{found}` in `{path}` has `{sign}`, which is for {parts} only"),
            },
            "not for this part",
            format!("write {noun}, or `*` for every one"),
        ),
        Mistake::Nth => (
            match found.as_str() {
                "#" => format!("`#` in `{path}` has no week of the month behind it"),
                _ => format!("`{found}` in `{path}` is not a week of a month from 1 to 5"),
            },
            "not a week",
            "write a number from 1 to 5 behind `#`, as in `FRI#2`".to_owned(),
        ),
    };
    Draft::at(&INFO, node, node.span_in_text(range), message).label(label).help(help).subject(found)
}
