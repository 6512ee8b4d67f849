//! What is generated is up to date. `UPDATE=1 cargo test --test generated` writes it anew.

use std::path::{Path, PathBuf};

use polytomic_lint::{ApiVersion, generate_schema};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn hold(path: &str, wanted: &str) {
    let file = root().join(path);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, wanted).expect("a writable file");
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == wanted,
        "{path} is stale; UPDATE=1 cargo test --test generated writes it anew"
    );
}

#[test]
fn schemas_are_those_of_the_tables() {
    for version in ApiVersion::ALL {
        hold(&format!("schema/create-sync/{version}.schema.json"), &generate_schema(version));
    }
    hold("schema/create-sync.schema.json", &generate_schema(ApiVersion::LATEST));
}

#[test]
#[cfg(feature = "config")]
fn the_schema_of_the_configuration_is_that_of_its_keys() {
    let schema = polytomic_lint::config::generate_schema();
    hold("schema/config.schema.json", &schema);
    let schema = serde_json::from_str(&schema).expect("JSON");
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn schemas_meet_the_meta_schema() {
    for version in ApiVersion::ALL {
        let schema = serde_json::from_str(&generate_schema(version)).expect("JSON");
        jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{version}: {error}"));
    }
}
