//! Bodies inside other files in every format.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::read::{list, parse, read};
use crate::{FORMATS, check, folder, hosts};

const BODY: &str = "{\n\t\"name\": \"Größe 😀\", \"mode\": \"create\",\n\t\"fields\": [{\"target\": \"É\"}],\n\t\"schedule\": {\"frequency\": \"dayly\"},\n\t\"target\": {\"connection_id\": \"x\", \"object\": \"y\"}\n}";

/// The hosts with the body, in their own files.
fn files() -> Vec<(String, String)> {
    let named = |host: hosts::Host| {
        let (_, ending) = host.name.split_once('.').expect("an ending");
        let lines = ending == "jsonl";
        let body = if lines { host.body.replace('\n', " ") } else { host.body };
        (format!("{}.{ending}", host.label), format!("{}{body}{}", host.before, host.after))
    };
    hosts::around(BODY).into_iter().map(named).collect()
}

#[test]
fn every_format_has_the_places_of_the_file() {
    for (name, text) in files() {
        let folder = folder(&[(&name, text.as_bytes())]);
        let report = parse(&check(folder.path(), "json", &[&name]).out);
        let wanted = list(&report["diagnostics"]);
        let at = text.find("dayly").expect("the frequency");
        let line = text[..at].matches('\n').count() as u64 + 1;
        for format in FORMATS {
            let out = check(folder.path(), format, &[&name]).out;
            let found = read(format, &out);
            assert_eq!(found.len(), wanted.len(), "{format} of {name}");
            let [frequency] =
                found.iter().filter(|seen| seen.code == "PT024").collect::<Vec<_>>()[..]
            else {
                panic!("{format} of {name}: {out}");
            };
            match format {
                "human" => {
                    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
                    let before = text[start..at].trim_start_matches('\u{feff}').chars().count();
                    let back = text[..at].chars().rev().take_while(|ch| "\\\"".contains(*ch));
                    let column = before - back.count() + 1;
                    assert!(out.contains(&format!("[{name}:{line}:{column}]")), "{out}");
                }
                _ => assert_eq!((&frequency.file, frequency.line), (&name, line), "{format}"),
            }
        }
        for value in wanted.iter().filter(|value| value["code"] == "PT024") {
            let span = |end: &str| value["span"][end].as_u64().expect("a number") as usize;
            assert_eq!(text[span("start")..span("end")].replace('\\', ""), "\"dayly\"", "{name}");
            assert_eq!(value["pointer"], "/schedule/frequency", "{name}");
            assert!(value["body"]["kind"].is_string(), "{name}");
        }
    }
}

/// The fingerprints of a run by code and pointer, as far as the format has them.
fn fingerprints(format: &str, out: &str) -> BTreeMap<String, String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let document = parse(out);
    let items = match format {
        "sarif" => list(&document["runs"][0]["results"]),
        "gitlab" => list(&document),
        _ => list(&document["diagnostics"]),
    };
    let of = |(number, value): (usize, &Value)| match format {
        "sarif" => {
            let prints = value["partialFingerprints"].as_object().expect("fingerprints");
            let print = prints.values().map(text).collect();
            (format!("{number} {}", text(&value["ruleId"])), print)
        }
        "gitlab" => {
            (format!("{number} {}", text(&value["check_name"])), text(&value["fingerprint"]))
        }
        _ => (format!("{number} {}", text(&value["code"])), text(&value["fingerprint"])),
    };
    items.iter().enumerate().map(of).collect()
}

#[test]
fn fingerprints_stay_when_text_moves_around_the_block() {
    for (name, text) in files() {
        let (mark, rest) = match text.strip_prefix('\u{feff}') {
            Some(rest) => ("\u{feff}", rest),
            None => ("", text.as_str()),
        };
        let ending = name.rsplit('.').next().expect("an ending");
        let (before, after) = match ending {
            "sh" => ("# new é\n\necho 1\n", "\n# more\n"),
            "md" => ("# New é\n\ntext\n\n", "\nmore\n"),
            "http" => ("# new é\n\n", "\n### more\n"),
            _ => ("\n\n", "\n\n"),
        };
        let moved = format!("{mark}{before}{rest}{after}");
        for format in ["json", "sarif", "gitlab"] {
            let of = |text: &str| {
                let folder = folder(&[(&name, text.as_bytes())]);
                let out = check(folder.path(), format, &[&name]).out;
                assert!(out.contains("dayly"), "{format} of {name}: {out}");
                fingerprints(format, &out)
            };
            let (was, is) = (of(&text), of(&moved));
            assert!(was.values().all(|print| !print.is_empty()), "{format} of {name}");
            assert_eq!(was, is, "{format} of {name}");
        }
    }
}

#[test]
fn no_format_shows_a_secret_around_a_body_or_hides_a_word() {
    const KEY: &str = "9f8e7d6c5b4a3210ffee";
    let line = BODY.replace(['\n', '\t'], " ");
    let url = "https://app.polytomic.com/api/syncs";
    let script = |command: String| ("a.sh", command);
    let mut texts = vec![
        (
            "a.http",
            format!("@token = {KEY}\nPOST {url}\nAuthorization: Bearer {{{{token}}}}\n\n{BODY}\n"),
        ),
        ("a.http", format!("POST {url}\nAuthorization: Bearer {KEY}\n\n{BODY}\n")),
        ("a.http", format!("GET {url}?token={KEY}\n\n{BODY}\n")),
        ("a.md", format!("```sh\ncurl {url} -H 'Authorization: Bearer {KEY}' -d '{line}'\n```\n")),
        ("a.json", format!("$ curl {url} -H 'Authorization: Bearer {KEY}' -d '{line}'\n")),
        ("a.json", format!("API_KEY={KEY} is mine\n\n{line}\n")),
    ];
    for options in [
        format!("-H \"Authorization: Bearer {KEY}\""),
        format!("-H 'X-Api-Key: {KEY}'"),
        format!("-H \"Authorization: Bearer ${{KEY:-{KEY}}}\""),
        format!("-u {KEY}:"),
        format!("-u{KEY}:"),
        format!("-u 'user:{KEY}'"),
        format!("--user={KEY}:"),
        format!("--oauth2-bearer {KEY}"),
    ] {
        texts.push(script(format!("curl {options} {url} -d '{line}'\n")));
        texts.push(script(format!("curl {options} {url} -d @b.json -d '{line}'\n")));
    }
    texts.push(script(format!("export API_KEY=\"{KEY}\"; curl {url} -d '{line}'\n")));
    texts.push(script(format!("curl https://{KEY}@app.polytomic.com/api/syncs -d '{line}'\n")));
    texts.push(script(format!(
        "curl https://me:{KEY}@app.polytomic.com/api/syncs/ -X GET -d '{line}'\n"
    )));
    texts.push(script(format!("curl '{url}?api_key={KEY}' -X GET -d '{line}'\n")));
    texts.push(script(format!("http -a {KEY}: POST {url} --raw '{line}'\n")));
    texts.push(script(format!("http POST {url} Authorization:'Bearer {KEY}' --raw '{line}'\n")));
    for (name, text) in texts {
        let folder = folder(&[(name, text.as_bytes())]);
        for format in FORMATS {
            let out = check(folder.path(), format, &["--pedantic", name]).out;
            assert!(!out.contains(KEY), "{format}: {text}: {out}");
            // Only the picture of a line has stars.
            if format == "concise" {
                assert!(!out.contains("*****"), "{text}: {out}");
            }
        }
    }
}
