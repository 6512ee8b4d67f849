use super::*;
use crate::endpoint::Aim;
use crate::text::Edit;

const KEYS: [&str; 5] = ["name", "mode", "fields", "schedule", "target"];

const BODY: &str = "{\n\t\"name\": \"Größe 😀\",\r\n\t\"mode\": \"create\"\n}";

fn scope(text: &str) -> Scope<'_> {
    Scope { text, keys: &KEYS, any: false }
}

/// The bodies of a file, by its name.
fn bodies<'t>(name: &str, text: &'t str) -> Vec<Embedded<'t>> {
    match kind_of(Some(name), text) {
        Kind::Host(kind) => read(kind, scope(text)).bodies,
        other => panic!("{name} is {other:?}"),
    }
}

fn texts(name: &str, text: &str) -> Vec<String> {
    bodies(name, text).into_iter().map(|body| body.text.into_owned()).collect()
}

/// The one body of a file, whose every character is where the map says.
#[track_caller]
fn one<'t>(name: &str, text: &'t str) -> Embedded<'t> {
    let mut bodies = bodies(name, text);
    assert_eq!(bodies.len(), 1, "{text}");
    let body = bodies.remove(0);
    let mut last = body.start();
    for (at, ch) in body.text.char_indices() {
        let span = Span::new(at as u32, (at + ch.len_utf8()) as u32);
        let place = body.map.span(span);
        assert!(place.start >= last && place.end >= place.start, "{span} {place}");
        assert!(text.get(place.start as usize..place.end as usize).is_some(), "{place}");
        last = place.start;
    }
    body
}

#[test]
fn a_body_is_found_however_a_command_has_it() {
    let url = "https://app.polytomic.com/api/syncs";
    let escaped = BODY.replace('\\', "\\\\").replace('"', "\\\"");
    let dollar = BODY.replace('\n', "\\n").replace('\t', "\\t").replace('\r', "\\r");
    for text in [
        format!("curl -d '{BODY}' {url}"),
        format!("curl {url} --data '{BODY}'"),
        format!("curl {url} --data-raw='{BODY}'\n"),
        format!("curl {url} -sSd'{BODY}'\n"),
        format!("curl -XPOST {url} --json \"{escaped}\""),
        format!("curl {url} --data-binary $'{dollar}'"),
        format!("curl {url} -d @- <<'EOF'\n{BODY}\nEOF\n"),
        format!("\u{feff}curl {url} -d @- <<-EOF\n{BODY}\n\tEOF\necho"),
        format!("curl {url} -d \"$(cat <<EOF\n{BODY}\nEOF\n)\""),
        format!("BODY='{BODY}'\ncurl {url} -d \"$BODY\"\ncurl {url} -d \"$BODY\""),
        format!("BODY=$(cat <<'EOF'\n{BODY}\nEOF\n)\ncurl {url} -d \"${{BODY}}\""),
        format!("read -r -d '' BODY <<'EOF'\n{BODY}\nEOF\ncurl {url} -d \"$BODY\""),
        format!("RESPONSE=$(curl -s {url} \\\r\n -d '{BODY}')\r\n"),
        format!("if ! out=`curl {url} -d '{BODY}'`; then exit 1; fi"),
        format!("echo '{BODY}' | curl {url} -d @-"),
        format!("cat <<'EOF' | curl {url} -d @-\n{BODY}\nEOF\n"),
        format!("http POST {url} Authorization:x <<<'{BODY}'"),
        format!("http --raw '{BODY}' POST {url}"),
        format!("# it's\ncurl \"$BASE/api/syncs/$ID\" -X PUT -d '{BODY}' | jq ."),
    ] {
        let body = one("a.sh", &text);
        assert_eq!(body.text.trim(), BODY, "{text}");
        let place = body.text.find("😀").expect("the name") as u32;
        assert_eq!(body.map.span(Span::new(place, place + 4)).of(&text), "😀", "{text}");
    }
}

#[test]
fn other_requests_are_passed_over() {
    for text in [
        "curl https://app.polytomic.com/api/models -d '{\"name\": 1, \"mode\": 2}'",
        "curl https://app.polytomic.com/api/bulk/syncs -d '{\"name\": 1, \"mode\": 2}'",
        "curl https://app.polytomic.com/api/syncs/$ID/executions -d '{\"resync\": true}'",
        "curl https://example.com/hook -d '{\"name\": 1, \"mode\": 2}'",
        "curl $URL -d '{\"name\": 1}'",
        "curl https://app.polytomic.com/api/syncs",
        "echo '{\"name\": 1, \"mode\": 2}'",
        "curl",
        "",
    ] {
        assert!(bodies("a.sh", text).is_empty(), "{text}");
    }
    assert_eq!(texts("a.sh", "curl $URL -d '{\"name\": 1, \"mode\": 2}'").len(), 1);
}

#[test]
fn variables_are_parts_of_strings_or_strings() {
    let text = r#"curl x/api/syncs -d '{"a": "'"$A"'", "b": "'$B'", "c": "$C"}'"#;
    let body = one("a.sh", text);
    assert_eq!(body.text, r#"{"a": "$A", "b": "$B", "c": "$C"}"#);
    assert_eq!(body.variables, ["$A", "$B"]);
    let text = "curl x/api/syncs -d @- <<E\n{\"a\": ${A:-\"1\"}, \"b\": \"$(date \"+%s\")\", \"c\": `d`, \"e\": \"\\$E\\\\n\"}\nE\n";
    let body = one("a.sh", text);
    assert_eq!(
        body.text.trim(),
        r#"{"a": "${A:-'1'}", "b": "$(date '+%s')", "c": "`d`", "e": "$E\n"}"#
    );
    let place = Span::new(body.text.find('$').expect("a variable") as u32, 0);
    let place = body.map.span(Span::new(place.start, place.start + 1));
    assert_eq!(place.of(text), "${A:-\"1\"}");
}

/// The names of the files that requests send.
fn sent(kind: HostKind, text: &str) -> Vec<String> {
    read(kind, scope(text)).elsewhere.into_iter().filter_map(|one| one.name).collect()
}

#[test]
fn files_that_are_sent_are_named() {
    let url = "https://app.polytomic.com/api/syncs";
    for text in [
        format!("curl {url} -d @a/body.json"),
        format!("curl {url} -d \"@a/body.json\""),
        format!("curl {url} --data-binary @'a/body.json'"),
        format!("curl {url} -d \"$(cat a/body.json)\""),
        format!("curl {url} -d \"$(<a/body.json)\""),
        format!("cat a/body.json | curl {url} -d @-"),
        format!("http POST {url} < a/body.json"),
    ] {
        assert_eq!(sent(HostKind::Shell, &text), ["a/body.json"], "{text}");
    }
    let http = format!("POST {url}\n\n< ./body.json\n");
    assert_eq!(sent(HostKind::Http, &http), ["./body.json"]);
    assert!(sent(HostKind::Shell, "curl x/api/syncs -d @$F").is_empty());
}

#[test]
fn what_is_written_back_is_escaped_as_its_place_wants() {
    let put = |text: &str, new: &str| {
        let body = one("a.sh", text);
        let at = body.text.find('x').expect("an x") as u32;
        let edit = Edit { span: Span::new(at, at + 1), text: new.to_owned() };
        let edits = body.map.edit(&edit).expect("a place to write");
        let mut out = text.to_owned();
        for edit in edits.iter().rev() {
            out.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        }
        let again = one("a.sh", &out).text.into_owned();
        assert_eq!(again, body.text.replacen('x', new, 1), "{out}");
    };
    let new = "it's \\\" $5 `é`";
    put(r#"curl h/api/syncs -d '{"a": "x"}'"#, new);
    put(r#"curl h/api/syncs -d "{\"a\": \"x\"}""#, new);
    put(r#"curl h/api/syncs -d $'{"a": "x"}'"#, new);
    put(r#"curl h/api/syncs -d {\"a\":\"x\"}"#, new);
    put("curl h/api/syncs -d @- <<'E'\n{\"a\": \"x\"}\nE", new);
    put("curl h/api/syncs -d @- <<E\n{\"a\": \"x\"}\nE", new);
    put(r#"curl h/api/syncs -d '{"a": "'"$A"'", "x": 1}'"#, "");
}

#[test]
fn nothing_is_written_over_a_variable() {
    let body = one("a.sh", r#"curl h/api/syncs -d '{"a": "'"$A"'"}'"#);
    let whole = Span::new(6, 10);
    assert_eq!(whole.of(&body.text), "\"$A\"");
    let edit = |text: &str| body.map.edit(&Edit { span: whole, text: text.to_owned() });
    assert_eq!(edit("1"), None);
    // What is removed leaves the quotes of the shell.
    let removed: Vec<_> = edit("").expect("edits").iter().map(|edit| edit.span.len()).collect();
    assert_eq!(removed, [1, 2, 1]);
}

#[test]
fn blocks_of_markdown_are_found_in_lists_and_quotes() {
    let block = "{\"name\": 1,\n \"mode\": 2}";
    let text = format!("# A\n\n```json\n{block}\n```\n\n~~~jsonc title=\"x\"\n{block}\n~~~~\n");
    assert_eq!(texts("a.md", &text), [block, block]);
    let text = "1. a\n   - ```json\n     {\"name\": 1,\n     \"mode\": 2}\n     ```\n> > ```\n> > {\"name\": 1,\r\n> >  \"mode\": 2}\r\n> > ```\r\n> ```json\n> {\"name\": 1,\nout\n";
    let found = bodies("a.md", text);
    assert_eq!(found.len(), 2);
    let last = &found[1];
    let place = last.text.find("\"mode\"").expect("the mode") as u32;
    assert_eq!(last.map.span(Span::new(place, place + 6)).of(text), "\"mode\"");
    let insert = Edit { span: Span::empty(place), text: "\n1".to_owned() };
    assert_eq!(last.map.edit(&insert).expect("an edit")[0].text, "\n> > 1");
    for other in [
        "```yaml\nname: 1\n```",
        "```json\n{\"name\": 1}\n```",
        "```js\n{name: 1, mode: 2}\n```",
        "``` {\"name\": 1, \"mode\": 2} ```",
        "{\"name\": 1, \"mode\": 2}",
    ] {
        assert!(bodies("a.md", other).is_empty(), "{other}");
    }
}

#[test]
fn commands_and_requests_in_markdown_are_read() {
    let text = "> ```console\n> $ curl https://x/api/syncs \\\n> > -d '{\"name\":\n> > 1}'\n> ```\n\n```http\nPOST /api/syncs\nX-A: b\n\n{\"name\": {{n}}}\n```\n";
    let found = bodies("a.md", text);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].text.split_whitespace().collect::<Vec<_>>(), ["{\"name\":", "1}"]);
    let request = found[0].request.as_ref().expect("a request");
    assert_eq!(request.place.of(text), "curl");
    assert_eq!(request.url.as_ref().map(|url| url.span.of(text)), Some("https://x/api/syncs"));
    assert_eq!(found[1].text, "{\"name\": \"{{n}}\"}");
    assert_eq!(found[1].map.span(Span::new(9, 16)).of(text), "{{n}}");
    assert_eq!(found[0].opening, 2);
}

#[test]
fn request_files_have_several_requests() {
    let text = "\u{feff}@host = https://app.polytomic.com\r\n# polytomic-lint-ignore PT024: x\r\nPOST {{host}}/api/syncs HTTP/1.1\r\nX-Polytomic-Version: 2024-02-08\r\n\r\n{\r\n\t\"name\": \"é\"\r\n}\r\n\r\n> {% client.test() %}\r\n\r\n### next\r\nGET {{host}}/api/syncs\r\n###\r\nPATCH {{host}}/api/syncs/{{id}}\r\nA: b\r\n{\"mode\": \"x\"}\r\n###\r\nPOST {{host}}/api/models\r\n\r\n{\"name\": 1, \"mode\": 2}\r\n";
    let found = bodies("a.http", text);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].text, "{\r\n\t\"name\": \"é\"\r\n}");
    let request = found[0].request.as_ref().expect("a request");
    assert_eq!(request.aim(), Aim::Syncs);
    assert_eq!(
        request.header("x-polytomic-version").map(|it| it.value.text.as_str()),
        Some("2024-02-08")
    );
    assert_eq!(found[0].opening, request.place.start);
    let request = found[1].request.as_ref().expect("a request");
    assert_eq!((request.aim(), request.method().as_deref()), (Aim::Sync, Some("PATCH")));
    assert!(request.is_update());
    let comments = read(HostKind::Http, scope(text)).comments;
    assert_eq!(comments[0].of(text), "# polytomic-lint-ignore PT024: x");
}

#[test]
fn collections_have_requests_in_folders() {
    let text = r#"{"info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
      "auth": {"type": "bearer"}, "variable": [{"key": "host", "value": "https://app.polytomic.com"}],
      "item": [{"name": "f", "item": [{"request": {"method": "POST", "header": [{"key": "A", "value": "b", "disabled": true}],
        "url": {"raw": "{{host}}/api/syncs"}, "body": {"mode": "raw", "raw": "{\r\n \"n\u00e9\": {{id}}, \"a\": \"\ud83d\ude00 \\n\"}"}}}]},
        {"request": {"method": "POST", "url": "{{host}}/api/models", "body": {"mode": "raw", "raw": "{}"}}}]}"#;
    let body = one("a.json", text);
    assert_eq!(body.text, "{\r\n \"né\": \"{{id}}\", \"a\": \"😀 \\n\"}");
    let at = body.text.find('😀').expect("the face") as u32;
    assert_eq!(body.map.span(Span::new(at, at + 4)).of(text), r"\ud83d\ude00");
    let request = body.request.as_ref().expect("a request");
    assert_eq!((request.aim(), request.headers.len()), (Aim::Syncs, 0));
    assert!(request.credentials.is_some());
    let edit = Edit { span: Span::empty(at), text: "\"\n".to_owned() };
    assert_eq!(body.map.edit(&edit).expect("an edit")[0].text, r#"\"\n"#);
}

#[test]
fn a_line_is_a_body() {
    let text = "\u{feff}{\"name\": \"é\"}\r\n\n  {\"mode\": 1}  \n";
    assert_eq!(texts("a.jsonl", text), ["{\"name\": \"é\"}", "{\"mode\": 1}"]);
    let body = &bodies("a.ndjson", text)[1];
    assert_eq!(body.map.span(Span::new(1, 7)).of(text), "\"mode\"");
}

#[test]
fn a_paste_has_one_body() {
    let body = "{\"name\": 1, \"mode\": 2}";
    for (text, what) in [
        (format!("```json\n{body}\n```\n"), paste::What::Fence),
        (format!("```{body}```"), paste::What::Fence),
        (
            format!("Here it is:\n\n```json\n{{\"name\": 1}}\n```\nNo:\n```\n{body}\n```\n"),
            paste::What::Text,
        ),
        (format!("# A\n```json\n{body}\n```"), paste::What::Text),
        (format!("<think>\n{{\"name\": ...}}\n</think>\n{body}"), paste::What::Text),
        (format!("callback({body});"), paste::What::Text),
        (
            format!("$curl x/api/syncs \\\n> -d '{body}'\nand so on, isn't it"),
            paste::What::Command("curl".into()),
        ),
        (
            format!("Don't\n$ curl x/api/syncs -d '{body}'\n1{{\n2 \"name\": 1, \"mode\": 2}}"),
            paste::What::Text,
        ),
        (format!("curl -d '{body}'"), paste::What::Command("curl".into())),
        (format!("$ cat body.json\n{body}"), paste::What::Command("cat".into())),
        (format!("> {body}"), paste::What::Prompts(">".into(), 1)),
        (format!("12| {body}"), paste::What::LineNumbers("12|".into())),
    ] {
        assert_eq!(kind_of(Some("a.json"), &text), Kind::Paste, "{text}");
        let pasted = read_paste(scope(&text)).expect(&text);
        assert_eq!((pasted.body.text.trim(), pasted.what), (body, what), "{text}");
        let mut out = text.clone();
        for (span, new) in pasted.edits.iter().rev() {
            out.replace_range(span.start as usize..span.end as usize, new);
        }
        assert_eq!(out.trim(), body, "{text}");
    }
    for text in ["hello", "name: x\nmode: y", "<html>", "module.exports = {}", "\u{feff}"] {
        assert!(read_paste(scope(text)).is_none(), "{text}");
    }
}

#[test]
fn the_name_or_the_text_tells_what_a_file_is() {
    let kinds = [
        (Some("a.sync.json"), "{}", Kind::Json),
        (Some("a.txt"), " [1]", Kind::Json),
        (Some("a.yaml"), "name: x", Kind::Foreign("YAML")),
        (Some("a.yaml"), "{\"name\": 1}", Kind::Json),
        (Some("main.tf"), "resource {}", Kind::Foreign("Terraform")),
        (Some("MAIN.PY"), "import x", Kind::Foreign("Python")),
        (Some("run"), "#!/usr/bin/env bash\n", Kind::Host(HostKind::Shell)),
        (Some("run"), "#!/usr/bin/python3\n", Kind::Foreign("Python")),
        (Some("a.json"), "curl -d '{}'", Kind::Paste),
        (None, "curl -d '{}'", Kind::Host(HostKind::Shell)),
        (None, "$ curl -d '{}'", Kind::Paste),
        (None, "#!/bin/sh", Kind::Host(HostKind::Shell)),
        (None, "{}", Kind::Json),
        (Some("a.md"), "{}", Kind::Host(HostKind::Markdown)),
        (Some("a.json"), "{\"info\": {\"name\": \"x\"}}", Kind::Json),
    ];
    for (name, text, kind) in kinds {
        assert_eq!(kind_of(name, text), kind, "{name:?} {text}");
    }
}
