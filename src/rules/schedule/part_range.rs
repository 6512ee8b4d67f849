use super::cron::{self, Mistake};
use crate::endpoint::{Body, Part};
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node};
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds a time setting that is out of range: minute 0 to 59, hour 0 to 23 (UTC), day of the
    /// month 1 to 31, month 1 to 12, day of the week 0 to 7. Months and days of the week can be
    /// English names, long or short, in any case.
    ///
    /// For `custom` and `builder`, the settings are in cron syntax: `*`, `*/5`, `1-5`, `1,15`,
    /// `MON-FRI`, `0-30/5`, `?`, `L`, `15W`, `FRI#2`. Each piece is checked, and the wrong one is
    /// underlined. Only settings that the frequency uses are checked. The ranges are documented for
    /// the schedules of bulk syncs, which have the same settings.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {"frequency": "custom", "minute": "0,61", "hour": "6-25/2"}}
    /// ```
    /// ```text
    /// 1:51: error[PT093]: `61` is out of range for `schedule.minute`
    /// 1:67: error[PT093]: `25` is out of range for `schedule.hour`
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "custom", "minute": "0-30/5", "hour": "*/6", "day_of_week": "MON-FRI"}}
    /// ```
    SchedulePartRange {
        code: "PT093", name: "schedule-part-range", group: Schedule, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Create Bulk Sync reference, API version 2025-09-18 (schedules)",
        summary: "time setting out of range",
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
        // The finding on the type of what is not in quotes has its range.
        let Some(text) = node.text().filter(|_| node.written().kind() == Kind::String) else {
            continue;
        };
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
        format!("`{}` contains a whole cron expression: `{}`", node.path(), shown(text)),
    )
    .label(format!("expected {}", part.short_noun()))
    .help("use frequency `custom`, and put each part under its own key: `minute`, `hour`, `day_of_month`, `month`, and `day_of_week`")
}

fn plain(part: Part, node: Node<'_>, text: &str) -> Draft {
    let help = if cron::mistakes(part, text).is_empty() {
        "use a single value; cron syntax is only for frequency `custom`".to_owned()
    } else if text.contains(':') {
        "put the hour and the minute under separate keys, in UTC".to_owned()
    } else {
        format!("use {}", part.noun())
    };
    let (message, label) = wrong_value(part, node, &shown(text));
    Draft::value(&INFO, node, message).label(label).help(help)
}

/// The headline and the label for a value that is not one of its part.
fn wrong_value(part: Part, node: Node<'_>, found: &str) -> (String, String) {
    let path = node.path();
    if found.bytes().all(|byte| byte.is_ascii_digit()) {
        let (min, max) = part.range();
        let label = format!("expected {min} to {max}");
        return (format!("`{found}` is out of range for `{path}`"), label);
    }
    let label = format!("expected {}", part.short_noun());
    (format!("`{found}` in `{path}` is not {}", part.noun()), label)
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
        Mistake::Value => {
            let (message, label) = wrong_value(part, node, &found);
            (message, label, format!("use {noun}"))
        }
        Mistake::Step => (
            match found.as_str() {
                "/" => format!("missing step after `/` in `{path}`"),
                _ => format!(
                    "the step `{found}` in `{path}` is not a number from 1 to {}",
                    part.max()
                ),
            },
            "expected a step".to_owned(),
            format!("use a step from 1 to {}, as in `*/5`", part.max()),
        ),
        Mistake::Empty => (
            format!("missing value next to `{found}` in `{path}`"),
            "expected a value".to_owned(),
            format!("add the value, or remove the `{found}`"),
        ),
        Mistake::NoDay(sign) => (
            format!("missing day before `{found}` in `{path}`"),
            "expected a day".to_owned(),
            format!("add the day, as in `{}`", if sign == 'W' { "15W" } else { "FRI#2" }),
        ),
        Mistake::OneDay => (
            format!("`{found}` in `{path}` has a range before `W` instead of a single day"),
            "expected a single day".to_owned(),
            "use a single day, as in `15W`".to_owned(),
        ),
        Mistake::Sign(sign, parts) => (
            match found.len() {
                1 => format!("`{found}` in `{path}` is only for {parts}"),
                _ => format!("`{found}` in `{path}` uses `{sign}`, which is only for {parts}"),
            },
            "not allowed here".to_owned(),
            format!("use {noun}, or `*` for all of them"),
        ),
        Mistake::Nth => (
            match found.as_str() {
                "#" => format!("missing week of the month after `#` in `{path}`"),
                _ => format!("`{found}` in `{path}` is not a week of the month from 1 to 5"),
            },
            "expected a week from 1 to 5".to_owned(),
            "use a number from 1 to 5 after `#`, as in `FRI#2`".to_owned(),
        ),
    };
    Draft::at(&INFO, node, node.span_in_text(range), message).label(label).help(help).subject(found)
}
