//! What people paste in the place of a body: each is told in as few findings as it has causes,
//! where a person would fix it, and what the fixes make of it is what was meant.

use polytomic_lint::{Applicability, Finding, Linter, Source, apply};

/// A text in which `«…»` marks where each finding points, and what all fixes together make of it;
/// nothing where there is no fix.
struct Case {
    marked: &'static str,
    fixed: Option<&'static str>,
    safe: bool,
}

const fn guess(marked: &'static str, fixed: &'static str) -> Case {
    Case { marked, fixed: Some(fixed), safe: false }
}

const fn safe(marked: &'static str, fixed: &'static str) -> Case {
    Case { marked, fixed: Some(fixed), safe: true }
}

const fn unfixable(marked: &'static str) -> Case {
    Case { marked, fixed: None, safe: false }
}

const CASES: &[Case] = &[
    // Fences and prose around the body.
    safe("«```»{\"name\":\"n\"}```", "{\"name\":\"n\"}"),
    safe(
        "«```»{\"name\":\"n\",\n\"mode\":\"create\"}\n```",
        "{\"name\":\"n\",\n\"mode\":\"create\"}\n",
    ),
    guess(
        "«Here is the body:»\n\n```json\n{\"name\":\"n\"}\n```\n\nLet me know!\n",
        "{\"name\":\"n\"}\n",
    ),
    guess(
        "«<think>»\nuser wants {\"name\": ...}.\n</think>\n{\"name\":\"n\",\"mode\":\"create\"}\n",
        "{\"name\":\"n\",\"mode\":\"create\"}\n",
    ),
    guess("«callback(»{\"name\":\"n\"});", "{\"name\":\"n\"}"),
    unfixable("{\"name\":\"n\"},\n«{\"name\":\"m\"}»\n"),
    // Encoded twice.
    guess(r#"«"{\"name\": \"n\", \"mode\": \"create\"}"»"#, r#"{"name": "n", "mode": "create"}"#),
    // Which side of a conflict is right nobody can tell.
    unfixable(
        "{\n  \"name\": \"n\",\n«<<<<<<< HEAD»\n  \"mode\": \"create\"\n||||||| base\n  \"mode\": \"replace\"\n=======\n  \"mode\": \"update\"\n>>>>>>> feature\n}\n",
    ),
    // Comments that are none, and one that hides the rest.
    guess(
        "{\"name\": \"<a href=«\"»#top\">x</a>\", \"mode\": \"create\"}",
        r##"{"name": "<a href=\"#top\">x</a>", "mode": "create"}"##,
    ),
    unfixable("{\"name\": \"n\", «// the name \"mode\": \"create\"}»"),
    guess(
        "{\"name\": «//cdn.x/y», \"mode\": \"create\"}",
        r#"{"name": "//cdn.x/y", "mode": "create"}"#,
    ),
    // Templates.
    unfixable(
        "{\"fields\": [«{% for f in fields %}»\n{\"target\": \"a\"}{% if not loop.last %},{% endif %}\n{% endfor %}]}",
    ),
    unfixable("{\"fields\": [«{{#fields}}»{\"target\": \"a\"}{{^last}},{{/last}}{{/fields}}]}"),
    unfixable("«{{- if .Values.sync }}»\n{\"name\":\"n\"}\n{{- end }}\n"),
    guess(
        "{\"target\": {\"connection_id\": «${{ secrets.ID }}», \"object\": \"Users\"}}",
        r#"{"target": {"connection_id": "${{ secrets.ID }}", "object": "Users"}}"#,
    ),
    guess("{\"v\": «${var.x[\"a\"]}»}", r#"{"v": "${var.x[\"a\"]}"}"#),
    guess("{\"v\": «{x}», \"w\": 1}", r#"{"v": "{x}", "w": 1}"#),
    guess("{\"v\": «{{ index .V \"a\" }}»}", r#"{"v": "{{ index .V \"a\" }}"}"#),
    guess("{\"v\": «<<id>>»}", r#"{"v": "<<id>>"}"#),
    guess(
        "{\"target\": {\"connection_id\": «$CONNECTION_ID»}}",
        r#"{"target": {"connection_id": "$CONNECTION_ID"}}"#,
    ),
    // Quotes.
    guess(r#"{"v": {"test": "{«\\"»1\\":\\"1\\"}"}}"#, r#"{"v": {"test": "{\"1\":\"1\"}"}}"#),
    guess("{\"mode\": «''create''»}", r#"{"mode": "create"}"#),
    guess(r#"{"name": "apple «"»bee" carrot"}"#, r#"{"name": "apple \"bee\" carrot"}"#),
    guess(
        r#"{"name": "1/2«"» Wrench was, launched."}"#,
        r#"{"name": "1/2\" Wrench was, launched."}"#,
    ),
    guess(
        r#"{"v": {"q": "the list [1, 2«"»] more"}}"#,
        r#"{"v": {"q": "the list [1, 2\"] more"}}"#,
    ),
    guess(
        r#"{"object": "foo/${join(«"»/",x)}", "name": "n"}"#,
        r#"{"object": "foo/${join(\"/\",x)}", "name": "n"}"#,
    ),
    guess(r#"{"name": "{{ default «"»foo" .Bar }}"}"#, r#"{"name": "{{ default \"foo\" .Bar }}"}"#),
    guess(
        r#"{\n  «\"»name\": \"n\",\n  \"mode\": \"create\"\n}"#,
        "{\n  \"name\": \"n\",\n  \"mode\": \"create\"\n}",
    ),
    guess(r#"{"v": {«\"»q\": \"a\"}}"#, r#"{"v": {"q": "a"}}"#),
    guess(
        "{«&quot;»name&quot;: &quot;n&quot;,\n&quot;mode&quot;: &quot;create&quot;}",
        "{\"name\": \"n\",\n\"mode\": \"create\"}",
    ),
    safe("{\"v\": «“x”»}", r#"{"v": "x"}"#),
    guess("{\"a«”»: 1}", r#"{"a": 1}"#),
    // Brackets.
    guess(
        "{\n  \"name\": \"n\",\n  \"schedule\": «{»\n    \"frequency\": \"manual\",\n  \"target\": {\n    \"object\": \"a\"\n  },\n  \"fields\": []\n}\n",
        "{\n  \"name\": \"n\",\n  \"schedule\": {\n    \"frequency\": \"manual\"\n  },\n  \"target\": {\n    \"object\": \"a\"\n  },\n  \"fields\": []\n}\n",
    ),
    guess(
        "{\n  \"schedule\": «»\n    \"frequency\": \"manual\"\n  },\n  \"name\": \"n\"\n}\n",
        "{\n  \"schedule\": {\n    \"frequency\": \"manual\"\n  },\n  \"name\": \"n\"\n}\n",
    ),
    guess("«{»\"v\": 1,", r#"{"v": 1}"#),
    // Other languages.
    guess("{\"v\": «ObjectId(\"123\")»}", r#"{"v": "123"}"#),
    guess(
        "{\"v\": «ISODate(\"2012-12-19T06:01:17.171Z\")»}",
        r#"{"v": "2012-12-19T06:01:17.171Z"}"#,
    ),
    guess("{\"v\": «new Date(\"2020-01-01\")»}", r#"{"v": "2020-01-01"}"#),
    guess("{«u»'name': u'n'}", r#"{"name": "n"}"#),
    guess("{\"v\": [1, 2, «...»]}", r#"{"v": [1, 2 ]}"#),
    safe(r#"{"name": "it«\'»s"}"#, r#"{"name": "it's"}"#),
    guess(r#"{"name": "it«'\''»s"}"#, r#"{"name": "it's"}"#),
    guess("{\"name\": \"a«\" + \"»b\"}", r#"{"name": "ab"}"#),
    guess("{\"name\": «'a' + 'b'»}", r#"{"name": "ab"}"#),
    guess("{\"name\": «\"a\" + 'b'», \"v\": 1}", r#"{"name": "ab", "v": 1}"#),
    unfixable("{\"name\": «\"a\" + x»}"),
    unfixable("{\"name\": «process.env.X || \"d\"», \"v\": 1}"),
    unfixable("{\"name\": «x ? \"a\" : \"b\"», \"v\": 1}"),
    guess("{\"v\": «os.environ[\"X\"]»}", r#"{"v": "os.environ[\"X\"]"}"#),
    guess("{\"v\": «os.environ.get(\"X\")»}", r#"{"v": "os.environ.get(\"X\")"}"#),
    guess("{\"v\": «ObjectId('123')»}", r#"{"v": "123"}"#),
    guess("{\"v\": «set([\"a\", \"b\"])»}", r#"{"v": ["a", "b"]}"#),
    guess("{\"v\": «f(1, 2)», \"w\": «g('a')»}", r#"{"v": "f(1, 2)", "w": "a"}"#),
    guess("{\"v\": «b»'x'}", r#"{"v": "x"}"#),
    unfixable("{\"v\": «nan», \"w\": «-inf»}"),
    // Without a digit, what number was meant is a guess.
    guess("{\"v\": «.»}", r#"{"v": 0.0}"#),
    safe("«[»\"name\" «=>» \"n\", \"v\" «=>» 1]", r#"{"name" : "n", "v" : 1}"#),
    safe("{«'a'»:«» , \"b\": 1}", r#"{"a": , "b": 1}"#),
    unfixable("{«...base», \"v\": 1}"),
    unfixable("{\"v\": 1, «**base»}"),
    guess("{\"v\": [1, 2, «…»]}", r#"{"v": [1, 2 ]}"#),
    guess("{«:mode» => 'create'}", r#"{"mode" : "create"}"#),
    guess("{\"v\": «1,5»}", r#"{"v": 1.5}"#),
    guess("{\"v\": «-0,5», \"w\": 1}", r#"{"v": -0.5, "w": 1}"#),
    guess("{\"v\": «1.000,50»}", r#"{"v": 1000.50}"#),
    guess("{\"v\": «1.234.567,89»}", r#"{"v": 1234567.89}"#),
    guess("{\"v\": «1,234.50»}", r#"{"v": 1234.50}"#),
    guess("{\"v\": «1,000,000», \"w\": 1}", r#"{"v": 1000000, "w": 1}"#),
    guess("{\"v\": «1 000»}", r#"{"v": 1000}"#),
    guess("{\"v\": «+1,5», \"w\": 1}", r#"{"v": 1.5, "w": 1}"#),
    unfixable("{\"v\": «10 * 60»}"),
    unfixable("{\"v\": «60*60», \"w\": 1}"),
    unfixable("{\"v\": «-5 + 3», \"w\": 1}"),
    guess("{\"v\": «1'000»}", r#"{"v": 1000}"#),
    guess("{\"v\": «［1, 2］»}", r#"{"v": [1, 2]}"#),
    guess("«｛\"v\": 1｝»", r#"{"v": 1}"#),
    guess("{\"v\": «$ENV{X}»}", r#"{"v": "$ENV{X}"}"#),
    guess("{\"v\": «[[name]]»}", r#"{"v": "[[name]]"}"#),
    guess("{\"v\": «%(name)s», \"w\": 1}", r#"{"v": "%(name)s", "w": 1}"#),
    guess("{\"v\": \"a«\" . \"»b\"}", r#"{"v": "ab"}"#),
    guess("{\"v\": \"a«\" \"»b\", \"w\": 1}", r#"{"v": "ab", "w": 1}"#),
    guess("{\"v\": \"a«\"\n  \"»b\"}", r#"{"v": "ab"}"#),
    guess("{\"v\": «'a' 'b'»}", r#"{"v": "ab"}"#),
    guess("{\"v\": «1_000,5», \"w\": 1}", r#"{"v": 1000.5, "w": 1}"#),
    unfixable("{\"v\": «!Ref X», \"w\": 1}"),
    unfixable("{\"v\": «\"a\" . $x», \"w\": 1}"),
    safe("«[»\"name\" «=>» \"n\"]", r#"{"name" : "n"}"#),
    guess("«[»'a' => 'b', 'c' => 'd']", r#"{"a" : "b", "c" : "d"}"#),
    guess("«[»'a' => 'b']", r#"{"a" : "b"}"#),
    guess("{\"fields\": «{»'a'}, \"name\": \"n\"}", r#"{"fields": ["a"], "name": "n"}"#),
    guess("{\"v\": «map[string]any»{\"a\": 1}}", r#"{"v": {"a": 1}}"#),
    guess("{\"v\": «[]string»{\"a\", \"b\"}}", r#"{"v": ["a", "b"]}"#),
    guess("{\"v\": «@»{\"a\": 1}, \"w\": @{\"b\": 2}}", r#"{"v": {"a": 1}, "w": {"b": 2}}"#),
    guess("{«\u{1b}[1m»\"v\"\u{1b}[0m: 1}", r#"{"v": 1}"#),
    guess("{\"active\": «yes»}", r#"{"active": true}"#),
    guess(
        "{\n«2024-05-01 10:00:00 INFO»  \"v\": 1\n2024-05-01 10:00:00 INFO}\n",
        "{\n  \"v\": 1\n}\n",
    ),
    guess("{\"v\": «new List<string>» {\"a\", \"b\"}}", r#"{"v": ["a", "b"]}"#),
    guess("{\"v\": «@{x}»}", r#"{"v": "@{x}"}"#),
    guess(
        "«array(\n'v' => array('w' => 1),\n'x' => array(2))»",
        "{\n\"v\" : {\"w\" : 1},\n\"x\" : [2]}",
    ),
    // The mark after it goes in a second step.
    guess(
        "«array(\n'name' => 'n',\n'mode' => 'create'\n)»«;»",
        "{\n\"name\" : \"n\",\n\"mode\" : \"create\"\n};",
    ),
    guess("{\"v\": «12:30»}", r#"{"v": "12:30"}"#),
    guess("{\"v\": «5%»}", r#"{"v": "5%"}"#),
    guess("{\"v\": «(1, 2)»}", r#"{"v": [1, 2]}"#),
    // Copied along.
    safe(
        "{ «\\»\n  \"name\": \"n\", \\\n  \"mode\": \"create\" \\\n}\n",
        "{ \n  \"name\": \"n\", \n  \"mode\": \"create\" \n}\n",
    ),
    safe(
        "«+»{\n+  \"name\": \"n\",\n+  \"mode\": \"create\"\n+}\n",
        "{\n  \"name\": \"n\",\n  \"mode\": \"create\"\n}\n",
    ),
    safe("{\"v\": \"«\t»x\ty\tz\"}", r#"{"v": "\tx\ty\tz"}"#),
];

fn findings(text: &str) -> Vec<Finding> {
    let linter = Linter::builder().select(["json"]).build().expect("known rules");
    linter.lint(&Source::new("a.json", text)).into_findings()
}

/// The text without its marks, and what was between them.
fn unmark(marked: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for ch in marked.chars() {
        match ch {
            '«' => places.push((text.len(), 0)),
            '»' => places.last_mut().expect("an opening mark").1 = text.len(),
            _ => text.push(ch),
        }
    }
    (text, places)
}

#[test]
fn each_cause_is_one_finding_and_its_fix_gives_what_was_meant() {
    let mut wrong = Vec::new();
    for case in CASES {
        let (text, places) = unmark(case.marked);
        let findings = findings(&text);
        let found: Vec<_> =
            findings.iter().map(|f| (f.span.start as usize, f.span.end as usize)).collect();
        let fixes = findings.iter().filter_map(|finding| finding.fixes.first());
        let fixed = apply(&text, fixes).map(|fixed| fixed.text);
        let unseen = findings.iter().flat_map(|finding| &finding.fixes);
        let is_safe = unseen.clone().any(|fix| fix.applicability == Applicability::Safe);
        if found != places || fixed.as_deref() != case.fixed || is_safe != case.safe {
            let said: Vec<_> = findings.iter().map(|f| (f.code, f.span, &f.message)).collect();
            wrong.push(format!(
                "{text:?}\n  {said:?}\n  safe {is_safe}, fixed {fixed:?}\n  wanted {places:?} {:?}",
                case.fixed
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_slip_that_is_made_again_and_again_is_one_finding() {
    let body = |keys: usize| {
        let members: Vec<_> = (0..keys).map(|key| format!("'k{key}': {key}")).collect();
        format!("{{{}}}", members.join(", "))
    };
    assert_eq!(findings(&body(3)).len(), 3);
    let many = findings(&body(9));
    assert_eq!(many.len(), 1, "{many:#?}");
    assert!(many[0].message.starts_with("9 "), "{}", many[0].message);
    assert!(many[0].labels.len() > 2);
    let fixed = apply(&body(9), &many[0].fixes).expect("a fix").text;
    assert_eq!(fixed, body(9).replace('\'', "\""));
}

#[test]
fn a_safe_fix_never_takes_content_away() {
    for case in CASES {
        let (text, _) = unmark(case.marked);
        let findings = findings(&text);
        let fixes = findings
            .iter()
            // What is around the body is no content of it.
            .filter(|finding| finding.code != "PT003")
            .flat_map(|finding| &finding.fixes)
            .filter(|fix| fix.applicability == Applicability::Safe);
        let Some(fixed) = apply(&text, fixes) else { continue };
        let words = |text: &str| {
            let letters = |ch: char| !ch.is_alphanumeric();
            text.split(letters)
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let (before, after) = (words(&text), words(&fixed.text));
        let kept = before.iter().all(|word| after.contains(word) || word == "json");
        let escape = |word: &String| fixed.text.contains(word.as_str());
        assert!(kept || before.iter().all(escape), "{text:?} became {:?}", fixed.text);
    }
}
