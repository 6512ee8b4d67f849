//! Which rules watch a key: those whose own example has its finding there.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::view;
use crate::json::Node;
use crate::linter::Linter;
use crate::rule::RuleInfo;
use crate::schema::Context;
use crate::text::Source;

/// The rules by the table and the key they watch.
type Watchers = HashMap<(&'static str, &'static str), Vec<&'static RuleInfo>>;

/// The rules that watch a key.
pub(super) fn of(table: &'static str, key: &'static str) -> &'static [&'static RuleInfo] {
    static ALL: OnceLock<Watchers> = OnceLock::new();
    ALL.get_or_init(all).get(&(table, key)).map_or(&[], Vec::as_slice)
}

fn all() -> Watchers {
    let mut out = Watchers::new();
    for info in crate::rules::rules() {
        let version = info.docs.lines().find_map(|line| line.trim().strip_prefix("API version: "));
        let version = version.and_then(|text| text.trim().parse().ok()).unwrap_or_default();
        let linter = Linter::builder()
            .api_version(version)
            .select([info.code])
            .pedantic(true)
            .build()
            .unwrap_or_default();
        for example in bad_examples(info) {
            watch(info, &linter, &example, &mut out);
        }
    }
    out
}

fn watch(info: &'static RuleInfo, linter: &Linter, example: &str, out: &mut Watchers) {
    let source = Source::new("example.json", example);
    let analysis = linter.analyze(&source);
    let Some(context) = analysis.whole().context() else { return };
    let (tree, report) = (analysis.tree(), analysis.report());
    for finding in report.findings().iter().filter(|finding| finding.code == info.code) {
        let node = finding.pointer.as_deref().and_then(|pointer| tree.at(pointer));
        let Some(node) = node else { continue };
        let Some(table) = enclosing(context, node) else { continue };
        let watchers = out.entry(table).or_default();
        if !watchers.iter().any(|other| other.code == info.code) {
            watchers.push(info);
        }
    }
}

/// The JSON blocks below "Bad".
fn bad_examples(info: &RuleInfo) -> Vec<String> {
    let mut out = Vec::new();
    let (mut bad, mut block) = (false, None::<String>);
    for line in info.doc_lines() {
        match (&mut block, line) {
            (Some(_), "```") => out.extend(block.take()),
            (Some(text), _) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, _) if line.starts_with("# ") => bad = line == "# Bad",
            (None, _) if bad && line.starts_with("```json") => block = Some(String::new()),
            (None, _) => {}
        }
    }
    out
}

/// The documented key of a value, and its table.
fn enclosing<'a>(context: Context<'a>, node: Node<'a>) -> Option<(&'static str, &'static str)> {
    let mut at = node;
    while at.key().is_none() {
        at = at.parent()?;
    }
    let property = view::property_of(context, at)?.0;
    let table = view::table(context, at.parent()?)?;
    Some((table.name, property.name))
}
