//! A body to start from: everything that is needed, with stand-ins for what only its author knows.

use super::Failure;
use crate::endpoint::tables::LISTS;
use crate::schema::ApiVersion;

/// The body for a mode under a version.
pub(super) fn body(mode: &str, version: ApiVersion) -> Result<String, Failure> {
    let modes = LISTS[0].values;
    if !modes.contains(&mode) {
        return Err(Failure::Usage(format!(
            "unknown sync mode `{mode}`; the sync modes are {}",
            crate::text::list(modes, "and")
        )));
    }
    let identity = r#"{
    "source": { "model_id": "<model id>", "field": "<unique field of the model>" },
    "target": "<unique field of the target>",
    "function": "Equality"
  }"#;
    let identity = match mode {
        "update" | "updateOrCreate" | "remove" if version >= ApiVersion::V2025_09_18 => {
            format!(",\n  \"identities\": {{\n    \"mappings\": [{}]\n  }}", indented(identity))
        }
        "update" | "updateOrCreate" | "remove" => format!(",\n  \"identity\": {identity}"),
        _ => String::new(),
    };
    Ok(format!(
        r#"{{
  "name": "<name of the sync>",
  "mode": "{mode}",
  "fields": [
    {{
      "source": {{ "model_id": "<model id>", "field": "<field of the model>" }},
      "target": "<field of the target>"
    }}
  ]{identity},
  "target": {{
    "connection_id": "<connection id>",
    "object": "<object of the connection>"
  }},
  "schedule": {{ "frequency": "manual" }}
}}
"#
    ))
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n    ")
}
