//! Files made to be slow, deep or large, each of about `n` parts.

#[path = "valid.rs"]
mod valid;

use std::fmt::Write as _;

use valid::MODEL;

/// A name, and what makes such a file.
pub(crate) type Kind = (&'static str, fn(usize) -> Vec<u8>);

fn closed_early(item: &str, n: usize) -> Vec<u8> {
    format!("{{\"a\": [{{\"b\": 0}}, {}]}}", item.repeat(n)).into()
}

pub(crate) const KINDS: [Kind; 110] = [
    ("opening brackets", |n| "[".repeat(n).into()),
    ("opening braces with keys", |n| "{\"a\":".repeat(n).into()),
    ("nested and closed", |n| ("[".repeat(n) + &"]".repeat(n)).into()),
    ("closing brackets", |n| (body("") + &"]}".repeat(n)).into()),
    ("opening braces", |n| "{".repeat(n).into()),
    ("openers of both kinds", |n| "[{".repeat(n).into()),
    ("crossed brackets", |n| "[}{]".repeat(n).into()),
    ("openers and half strings", |n| "{\"a\":\"".repeat(n).into()),
    ("opening parentheses", |n| "[(".repeat(n).into()),
    ("calls", |n| ("[".to_owned() + &"f(".repeat(n)).into()),
    ("joined strings", |n| ("[".to_owned() + &"\"a\" + ".repeat(n)).into()),
    ("joined strings with comments", |n| ("[".to_owned() + &"\"a\" /* + ".repeat(n)).into()),
    ("ellipses", |n| ("[".to_owned() + &"..., ".repeat(n)).into()),
    ("entities", |n| ("[".to_owned() + &"&quot;".repeat(n)).into()),
    ("escaped quotes", |n| ("[".to_owned() + &"\\\"".repeat(n)).into()),
    ("backslashes", |n| ("[\"".to_owned() + &"\\".repeat(n)).into()),
    ("curly quotes", |n| ("[".to_owned() + &"\u{201c}".repeat(n)).into()),
    ("triple quotes", |n| ("[".to_owned() + &"'''".repeat(n)).into()),
    ("decimal commas", |n| ("[".to_owned() + &"1,5 ".repeat(n)).into()),
    ("merge markers", |n| ("[\n".to_owned() + &"<<<<<<< x\n=======\n".repeat(n)).into()),
    ("directives", |n| ("[".to_owned() + &"{% a ".repeat(n)).into()),
    ("inner quotes", |n| ("{\"a\": \"".to_owned() + &"x \"y\", z: ".repeat(n)).into()),
    ("prose with brackets", |n| "see [1], it: is\n".repeat(n).into()),
    ("quotes", |n| "\"".repeat(n).into()),
    ("single quotes", |n| (String::from("[") + &"'".repeat(n)).into()),
    ("commas", |n| (String::from("[") + &",".repeat(n)).into()),
    ("colons", |n| (String::from("{\"a\"") + &":".repeat(n)).into()),
    ("slashes", |n| ("[".to_owned() + &"/".repeat(n)).into()),
    ("comments", |n| ("[".to_owned() + &"/**/ ".repeat(n)).into()),
    ("comments never closed", |n| ("[".to_owned() + &"1 /* ".repeat(n)).into()),
    ("missing commas", |n| body(&format!(r#", "a": [{}]"#, "1 ".repeat(n))).into()),
    ("words", |n| body(&format!(r#", "a": [{}]"#, "True ".repeat(n))).into()),
    ("bare words", |n| body(&format!(r#", "a": [{}]"#, "word, ".repeat(n))).into()),
    ("keys without colon", |n| ("{".to_owned() + &"\"a\" ".repeat(n)).into()),
    ("keys in a row", |n| ("{".to_owned() + &"\"a\": ".repeat(n)).into()),
    ("keys in lists", |n| ("{\"k\": [".to_owned() + &"\"a\": [1, ".repeat(n)).into()),
    ("strings without end", |n| ("{\n".to_owned() + &"\"a\": \"b\n".repeat(n)).into()),
    ("half strings", |n| body(&format!(r#", "a": [{}]"#, "ab\", ".repeat(n))).into()),
    ("wrong closers", |n| ("[".to_owned() + &"[}, ".repeat(n)).into()),
    ("roots closed early", |n| ("{\"a\": 1".to_owned() + &"}, \"a\": 1".repeat(n)).into()),
    ("items closed early", |n| closed_early("{\"b\": {\"c\": 1}}, \"d\": 2}, ", n)),
    ("one item closed early", |n| closed_early("\"b\": 1}, ", n)),
    ("items not closed", |n| closed_early("{\"b\": 1, ", n)),
    ("braces before keys", |n| ("{".to_owned() + &"\"a\": 1, [\"b\": 2, ".repeat(n)).into()),
    ("apostrophes", |n| ("[".to_owned() + &"'a'b ".repeat(n)).into()),
    ("quotes before brackets", |n| ("[".to_owned() + &"\"{ ".repeat(n)).into()),
    ("strings that took a comma in", |n| ("[".to_owned() + &"\"a, \"b ".repeat(n)).into()),
    ("markers without quotes", |n| ("[".to_owned() + &"{{a}}, ${b}, ".repeat(n)).into()),
    ("one key again and again", |n| body(&r#", "a": 1"#.repeat(n)).into()),
    ("unknown keys", |n| body(&many(n, |i| format!(r#", "k{i}x": {i}"#))).into()),
    ("misspelled keys", |n| body(&many(n, |i| format!(r#", "filter_logi{i}": {i}"#))).into()),
    ("keys that look alike", |n| body(&many(n, |i| format!(r#", "abc{i:09}xyzw": 1"#))).into()),
    ("findings on one line", |n| fields(n, |i| format!(r#"{{"target": "T{i}", "sorce": {i}}}"#))),
    ("objects that lack keys", |n| fields(n, |_| r#"{"source": {}, "targt": 1}"#.to_owned())),
    ("fields with one target", |n| fields(n, |_| field("T"))),
    ("right fields", |n| fields(n, |i| field(&format!("T{i}")))),
    ("filters, one label", |n| filters(n, |_| filter("A"), "A")),
    ("filters, named by none", |n| filters(n, |i| filter(&format!("L{i}")), "(A and B) or C")),
    ("filters without labels", |n| filters(n, |_| filter(""), "A and B")),
    ("labels of no filter", |n| {
        let or = |i| if i > 0 { " or " } else { "" };
        filters(n, |i| filter(&format!("L{i}")), &many(n, |i| format!("{}M{i}", or(i))))
    }),
    ("labels, one by one", |n| {
        filters(n, |i| filter(&format!("L{i}")), &many(n, |i| format!("l{i} or ")))
    }),
    ("labels after escapes", |n| {
        filters(1, |_| filter("A"), &many(n, |i| format!("\\u0042{i} or ")))
    }),
    ("odd labels", |n| {
        filters(n, |i| filter(&format!("L {i}")), &many(n, |i| format!("L {i} and ")))
    }),
    ("parentheses", |n| filters(1, |_| filter("A"), &"(".repeat(n))),
    ("closing parentheses", |n| filters(1, |_| filter("A"), &")".repeat(n))),
    ("mixed operators", |n| {
        filters(1, |_| filter("A"), &("A".to_owned() + &" and A or A".repeat(n)))
    }),
    ("nothing but signs", |n| filters(1, |_| filter("A"), &"! ".repeat(n))),
    ("overrides, one condition", |n| {
        let one = format!(r#"{{"field_id": "{MODEL}", "function": "IsNull", "override": 1}}"#);
        body(&format!(r#", "overrides": [{}]"#, vec![one; n.max(1)].join(","))).into()
    }),
    ("one id to wait for", |n| {
        let ids = vec![format!("\"{MODEL}\""); n.max(1)].join(",");
        body(&format!(r#", "policies": [{ids}]"#)).into()
    }),
    ("sample ids", |n| {
        let ids = vec!["\"248df4b7-aa70-47b8-a036-33ac447e668d\""; n.max(1)].join(",");
        body(&format!(r#", "policies": [{ids}]"#)).into()
    }),
    ("escapes", |n| {
        body(&format!(r#", "filter_logic": "{}""#, r"\u0041\n\ud83d".repeat(n))).into()
    }),
    ("a key of megabytes, findings inside", |n| {
        body(&format!(r#", "{}": [{}]"#, "k".repeat(n), "1 ".repeat(n))).into()
    }),
    ("bytes that are no text", |n| {
        [b"{\"a\": \"", &[0xff, 0xc3, b'a'].repeat(n)[..], b"\"}"].concat()
    }),
    ("lines that end in CR", |n| ("{\r".to_owned() + &"\"a\": tru,\r".repeat(n) + "}").into()),
    ("a secret with quotes and colons", |n| {
        ("{\"password\": \"x".to_owned() + &"\":".repeat(n)).into()
    }),
    ("a secret with quotes and colons, in a string", |n| {
        let inner = r#"\":"#.repeat(n);
        body(&format!(r#", "overrides": ["{{\"password\": \"x{inner}"]"#)).into()
    }),
    ("with comments: ignores on one line", |n| {
        let part = |i| format!(r#"/* polytomic-lint-ignore PT007 */ "k{i}": 1, "#);
        ("{".to_owned() + &many(n, part)).into()
    }),
    ("with comments: many after blanks", |n| {
        (" ".repeat(n) + &"/**/".repeat(n) + &" ".repeat(n) + "{}").into()
    }),
    ("page: fences", |n| "```json\n".repeat(n).into()),
    ("page: quotes in quotes", |n| (">".repeat(n) + "```json\n" + &"> > ".repeat(n)).into()),
    ("page: lines of quotes", |n| {
        let lines = "> > \n".repeat(n);
        format!("> > ```json\n> > {}\n{lines}> > ```\n", body("")).into()
    }),
    ("page: comments never closed", |n| "<!-- \n".repeat(n).into()),
    ("page: bodies", |n| {
        many(n / 100, |i| format!("<!-- {i} -->\n```json\n{}\n```\n", body(""))).into()
    }),
    ("script: quotes", |n| ("curl -d ".to_owned() + &"'\"'\"".repeat(n)).into()),
    ("script: substitutions", |n| ("curl -d \"{".to_owned() + &"$(".repeat(n)).into()),
    ("script: expansions", |n| ("curl -d \"{".to_owned() + &"${a:-".repeat(n)).into()),
    ("script: documents", |n| ("cat ".to_owned() + &"<<A ".repeat(n) + "\n{}").into()),
    ("script: one variable sent often", |n| {
        format!("B='{}'\n", body(""))
            .into_bytes()
            .into_iter()
            .chain("curl /api/syncs -d \"$B\"\n".repeat(n).into_bytes())
            .collect()
    }),
    ("script: quotes that are escaped", |n| {
        format!("curl /api/syncs -d '{}'\n", body(&format!(", \"a\": \"{}\"", r"'\''".repeat(n))))
            .into()
    }),
    ("script: lines", |n| "echo é && \\\n".repeat(n).into()),
    ("script: documents never closed", |n| "cat <<A\n".repeat(n).into()),
    ("script: documents in documents", |n| {
        ("curl /api/syncs -d @- <<A\n".to_owned() + &"{ <<B\n".repeat(n)).into()
    }),
    ("script: backticks", |n| ("curl /api/syncs -d {".to_owned() + &"`".repeat(n)).into()),
    ("script: lines that go on", |n| ("curl ".to_owned() + &"\\\n".repeat(n)).into()),
    ("script: one word", |n| "curl ".repeat(n).into()),
    ("script: files sent", |n| "curl /api/syncs -d @a.json\n".repeat(n / 20).into()),
    ("script: files written and sent", |n| {
        "cat > a.json <<E\n{}\nE\ncurl /api/syncs -d @a.json\n".repeat(n / 20).into()
    }),
    ("script: one function sent often", |n| {
        let body = format!("f() {{\ncat <<E\n{{{}\nE\n}}\n", " ".repeat(n));
        (body + &"curl /api/syncs -d \"$(f)\"\n".repeat(n / 20)).into()
    }),
    ("script: output of output", |n| {
        ("curl /api/syncs -d ".to_owned() + &"\"$(echo ".repeat(n)).into()
    }),
    ("script: pipes", |n| {
        ("cat <<E".to_owned() + &"|cat ".repeat(n) + "|curl /api/syncs -d @-\n{}\nE\n").into()
    }),
    ("script: functions in functions", |n| "f() {\n".repeat(n).into()),
    ("page: comments before fences", |n| "<!-- a -->\n\n```json\n{\n```\n".repeat(n / 4).into()),
    ("page: empty lines before fences", |n| {
        ("<!-- a -->".to_owned() + &"\n".repeat(n) + &"```\n```\n\n".repeat(n)).into()
    }),
    ("requests: separators", |n| "###\n".repeat(n).into()),
    ("collection: variables and requests", |n| {
        let variables = many(n / 20, |i| format!("{{\"key\": \"a{i}\", \"value\": \"b\"}},"));
        let request = r#"{"request": {"url": "{{a}}/api/syncs", "body": {"raw": "{"}}},"#;
        format!(
            "{{\"info\": \"schema.getpostman.com\", \"variable\": [{variables}{{}}], \"item\": [{}{{}}]}}",
            request.repeat(n / 20)
        )
        .into()
    }),
    ("requests: many", |n| "### é\nPOST /api/syncs\n\n{\n".repeat(n).into()),
    ("requests: variables", |n| {
        (many(n, |i| format!("@a{i} = {{{{a{}}}}}\n", i + 1))
            + "POST {{a0}}/api/syncs\n\n"
            + &"{{a}}".repeat(n))
            .into()
    }),
    ("collection: folders in folders", |n| {
        let schema = r#"{"info": {"schema": "https://schema.getpostman.com/v2.1.0"}, "item": ["#;
        (schema.to_owned() + &r#"{"item": ["#.repeat(n)).into()
    }),
    ("lines: bodies", |n| "{\"name\": \"x\"}\n".repeat(n / 20).into()),
    ("prompts", |n| ("> {\n".to_owned() + &"> \"a\": 1,\n".repeat(n) + "> }").into()),
];

/// What a file of a kind is called: some do more where comments are fine, or have bodies in them.
pub(crate) fn file_name(kind: &str) -> &'static str {
    match kind.split_once(": ").map_or("", |(kind, _)| kind) {
        "with comments" => "a.sync.jsonc",
        "page" => "a.md",
        "script" => "a.sh",
        "requests" => "a.http",
        "lines" => "a.jsonl",
        _ => "a.sync.json",
    }
}

fn many(n: usize, part: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    for i in 0..n {
        let _ = write!(out, "{}", part(i));
    }
    out
}

/// The valid body, with more members, all on one line.
pub(crate) fn body(more: &str) -> String {
    let body = valid::on_one_line(&valid::members().into());
    format!("{}{more}}}", body.strip_suffix('}').expect("an object"))
}

fn field(target: &str) -> String {
    format!(r#"{{"source": {{"model_id": "{MODEL}", "field": "name"}}, "target": "{target}"}}"#)
}

fn fields(n: usize, one: impl Fn(usize) -> String) -> Vec<u8> {
    let list: Vec<String> = (0..n.max(1)).map(one).collect();
    valid::completed(&format!("{{\"fields\": [{}]}}", list.join(","))).into()
}

fn filter(label: &str) -> String {
    format!(
        r#"{{"field": {{"model_id": "{MODEL}", "field": "a"}}, "function": "Equality", "value": 1, "label": "{label}"}}"#
    )
}

fn filters(n: usize, one: impl Fn(usize) -> String, logic: &str) -> Vec<u8> {
    let list: Vec<String> = (0..n.max(1)).map(one).collect();
    body(&format!(r#", "filter_logic": "{logic}", "filters": [{}]"#, list.join(","))).into()
}
