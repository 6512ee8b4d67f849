//! A rule of one's own, with a fix: names of syncs start with the prefix of a team.
//!
//! `cargo run --example company_rule`

use std::io::Write;

use polytomic_lint::{
    Body, Findings, Fix, FixKind, Linter, Rule, RuleInfo, Severity, Source, shown,
};

/// The declaration; a code that does not start with `PT` never meets one of the tool's own.
static TEAM_PREFIX: RuleInfo =
    RuleInfo::new("ACME001", "team-prefix", "the name of a sync starts with its team")
        .with_severity(Severity::Error)
        .with_fix(FixKind::Unsafe)
        .with_docs("Names look like `growth: Accounts`, so that everybody knows whom to ask.");

struct TeamPrefix;

impl Rule for TeamPrefix {
    fn info(&self) -> &'static RuleInfo {
        &TEAM_PREFIX
    }

    fn check(&self, body: &Body<'_>, out: &mut Findings<'_>) {
        // What is not a string, or still to be filled in, is reported already.
        let name = body.root.get("name").filter(|name| !body.is_unreadable(*name));
        let Some((name, text)) = name.and_then(|name| Some((name, name.text()?))) else { return };
        if !["growth: ", "finance: "].iter().any(|team| text.starts_with(team)) {
            // `shown` keeps a long value short and a control character harmless.
            let message = format!("`name` is `{}`, without a team before it", shown(&text));
            let growth = name.replace_with(format!("growth: {text}"));
            let finding = self.finding(name, message).label("no team");
            out.push(
                finding
                    .help("write `growth: …` or `finance: …`")
                    .fix(Fix::unsafe_("add `growth: `", vec![growth])),
            );
        }
    }
}

fn main() -> std::io::Result<()> {
    // The tool's own rules run too; `.select(["custom"])` would leave this one alone.
    let linter = Linter::builder().rule(TeamPrefix).build().expect("known rules");
    let report = linter.lint(&Source::new("a.sync.json", br#"{"name": "Accounts"}"#));
    let mut out = std::io::stdout().lock();
    for finding in report.findings() {
        writeln!(out, "{} at byte {}: {}", finding.code, finding.span.start, finding.message)?;
    }
    Ok(())
}
