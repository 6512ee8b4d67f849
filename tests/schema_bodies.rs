//! Bodies that the published schemas accept or reject, and the strict rules of shape with them,
//! under every version. `scripts/schema-peers` asks other validators the same.

use std::path::{Path, PathBuf};

use polytomic_lint::{ApiVersion, Linter, Severity, Source, schema};
use serde_json::Value;

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bodies/schema").join(folder);
    let mut out: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|file| file.expect("a file").path())
        .collect();
    out.sort();
    out
}

const SHAPE: [&str; 12] = [
    "PT004", "PT005", "PT006", "PT007", "PT009", "PT011", "PT020", "PT021", "PT023", "PT024",
    "PT032", "PT059",
];

fn rejects(version: ApiVersion, text: &str) -> bool {
    let linter = Linter::builder()
        .api_version(version)
        .strict(true)
        .select(SHAPE)
        .build()
        .expect("known rules");
    let report = linter.lint(&Source::new("a.json", text));
    report.findings().iter().any(|f| f.severity == Severity::Error && f.code != "PT001")
}

#[test]
fn the_strict_rules_of_shape_say_what_the_schemas_say() {
    let all = [files("accepted"), files("rejected")].concat();
    assert!(all.len() >= 60, "bodies are missing");
    for version in ApiVersion::ALL {
        let schema: Value = serde_json::from_str(schema(version)).expect("JSON");
        let validator = jsonschema::options().should_validate_formats(true).build(&schema);
        let validator = validator.expect("a schema");
        for path in &all {
            let text = std::fs::read_to_string(path).expect("a readable body");
            let body = serde_json::from_str(&text).expect("JSON");
            let theirs = !validator.is_valid(&body);
            assert_eq!(rejects(version, &text), theirs, "{version}: {}", path.display());
        }
    }
}

#[test]
fn the_folders_are_the_verdict_of_the_latest() {
    for (folder, rejected) in [("accepted", false), ("rejected", true)] {
        for path in files(folder) {
            let text = std::fs::read_to_string(&path).expect("a readable body");
            assert_eq!(rejects(ApiVersion::LATEST, &text), rejected, "{}", path.display());
        }
    }
}
