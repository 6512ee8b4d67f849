use crate::endpoint::Body;
use crate::endpoint::model::Frequency;
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::{list, shown};

declare_rule! {
    /// Finds frequency `dbtcloud` without `connection_id` or `job_id`, and a `job_id` below 1. As
    /// advice, it also reports either key with another frequency, which does not use it.
    ///
    /// Polytomic's documentation describes the two together; that both are required is inferred.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {"frequency": "dbtcloud", "job_id": 42}}
    /// ```
    /// ```text
    /// 1:28: warning[PT097]: `schedule` is missing `connection_id`, which frequency `dbtcloud` needs
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "dbtcloud", "connection_id": "7a3c9e51-6d2b-4f84-9b07-5e1d8c4a2f60", "job_id": 42}}
    /// ```
    DbtCloudParts {
        code: "PT097", name: "dbt-cloud-parts", group: Schedule, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        also: [(Advice, "for a part without frequency `dbtcloud`, and in a fetched sync")],
        source: "product documentation, model sync schedules; Terraform provider",
        summary: "`dbtcloud` without its connection or job, or the other way around",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let (Some(clock), Some(schedule)) = (body.clock(), &body.schedule) else { return };
    let dbt_cloud = clock.is(Frequency::DbtCloud);
    if !dbt_cloud && schedule.connection_id.is_absent() && schedule.job_id.is_absent() {
        return;
    }
    let parts = [
        ("connection_id", schedule.connection_id.or_blank()),
        ("job_id", schedule.job_id.or_blank()),
    ];
    if dbt_cloud {
        let missing: Vec<&str> =
            parts.iter().filter(|(_, slot)| slot.is_absent()).map(|(key, _)| *key).collect();
        let names = list(&missing, "and");
        if !missing.is_empty() {
            out.push(
                Draft::value(
                    &INFO,
                    clock.node(),
                    format!("`schedule` is missing {names}, which frequency `dbtcloud` needs"),
                )
                .severity(body.unless_fetched(INFO.severity))
                .label(format!("needs {names}"))
                .help("set `connection_id` to the ID of the dbt Cloud connection and `job_id` to the number of the job")
                .subject(missing.join(" ")),
            );
        }
    } else if !clock.is(Frequency::Multi) {
        for (key, slot) in parts {
            let Some(value) = slot.node() else { continue };
            out.push(
                Draft::key(
                    &INFO,
                    value,
                    format!("frequency `{}` does not use `{key}`", clock.text()),
                )
                .severity(Severity::Advice)
                .label("only for `dbtcloud`")
                .second(clock.node().span(), "this frequency")
                .help(format!("remove `{key}`, or change the frequency to `dbtcloud`")),
            );
        }
        return;
    }
    let below = |raw: &str| raw.parse::<f64>().is_ok_and(|number| number < 1.0);
    if let Some(job) = schedule.job_id.node().filter(|job| below(job.raw())) {
        out.push(
            Draft::value(
                &INFO,
                job,
                format!(
                    "`schedule.job_id` is `{}`, which cannot be a job number",
                    shown(job.raw())
                ),
            )
            .severity(body.unless_fetched(INFO.severity))
            .label("below 1")
            .help("use the number that dbt Cloud shows for the job"),
        );
    }
}
