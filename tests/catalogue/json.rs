//! Section 1: reading the file.

use polytomic_lint::{Level, Linter, Severity, Source};

use crate::case::{GROUPS, case, check, text};

#[test]
fn commas_and_colons() {
    check([
        text("PT001 error", r#"{"a": 1«» "b": 2}"#).safe(r#"{"a": 1, "b": 2}"#),
        text("PT001 error", "{\"a\": 1«»\n \"b\": 2}").safe("{\"a\": 1,\n \"b\": 2}"),
        text("PT001 error", r#"{"a": [1«» 2]}"#).safe(r#"{"a": [1, 2]}"#),
        text("PT001 error", r#"{"a": {}«» "b": 2}"#).safe(r#"{"a": {}, "b": 2}"#),
        text("PT001 error", r#"{"a"«» 1}"#).safe(r#"{"a": 1}"#),
        text("PT001 error", r#"{«"a»: {"b": 1}}"#)
            .says("missing closing quote after the key `a`")
            .guess(r#"{"a": {"b": 1}}"#),
        text("PT001 error", r#"{«"a»: [{ "b": 1}]}"#).guess(r#"{"a": [{ "b": 1}]}"#),
        text("PT001 error", r#"{"a«"»b": 1, "c": 2}"#)
            .says("extra quote")
            .guess(r#"{"ab": 1, "c": 2}"#),
        text("PT001 error", r#"{«"» "a": 1}"#).says("extra quote").guess(r#"{ "a": 1}"#),
        text("PT001 error", r#"{"a": «x» {"b": 1}}"#)
            .says("unexpected `x` before a value")
            .guess(r#"{"a":  {"b": 1}}"#),
        text("PT001 error", r#"{"a": «}»[1], "b": 2}"#).guess(r#"{"a": [1], "b": 2}"#),
        text("PT001 error", r#"{"a": 1,«,» "b": 2}"#).safe(r#"{"a": 1, "b": 2}"#),
        text("PT001 error", r#"{"a": [1,«,» 2]}"#).safe(r#"{"a": [1, 2]}"#),
        text("PT001 error", r#"{«,»"a": 1}"#).safe(r#"{"a": 1}"#),
        text("PT001 error", r#"{"a": [«,»1]}"#).safe(r#"{"a": [1]}"#),
        text("PT001 error", r#"{"a":«», "b": 1}"#)
            .says("missing value for the key `a`")
            .unfixable(),
        text("PT001 error", r#"{"a":«»}"#),
        text("PT001 error", "{\"a\":«» \n}"),
        text("PT001 error", r#"{"a"«»}"#),
        text("PT001 error", r#"{"a"«», "b": 1}"#),
        text("PT001 error", r#"{"a":«» "b": 2}"#),
        text("PT001 error", r#"{"a":«:» 1}"#).safe(r#"{"a": 1}"#),
        text("PT001 error", r#"{"a" «=» 1}"#).safe(r#"{"a" : 1}"#),
        text("PT001 error", r#"{"a" «=>» 1}"#).safe(r#"{"a" : 1}"#),
        text("PT001 error", r#"{"a": 1«;» "b": 2}"#).safe(r#"{"a": 1, "b": 2}"#),
        text("PT001 error", r"{«:» 1}"),
    ]);
}

#[test]
fn trailing_commas() {
    check([
        text("PT014 error", r#"{"a": 1«,»}"#).safe(r#"{"a": 1}"#),
        text("PT014 error", "{\"a\": [1«,»\n]}").safe("{\"a\": [1\n]}"),
        text("PT014 error, PT014 error", r#"{"a": [1«,»]«,»}"#),
        // One too many, and one that nothing follows.
        text("PT014 error, PT001 error", r#"{"a": [1«,»«,»]}"#),
        text("", r#"{"a": [1,],}"#).named("a.sync.jsonc"),
        text("PT001 error", r#"{"a": [1,«,» 2]}"#).named("a.sync.jsonc"),
    ]);
}

#[test]
fn quotes_and_words() {
    check([
        text("PT001 error", r"{«'a'»: 1}").safe(r#"{"a": 1}"#),
        // An escape that JSON does not have is kept as text: a guess.
        text("PT001 error", r#"{"a": «'b\xa0c'»}"#).guess(r#"{"a": "b\\xa0c"}"#),
        text("PT001 error", r#"{"a": «'\u00e9 \'b\' \n'»}"#).safe(r#"{"a": "\u00e9 'b' \n"}"#),
        text("PT001 error", r#"{"a": «'b "c"'»}"#).safe(r#"{"a": "b \"c\""}"#),
        text("PT001 error", r#"{"a": «`b`»}"#).safe(r#"{"a": "b"}"#),
        text("PT001 error", r#"{"a": «“b”»}"#).safe(r#"{"a": "b"}"#),
        text("PT001 error", r"{«“a”»: 1}").safe(r#"{"a": 1}"#),
        text("PT001 error", r#"{"a": «‘b’»}"#).safe(r#"{"a": "b"}"#),
        text("PT001 error", r"{«a»: 1}").safe(r#"{"a": 1}"#),
        text("PT001 error", r"{«a_b-c»: 1}").safe(r#"{"a_b-c": 1}"#),
        text("PT001 error", r"{«1»: 2}").safe(r#"{"1": 2}"#),
        text("PT001 error", r#"{"a": «True»}"#).safe(r#"{"a": true}"#),
        text("PT001 error", r#"{"a": «FALSE»}"#).safe(r#"{"a": false}"#),
        text("PT001 error", r#"{"a": «None»}"#).safe(r#"{"a": null}"#),
        text("PT001 error", r#"{"a": «undefined»}"#).safe(r#"{"a": null}"#),
        text("PT001 error", r#"{"a": «create»}"#).guess(r#"{"a": "create"}"#),
        text("PT001 error", r#"{"a": «(1)»}"#).guess(r#"{"a": [1]}"#),
        text("PT001 error", r#"{"a"«"»: 1}"#).guess(r#"{"a": 1}"#),
        text("PT001 error", r#"{"a": "b"«"», "c": 1}"#),
        text("PT001 error", r#"{"a": ‹"he said «"»hi" to"›}"#)
            .guess(r#"{"a": "he said \"hi\" to"}"#),
        text("PT001 error", r#"{"a": "b«" "»c"}"#).guess(r#"{"a": "bc"}"#),
    ]);
}

#[test]
fn numbers() {
    check([
        text("PT001 error", r#"{"a": «NaN»}"#).unfixable(),
        text("PT001 error", r#"{"a": «Infinity»}"#).unfixable(),
        text("PT001 error", r#"{"a": «-Infinity»}"#).unfixable(),
        text("PT001 error", r#"{"a": «+1»}"#).safe(r#"{"a": 1}"#),
        text("PT001 error", r#"{"a": «.5»}"#).safe(r#"{"a": 0.5}"#),
        text("PT001 error", r#"{"a": «-.5»}"#).safe(r#"{"a": -0.5}"#),
        text("PT001 error", r#"{"a": «5.»}"#).safe(r#"{"a": 5.0}"#),
        text("PT001 error", r#"{"a": «0x1F»}"#).safe(r#"{"a": 31}"#),
        text("PT001 error", r#"{"a": «1_000»}"#).safe(r#"{"a": 1000}"#),
        text("PT001 error", r#"{"a": «01»}"#).guess(r#"{"a": "01"}"#),
        text("PT001 error", r#"{"a": «1.2.3»}"#).guess(r#"{"a": "1.2.3"}"#),
        text("PT018 warning", r#"{"a": «9007199254740993»}"#)
            .says("`9007199254740992`")
            .unfixable(),
        text("", r#"{"a": 9007199254740992, "b": -9007199254740992, "c": 9007199254740994}"#),
        text("PT018 warning", r#"{"a": «-9007199254740993»}"#),
        text("PT018 warning", r#"{"a": «1e999»}"#),
        text("PT018 warning", r#"{"a": «1e-999»}"#),
        text("", r#"{"a": 0.1, "b": 3.14159265358979323846, "c": 0e999, "d": 1e300}"#),
    ]);
}

#[test]
fn strings() {
    check([
        text("PT001 error", r#"{"a": "x«\q»y"}"#).guess(r#"{"a": "x\\qy"}"#),
        text("PT001 error", r#"{"a": "C:«\U»sers"}"#),
        text("PT001 error", r#"{"a": "x«\u12G»4"}"#),
        text("PT001 error", r#"{"a": "«\u12"»}"#),
        text("PT001 error", "{\"a\": \"x«\t»y\"}").safe(r#"{"a": "x\ty"}"#),
        text("PT001 error", "{\"a\": \"x«\u{1}»y\"}").safe(r#"{"a": "x\u0001y"}"#),
        text("PT015 error", r#"{"a": "x «\ud83d» y"}"#).unfixable(),
        text("PT015 error", r#"{"a": "«\udc00»"}"#),
        text("", r#"{"a": "\ud83d\ude00"}"#),
        text("PT015 error", "{\"a\": \"x«\0»y\"}"),
        text("PT015 error", "{\"a\":«\0\0» 1}"),
        // A line end inside a string: from its quote to the end of the line, and once.
        text("PT001 error", "{\"a\": «\"abc»\n\"}").guess("{\"a\": \"abc\\n\"}"),
        text("PT001 error", "{\"a\": «\"abc»\r\ndef\", \"b\": 1}")
            .guess("{\"a\": \"abc\\ndef\", \"b\": 1}"),
        text("PT001 error", "{\"a\": «\"abc,»\n \"b\": 1}").guess("{\"a\": \"abc\",\n \"b\": 1}"),
        text("PT001 error", "{\"a\": «\"abc»\n \"b\": 1}").guess("{\"a\": \"abc\",\n \"b\": 1}"),
        text("PT001 error", r#"{«"a: 1}»"#).guess(r#"{"a": 1}"#),
        text("PT001 error", "{«\"a: 1,»\n\"b\": 2}").guess("{\"a\": 1,\n\"b\": 2}"),
        text("PT001 error", r#"«{»"a": "x\"#).guess(r#"{"a": "x\\"}"#),
    ]);
}

#[test]
fn brackets() {
    check([
        text("PT001 error", r#"{"a": ‹[›1, 2«}»"#).guess(r#"{"a": [1, 2]}"#),
        text("PT001 error", r#"{"a": ‹{›"b": 1«]»}"#).guess(r#"{"a": {"b": 1}}"#),
        text("PT001 error", r#"{"a": {"b": ‹[›1, 2«}»}"#).guess(r#"{"a": {"b": [1, 2]}}"#),
        text("PT001 error", r#"{"a": [‹{›"b": 1«]», "c": 2}"#)
            .guess(r#"{"a": [{"b": 1}], "c": 2}"#),
        text("PT001 error", r#"{"a": 1«]»}"#).guess(r#"{"a": 1}"#),
        text("PT001 error", r#"{"a": [1, 2]«]»}"#).guess(r#"{"a": [1, 2]}"#),
        text("PT001 error", r#"«{»"a": {"b": 1}"#).guess(r#"{"a": {"b": 1}}"#),
        text("PT001 error", r#"‹{›"a": «[»1, 2"#).guess(r#"{"a": [1, 2]}"#),
        text("PT001 error", r#"{"a": «[»‹"b"›: 1]}"#).guess(r#"{"a": {"b": 1}}"#),
        text("PT001 error", r#"«[»‹"a"›: 1]"#).guess(r#"{"a": 1}"#),
        text("PT001 error", r#"{"a": «[»1, ‹"b"›: 2}"#),
        text("PT001 error", r#"{"a": 1«}»‹,› "b": 2}"#).guess(r#"{"a": 1, "b": 2}"#),
        text("PT001 error", r#"«{»{"a": 1}}"#).guess(r#"{"a": 1}"#),
        text("PT001 error", r#"{"a": 1}«}»"#).guess(r#"{"a": 1}"#),
    ]);
}

#[test]
fn closed_too_early() {
    check([
        // An item of a list.
        text("PT001 error", r#"{"a": [{"b": {"c": 1}«}», ‹"›d": 2}, {"b": 3}]}"#)
            .says("this `}` closes the object too early: more keys follow")
            .guess(r#"{"a": [{"b": {"c": 1}, "d": 2}, {"b": 3}]}"#),
        text("PT001 error", r#"{"a": [{"b": 1«}» ‹"›d": 2}, {"b": 3}]}"#)
            .guess(r#"{"a": [{"b": 1, "d": 2}, {"b": 3}]}"#),
        text("PT001 error", r#"{"a": [{"b": 1,«}» ‹"›d": 2}]}"#)
            .guess(r#"{"a": [{"b": 1, "d": 2}]}"#),
        // A list.
        text("PT001 error", r#"{"a": [{"b": 1}«]», ‹{›"b": 2}], "c": 3}"#)
            .says("this `]` closes the array too early: more items follow")
            .guess(r#"{"a": [{"b": 1}, {"b": 2}], "c": 3}"#),
        text("PT001 error", r#"{"a": [«]» ‹{›"b": 2}], "c": 3}"#)
            .guess(r#"{"a": [ {"b": 2}], "c": 3}"#),
        // An object within an object.
        text("PT001 error", r#"{"a": {"b": 1«}» ‹"›c": 2}, "d": 3}"#)
            .guess(r#"{"a": {"b": 1, "c": 2}, "d": 3}"#),
        // The body.
        text("PT001 error", r#"{"a": 1«}» ‹"›b": 2}"#).guess(r#"{"a": 1, "b": 2}"#),
        text("PT001 error", "{\"a\": 1«}»‹,› // more\n \"b\": 2}")
            .named("a.sync.jsonc")
            .guess("{\"a\": 1, // more\n \"b\": 2}"),
        // What was opened again is closed once; its keys are compared all together.
        text("PT001 error, PT002 error", r#"{"a": [{‹"b"›: 1«}», ‹"›c": 2, «"b"»: 3}]}"#),
    ]);
}

#[test]
fn brackets_missing_and_too_many() {
    check([
        text("PT001 error", r#"{"a": [«{»"b": {"c": 1}, "d": 2, ‹{›"b": 3}]}"#)
            .says("unclosed object")
            .guess(r#"{"a": [{"b": {"c": 1}, "d": 2}, {"b": 3}]}"#),
        text("PT001 error", r#"{"a": [{"b": 1}, «»"b": 2}]}"#)
            .guess(r#"{"a": [{"b": 1}, {"b": 2}]}"#),
        text("PT001 error", r#"{"a": [«»"b": 2}, {"b": 1}]}"#)
            .guess(r#"{"a": [{"b": 2}, {"b": 1}]}"#),
        text("PT001 error", r#"{"a": «{»"b", "c": 1}"#).guess(r#"{"a": "b", "c": 1}"#),
        text("PT001 error", r#"{"a": «{»[1], "c": 1}"#).guess(r#"{"a": [1], "c": 1}"#),
        text("PT001 error", r#"{"a": 1, «[»"b": 2}"#).guess(r#"{"a": 1, "b": 2}"#),
        text("PT001 error", r#"{"a": [{"b": 1} «[»]}"#).guess(r#"{"a": [{"b": 1} ]}"#),
        text("PT001 error", r#"{"a"«}»: 1}"#).guess(r#"{"a": 1}"#),
        text("PT001 error", r#"{"a"«{»: 1}"#).guess(r#"{"a": 1}"#),
        text("PT001 error", r#"{"a": «}» "b", "c": 1}"#).guess(r#"{"a":  "b", "c": 1}"#),
        text("PT001 error", r#"{"a": 1«[2]», "b": 3}"#).unfixable(),
    ]);
}

#[test]
fn quotes_missing_and_too_many() {
    check([
        text("PT001 error", r#"{"a": «"6», "b": "30"}"#).guess(r#"{"a": "6", "b": "30"}"#),
        text("PT001 error", r#"{"a": [«"6», "b"]}"#).guess(r#"{"a": ["6", "b"]}"#),
        text("PT001 error", "{\"a\": {\"b\": «\"c» },\n \"d\": 1}")
            .guess("{\"a\": {\"b\": \"c\" },\n \"d\": 1}"),
        text("PT001 error", "{\"a\": {\"b\": «\"c\\\"» },\n \"d\": 1}")
            .says("is escaped")
            .guess("{\"a\": {\"b\": \"c\" },\n \"d\": 1}"),
        text("PT001 error", "{«\"a\\\"»: 1}").guess(r#"{"a": 1}"#),
        text("PT001 error", "{\"a\": «\"»{\n \"b\": 1}}").guess("{\"a\": {\n \"b\": 1}}"),
        text("PT001 error", r#"{"a": 6«"», "b": 1}"#).guess(r#"{"a": 6, "b": 1}"#),
        text("PT001 error", r#"{"a"«b»: 1}"#).guess(r#"{"a": 1}"#),
        // An apostrophe ends nothing.
        text("PT001 error", r#"{"a": «'Bob's sync'»}"#).guess(r#"{"a": "Bob's sync"}"#),
    ]);
}

#[test]
fn what_lacks_its_quotes() {
    check([
        text("PT001 error", r#"{"a": «My sync», "b": 1}"#).guess(r#"{"a": "My sync", "b": 1}"#),
        text("PT001 error", r#"{"a": «https://x.y/z», "b": 1}"#),
        text("PT001 error", r#"{"a": «2024-01-01 10:00», "b": 1}"#),
        text("PT001 error, PT013 error", "{\"a\": «My» «// sync»\n}"),
        text("PT001 error", r#"{"a": «${X}», "b": 1}"#).guess(r#"{"a": "${X}", "b": 1}"#),
        text("PT001 error", r#"{"a": «{{ x }}», "b": 1}"#).guess(r#"{"a": "{{ x }}", "b": 1}"#),
        text("PT001 error", r#"{"a": «<id>», "b": 1}"#).guess(r#"{"a": "<id>", "b": 1}"#),
        text("PT001 error", r#"{"a": «tru», "b": 1}"#)
            .says("did you mean `true`")
            .guess(r#"{"a": true, "b": 1}"#),
        text("PT001 error", r#"{"a": «flase»}"#).guess(r#"{"a": false}"#),
        text("PT001 error", r#"{"a" «：» 1}"#).safe(r#"{"a" : 1}"#),
        text("PT001 error", r#"{"a": 1«，» "b": 2}"#).safe(r#"{"a": 1, "b": 2}"#),
    ]);
}

#[test]
fn text_around_the_body() {
    check([
        text("PT001 error", "{\"a\": 1} «trailing text»  \nmore"),
        text("PT001 error", r#"{"a": 1}«;»"#).safe(r#"{"a": 1}"#),
        text("PT003 error", r#"«const body =» {"a": 1}"#).guess(r#"{"a": 1}"#),
        text("PT003 error", "«'»{\"a\": 1}'").safe(r#"{"a": 1}"#),
        text("PT003 error", "«```json»\n{\"a\": 1}\n```").safe("{\"a\": 1}"),
        text("PT003 error", "{\"a\": 1}\n«{\"b\": 2}»\n{\"c\": 3}"),
        text("PT003 error", "{\"a\": 1} «[1]»"),
        text("PT003 error", "«hello»"),
        text("PT003 error", "«name: Accounts»\nmode: create"),
        text("PT003 error", "«<html>»\n</html>"),
        text("PT017 error", "«»"),
        text("PT017 error", "«» \n\t\n"),
        text("PT013 error", "«// nothing else»\n"),
    ]);
}

#[test]
fn a_fragment_without_braces() {
    check([
        text("PT003 error", r#"«"target»": {"a": 1}"#.replace("»\"", "\"»"))
            .safe(r#"{"target": {"a": 1}}"#),
        text("PT003 error", "«\"target\"»: {\"a\": 1},\n").safe("{\"target\": {\"a\": 1}}\n"),
        text("PT003 error", "«\"name\"»: \"x\",\n\"mode\": \"create\"")
            .safe("{\"name\": \"x\",\n\"mode\": \"create\"}"),
        // What is in it is looked at.
        case("PT003 error, PT024 error", "«\"mode\"»: «\"upsert\"»").whole(),
    ]);
}

/// A body over several lines, each after what `before` gives.
fn prefixed(before: impl Fn(usize) -> String) -> String {
    let lines = ["{\"name\": \"Accounts\",", " \"mode\": \"create\",", " \"active\": true", "}"];
    let lines = lines.iter().enumerate().map(|(at, line)| before(at) + line + "\n");
    lines.collect()
}

#[test]
fn prompts_and_line_numbers_are_one_finding() {
    let plain = prefixed(|_| String::new());
    let first = |mark: &'static str, rest: &'static str| {
        prefixed(move |at| if at == 0 { mark.to_owned() } else { rest.to_owned() })
    };
    check([
        text("PT003 error", first("«> »", "> ")).safe(&plain),
        text("PT003 error", first("«> »", "")).safe(&plain),
        text("PT003 error", first("«$ »", "")).safe(&plain),
        text("PT003 error", first("«>>> »", "... ")).safe(&plain),
        text(
            "PT003 error",
            prefixed(|at| if at == 0 { "«1»".to_owned() } else { (at + 1).to_string() }),
        )
        .safe(&plain),
        text(
            "PT003 error",
            prefixed(|at| if at == 0 { "«1:»".to_owned() } else { format!("{}:", at + 1) }),
        )
        .safe(&plain),
        text(
            "PT003 error",
            prefixed(|at| if at == 0 { "«  8|»".to_owned() } else { format!("{:3}|", at + 8) }),
        )
        .safe(&plain),
        // Behind them the body is read, at its places.
        text("PT003 error, PT001 error", "«> »{\"a\": 1«»\n>  \"b\": 2}\n"),
        text(
            "PT003 error, PT014 error",
            "«1 »{\"a\": 1,\n2  \"b\": 2«,»\n3 }\n".replace("«1 »", "«1» "),
        ),
    ]);
}

#[test]
fn a_shell_command_is_one_finding() {
    check([
        text("PT003 error", "«$ curl -d '»{\"a\": 1}'").safe(r#"{"a": 1}"#),
        text("PT003 error", "«curl -X POST \\»\n  -H 'A: b' \\\n  -d '{\"a\": 1}' https://example.com\n")
            .safe("{\"a\": 1}\n"),
        text("PT003 error", "«curl --data-raw $'»{\"a\": 1}'").safe(r#"{"a": 1}"#),
        text("PT003 error", "«$ curl -d \\»\n> '{\"a\": 1,\n> \"b\": 2}'\n").safe("{\"a\": 1,\n\"b\": 2}\n"),
        text("PT003 error", "«$ cat body.json»\n{\"a\": 1}\n"),
        text("PT003 error", "«curl -d @- <<'EOF'»\n{\"a\": 1}\nEOF\n").safe("{\"a\": 1}\n\n"),
        text("PT003 error", "«curl -d @body.json»").unfixable(),
        text("PT003 error, PT001 error", "«curl -d '»{\"a\": 1«» \"b\": 2}'"),
        case("PT003 error, PT024 error", "«curl -d '»{\"name\": \"A\", \"mode\": «\"upsert\"», \"fields\": [], \"schedule\": {\"frequency\": \"manual\"}, \"target\": {\"connection_id\": \"$C\", \"object\": \"A\"}}'").whole(),
    ]);
}

#[test]
fn wrapped_bodies_are_read_as_if_unwrapped() {
    let rest = r#""name": "A", "fields": [], "schedule": {"frequency": "manual"}, "target": {"connection_id": "$C", "object": "A"}"#;
    let body = |mode: &str| format!(r#"{{"mode": {mode}, {rest}}}"#);
    check([
        case("PT003 error", format!(r#"{{«"data"»: {}}}"#, body("\"create\"")))
            .whole()
            .safe(body("\"create\"")),
        case("PT003 error, PT024 error", format!(r#"{{«"data"»: {}}}"#, body("«\"upsert\"»")))
            .whole(),
        case("PT003 error, PT024 error", format!(r#"{{«"data"»: [{}]}}"#, body("«\"upsert\"»")))
            .whole(),
        case("PT003 error", format!(r#"{{«"data"»: {{‹"sync"›: {}}}}}"#, body("\"create\"")))
            .whole()
            .says("wrapped in `data.sync`")
            .safe(body("\"create\"")),
        case("PT003 error", format!(r#"{{«"sync"»: {}, "x": 1}}"#, body("\"create\"")))
            .whole()
            .unfixable(),
        case("PT003 error, PT024 error", format!("«[{}]»", body("«\"upsert\"»")))
            .whole()
            .safe(body("\"upsert\"")),
        case("PT003 error", "«[1, 2]»").whole().unfixable(),
        case("PT003 error", "«\"abc\"»").whole(),
        case("PT003 error", "«null»").whole(),
    ]);
    let wrapped =
        format!(r#"{{"data": {}}}"#, body("\"upsert\"")).replace("$C", crate::case::CONNECTION);
    let report = Linter::default().lint(&Source::new("a.json", &wrapped));
    let pointers: Vec<_> =
        report.findings().iter().map(|f| (f.code, f.pointer.as_deref())).collect();
    assert!(pointers.contains(&("PT024", Some("/data/mode"))), "{pointers:?}");
}

#[test]
fn comments() {
    check([
        text("PT013 error", "{\"a\": 1 «// x»\n}").safe("{\"a\": 1\n}"),
        text("PT013 error", "{\"a\": «/* x */» 1}").safe("{\"a\":  1}"),
        text("PT013 error", "{\"a\": 1 «# x»\n}").safe("{\"a\": 1\n}"),
        text("", "{\"a\": 1, // x\n /* y */ \"b\": 2}").named("a.sync.jsonc"),
        text("PT013 error", "{\"a\": 1 «# x»\n}").named("a.sync.jsonc"),
        text("", "{\"a\": \"http://x # y\"}"),
        text("PT001 error", "{\"a\": 1, «/*» never").named("a.sync.jsonc"),
        case("PT001 error", "{\"policies\": «/*» never").named("a.sync.jsonc").whole(),
    ]);
}

#[test]
fn duplicate_keys() {
    check([
        text("PT002 error", r#"{‹"a"›: 1, «"a"»: 1}"#).safe(r#"{"a": 1}"#),
        text("PT002 error", r#"{‹"a"›: 1, «"\u0061"»: 2}"#).guess(r#"{"\u0061": 2}"#),
        text("PT002 error, PT002 error", r#"{‹"a"›: 1, «"a"»: 2, «"a"»: 3}"#),
        text("", r#"{"a": {"b": 1}, "c": {"b": 1}}"#),
        // The last is the one that is read.
        case("PT002 error", r#"{‹"mode"›: "upsert", «"mode"»: "create"}"#),
        case("PT002 error, PT024 error", r#"{‹"mode"›: "create", «"mode"»: «"upsert"»}"#),
    ]);
}

#[test]
fn encodings() {
    check([
        text("PT015 warning", "«\u{feff}»{\"a\": 1}").safe(r#"{"a": 1}"#),
        text("PT001 error", "{«\u{a0}»\"a\": 1}").safe(r#"{ "a": 1}"#),
        // Copied out of another place.
        text("PT001 error", r#"{«\"»a\": {\"b\": \"c\"}}"#)
            .says("escaped")
            .guess(r#"{"a": {"b": "c"}}"#),
        text("PT001 error", r#"{«""»a"": {""b"": ""c""}}"#)
            .says("doubled")
            .guess(r#"{"a": {"b": "c"}}"#),
    ]);
    let lint = |bytes: &[u8]| {
        let report = Linter::builder()
            .select(["json"])
            .build()
            .expect("known rules")
            .lint(&Source::new("a.json", bytes));
        let shown =
            |f: &polytomic_lint::Finding| (f.code, f.span.start, f.span.end, f.message.clone());
        report.findings().iter().map(shown).collect::<Vec<_>>()
    };
    let codes: Vec<_> = lint(b"\xff").iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes, ["PT015"], "what cannot be read is not nothing");
    let wide = |mark: &[u8], order: fn(u16) -> [u8; 2]| {
        let text = "{\"a\": 1}".encode_utf16().flat_map(order);
        mark.iter().copied().chain(text).collect::<Vec<u8>>()
    };
    let wider = |mark: &[u8], order: fn(u32) -> [u8; 4]| {
        let text = "{\"a\": 1}".chars().flat_map(|ch| order(ch.into()));
        mark.iter().copied().chain(text).collect::<Vec<u8>>()
    };
    for (bytes, name) in [
        (wide(b"\xff\xfe", u16::to_le_bytes), "UTF-16"),
        (wide(b"\xfe\xff", u16::to_be_bytes), "UTF-16"),
        (wide(b"", u16::to_le_bytes), "UTF-16"),
        (wide(b"", u16::to_be_bytes), "UTF-16"),
        (wider(b"\xff\xfe\0\0", u32::to_le_bytes), "little-endian UTF-32"),
        (wider(b"\0\0\xfe\xff", u32::to_be_bytes), "big-endian UTF-32"),
        (wider(b"", u32::to_le_bytes), "little-endian UTF-32"),
        (wider(b"", u32::to_be_bytes), "big-endian UTF-32"),
    ] {
        let found = lint(&bytes);
        assert!(
            matches!(found.as_slice(), [("PT015", 0, 0, message)] if message.contains(name)),
            "{found:?}"
        );
    }
    // A run of unreadable text is one finding, with its place in bytes.
    let found = lint(b"{\"a\": \"x\xff\xfe\xe4y\", \"b\": \"\xe9\"}");
    let places: Vec<_> = found.iter().map(|(code, start, end, _)| (*code, *start, *end)).collect();
    assert_eq!(places, [("PT015", 8, 11), ("PT015", 21, 22)], "{found:?}");
    assert!(found[0].3.contains("offset 8"), "{found:?}");
}

#[test]
fn depth() {
    let nested =
        |depth: usize| format!("{{\"a\": {}{}}}", "[".repeat(depth - 1), "]".repeat(depth - 1));
    let deep = |depth: usize| {
        let before = "[".repeat(127);
        let after = depth - 129;
        format!("{{\"a\": {before}«[»{}{}}}", "[".repeat(after), "]".repeat(depth - 1))
    };
    check([
        text("", nested(120)),
        text("", nested(128)),
        text("PT016 error", deep(129)),
        text("PT016 error", deep(140)).unfixable(),
        text("PT016 error", deep(100_000)),
        text(
            "PT016 error",
            format!(
                "{{\"a\": {}«[»]{}, \"b\": {}[[[]]]{}}}",
                "[".repeat(127),
                "]".repeat(127),
                "[".repeat(127),
                "]".repeat(127)
            ),
        ),
    ]);
}

#[test]
fn every_mistake_is_found_in_one_run() {
    check([
        text(
            "PT001 error, PT001 error, PT013 error, PT001 error, PT014 error",
            "{«name»: «'Accounts'», «// all»\n \"active\": «True»«,»\n}",
        ),
        case(
            "PT001 error, PT024 error, PT005 error",
            r#"{"name": "A"«» "mode": «"upsert"», "active": «"true"», "fields": [], "schedule": {"frequency": "manual"}, "target": {"connection_id": "$C", "object": "A"}}"#,
        )
        .whole(),
        // What could not be read is not complained about again.
        case(
            "PT001 error",
            r#"{"name": "A", "mode":«», "fields": [], "schedule": {"frequency": "manual"}, "target": {"connection_id": "$C", "object": "A"}}"#,
        )
        .whole(),
    ]);
}

#[test]
fn a_file_cut_off_anywhere_gives_one_sensible_finding() {
    let linter =
        Linter::builder().select(GROUPS).level("PT012", Level::Off).build().expect("known rules");
    let mut count = 0;
    for file in crate::clean::paths() {
        let body = std::fs::read_to_string(&file).expect("a body");
        let lint = |text: &str| linter.lint(&Source::new("a.json", text)).into_findings();
        let whole: Vec<_> = lint(&body).iter().map(|f| f.code).collect();
        for at in (1..body.trim_end().len()).filter(|at| body.is_char_boundary(*at)) {
            let part = &body[..at];
            let mut findings = lint(part);
            findings.retain(|f| f.severity > Severity::Advice && !whole.contains(&f.code));
            let found: Vec<_> = findings.iter().map(|f| (f.code, f.span)).collect();
            let inside = findings.iter().all(|f| f.span.end as usize <= at);
            assert!(found.len() == 1 && found[0].0 == "PT001" && inside, "{part}\n{found:?}");
            count += 1;
        }
    }
    assert!(count > 1000);
}
