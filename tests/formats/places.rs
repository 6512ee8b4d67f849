//! Columns in each format's own unit, with everything before the place that can spoil them.

use serde_json::{Value, json};

use crate::read::{list, parse, property};
use crate::{check, folder};

/// A byte order mark, CRLF, a tab, and characters of two, three and four bytes stand before
/// `"upsert"`: column 25 in code points, 31 in bytes, 28 in UTF-16; byte 36 of the file.
const BODY: &str = concat!(
    "\u{feff}{\r\n",
    "\t\"name\": \"é日😀\", \"mode\": \"upsert\",\r\n",
    "\t\"target\": {\"connection_id\": \"5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35\",\r\n",
    "\t\t\"object\": \"é日😀\", \"create\": {\"name\": \"New\"}},\r\n",
    "\t\"fields\": [{\"source\": {\"model_id\": \"a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25\", \"field\": \"name\"}, \"target\": \"Name\"}],\r\n",
    "\t\"schedule\": {\"frequency\": \"manual\"}\r\n",
    "}\r\n",
);

fn output(format: &str) -> String {
    check(folder(&[("a.sync.json", BODY.as_bytes())]).path(), format, &["--select", "PT024,PT030"])
        .out
}

#[test]
fn json_has_code_points_and_bytes() {
    let report = parse(&output("json"));
    let [mode, both] = list(&report["diagnostics"]) else { panic!("{report}") };
    assert_eq!(mode["span"], json!({"start": 36, "end": 44}));
    assert_eq!(mode["start"], json!({"line": 2, "column": 25}));
    assert_eq!(mode["end"], json!({"line": 2, "column": 33}));
    assert_eq!(both["start"], json!({"line": 4, "column": 20}));
    assert_eq!(both["labels"][0]["start"], json!({"line": 4, "column": 3}));
}

#[test]
fn concise_has_code_points() {
    let out = output("concise");
    let places: Vec<&str> = out.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places, ["a.sync.json:2:25", "a.sync.json:4:20"]);
}

#[test]
fn human_has_code_points() {
    let out = output("human");
    assert!(out.contains("[a.sync.json:2:25]"), "{out}");
    assert!(out.contains("[a.sync.json:4:20]"), "{out}");
}

#[test]
fn sarif_has_code_points_and_bytes() {
    let log = parse(&output("sarif"));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["newlineSequences"], json!(["\r\n", "\n", "\r"]));
    let [mode, both] = list(&run["results"]) else { panic!("{log}") };
    let upsert = json!({
        "startLine": 2, "startColumn": 25, "endLine": 2, "endColumn": 33,
        "byteOffset": 36, "byteLength": 8,
    });
    assert_eq!(mode["locations"][0]["physicalLocation"]["region"], upsert);
    let change = &mode["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(change["deletedRegion"], upsert);
    let related = &both["relatedLocations"][0];
    assert_eq!(related["id"], 1);
    assert_eq!(related["physicalLocation"]["region"]["startColumn"], 3);
    assert_eq!(related["physicalLocation"]["region"]["endColumn"], 11);
    assert!(both["message"]["text"].as_str().is_some_and(|text| text.contains("](1)")), "{both}");
    // The comma before it goes with it.
    let change = &both["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"];
    assert_eq!(change["startColumn"], 18);
    assert_eq!(change["endColumn"], 45);
}

#[test]
fn github_has_code_points() {
    let out = output("github");
    let places = |name| out.lines().filter_map(|line| property(line, name)).collect::<Vec<_>>();
    assert_eq!(places("line"), ["2", "4"]);
    assert_eq!(places("endLine"), ["2", "4"]);
    assert_eq!(places("col"), ["25", "20"]);
    assert_eq!(places("endColumn"), ["33", "28"]);
    assert_eq!(places("title"), ["PT024", "PT030"]);
}

#[test]
fn github_has_no_columns_for_a_place_over_several_lines() {
    let body = "{\r\n\"mode\": {\r\n}}";
    let folder = folder(&[("a.sync.json", body.as_bytes())]);
    let out = check(folder.path(), "github", &["--select", "PT005"]).out;
    assert_eq!(property(&out, "line").as_deref(), Some("2"), "{out}");
    assert_eq!(property(&out, "endLine").as_deref(), Some("3"), "{out}");
    assert_eq!(property(&out, "col"), None, "{out}");
    assert_eq!(property(&out, "endColumn"), None, "{out}");
}

#[test]
fn gitlab_has_code_points() {
    let report = parse(&output("gitlab"));
    let positions: Vec<&Value> =
        list(&report).iter().map(|issue| &issue["location"]["positions"]).collect();
    let place = |line: u32, begin: u32, end: u32| json!({"begin": {"line": line, "column": begin}, "end": {"line": line, "column": end}});
    assert_eq!(positions, [&place(2, 25, 33), &place(4, 20, 28)]);
}

#[test]
fn rdjson_has_bytes() {
    let report = parse(&output("rdjson"));
    let [mode, both] = list(&report["diagnostics"]) else { panic!("{report}") };
    let range = |start: u32, end: u32, line: u32| json!({"start": {"line": line, "column": start}, "end": {"line": line, "column": end}});
    assert_eq!(mode["location"]["range"], range(31, 39, 2));
    let suggestion = json!([{"range": range(31, 39, 2), "text": "\"updateOrCreate\""}]);
    assert_eq!(mode["suggestions"], suggestion);
    assert_eq!(both["location"]["range"], range(26, 34, 4));
    assert_eq!(both["related_locations"][0]["location"]["range"], range(3, 11, 4));
}

#[test]
fn rdjson_suggests_every_edit_of_a_fix_at_once() {
    let body = br#""target": {"object": "Account"}"#;
    let folder = folder(&[("a.sync.json", body)]);
    let report = parse(&check(folder.path(), "rdjson", &["--select", "PT003"]).out);
    let suggestion = &report["diagnostics"][0]["suggestions"][0];
    assert_eq!(suggestion["range"]["start"], json!({"line": 1, "column": 1}), "{report}");
    let text = suggestion["text"].as_str().expect("a text");
    assert!(text.contains(r#""object": "Account""#) && text.trim_end().ends_with('}'), "{text}");
}

#[test]
fn junit_and_checkstyle_have_code_points() {
    for format in ["junit", "checkstyle"] {
        let out = output(format);
        for (line, column) in [(2, 25), (4, 20)] {
            // An attribute, or in the output of JUnit text.
            let attributes = format!("line=\"{line}\" column=\"{column}\"");
            let text = format!(":{line}:{column}: ");
            assert!(out.contains(&attributes) || out.contains(&text), "{out}");
        }
    }
}
