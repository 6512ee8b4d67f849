//! What readers of each format find in it.

use serde_json::Value;

/// One finding, as far as every format tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) file: String,
    pub(crate) code: String,
    pub(crate) severity: &'static str,
    pub(crate) line: u64,
    pub(crate) column: u64,
}

/// The findings of an output; of `human` only code and severity.
pub(crate) fn read(format: &str, out: &str) -> Vec<Seen> {
    match format {
        "human" => out.lines().filter_map(human).collect(),
        "concise" => out.lines().map(concise).collect(),
        "json" => list(&parse(out)["diagnostics"]).iter().map(diagnostic).collect(),
        "jsonl" => out.lines().map(|line| diagnostic(&parse(line))).collect(),
        "sarif" => list(&parse(out)["runs"][0]["results"]).iter().map(sarif).collect(),
        "github" => out.lines().map(github).collect(),
        "gitlab" => list(&parse(out)).iter().map(gitlab).collect(),
        "rdjson" => list(&parse(out)["diagnostics"]).iter().map(rdjson).collect(),
        "junit" => junit(out),
        "checkstyle" => checkstyle(out),
        _ => panic!("{format} has no reader"),
    }
}

pub(crate) fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> String {
    value.as_str().expect("a string").to_owned()
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a number")
}

fn severity(word: &str) -> &'static str {
    match word {
        "error" | "major" | "ERROR" => "error",
        "warning" | "minor" | "WARNING" => "warning",
        "advice" | "note" | "notice" | "info" | "INFO" => "advice",
        _ => panic!("{word} is no severity"),
    }
}

fn human(line: &str) -> Option<Seen> {
    let (word, rest) = line.split_once('[')?;
    if !["error", "warning", "advice"].contains(&word) {
        return None;
    }
    let (code, _) = rest.split_once("]: ")?;
    let (file, code) = (String::new(), code.to_owned());
    Some(Seen { file, code, severity: severity(word), line: 0, column: 0 })
}

fn concise(line: &str) -> Seen {
    // A name may have colons, too.
    let words = ["error", "warning", "advice"].into_iter().filter_map(|word| {
        let (place, rest) = line.split_once(&format!(": {word}["))?;
        place.ends_with(|ch: char| ch.is_ascii_digit()).then_some((place, word, rest))
    });
    let (place, word, rest) = words.min_by_key(|(place, ..)| place.len()).expect("a place");
    let (code, _) = rest.split_once("]: ").expect("a code");
    let mut parts = place.rsplitn(3, ':');
    let mut part = || parts.next().expect("path:line:column");
    let (column, line, file) = (part(), part(), part());
    Seen {
        file: file.to_owned(),
        code: code.to_owned(),
        severity: severity(word),
        line: line.parse().expect("a number"),
        column: column.parse().expect("a number"),
    }
}

fn diagnostic(value: &Value) -> Seen {
    Seen {
        file: text(&value["file"]),
        code: text(&value["code"]),
        severity: severity(&text(&value["severity"])),
        line: number(&value["start"]["line"]),
        column: number(&value["start"]["column"]),
    }
}

fn sarif(value: &Value) -> Seen {
    let place = &value["locations"][0]["physicalLocation"];
    Seen {
        file: decoded(&text(&place["artifactLocation"]["uri"])),
        code: text(&value["ruleId"]),
        severity: severity(&text(&value["level"])),
        line: number(&place["region"]["startLine"]),
        column: number(&place["region"]["startColumn"]),
    }
}

fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().expect("a digit"), rest.next().expect("a digit")];
            let digits = std::str::from_utf8(&digits).expect("digits");
            bytes.push(u8::from_str_radix(digits, 16).expect("hexadecimal digits"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// The value of a property of a workflow command, as the runner reads it.
pub(crate) fn property(line: &str, name: &str) -> Option<String> {
    let (command, _) = line.strip_prefix("::").and_then(|l| l.split_once("::")).expect("a command");
    let (_, properties) = command.split_once(' ').expect("properties");
    let value =
        properties.split(',').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    let value = value.replace("%3A", ":").replace("%2C", ",");
    Some(value.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%"))
}

fn github(line: &str) -> Seen {
    let level = line.trim_start_matches(':').split(' ').next().expect("a level");
    let get = |name| property(line, name).unwrap_or_default();
    Seen {
        file: get("file"),
        code: get("title"),
        severity: severity(level),
        line: get("line").parse().expect("a number"),
        // Left out where the place spans lines.
        column: get("col").parse().unwrap_or(0),
    }
}

fn gitlab(value: &Value) -> Seen {
    let place = &value["location"];
    assert_eq!(place["lines"]["begin"], place["positions"]["begin"]["line"]);
    Seen {
        file: text(&place["path"]),
        code: text(&value["check_name"]),
        severity: severity(&text(&value["severity"])),
        line: number(&place["positions"]["begin"]["line"]),
        column: number(&place["positions"]["begin"]["column"]),
    }
}

fn rdjson(value: &Value) -> Seen {
    let start = &value["location"]["range"]["start"];
    Seen {
        file: text(&value["location"]["path"]),
        code: text(&value["code"]["value"]),
        severity: severity(&text(&value["severity"])),
        line: number(&start["line"]),
        column: number(&start["column"]),
    }
}

fn junit(out: &str) -> Vec<Seen> {
    let document = roxmltree::Document::parse(out).expect("XML");
    let mut seen = Vec::new();
    let (mut cases, mut failures) = (0, 0);
    for suite in document.root_element().children().filter(roxmltree::Node::is_element) {
        let before = seen.len();
        for case in suite.children().filter(|node| node.has_tag_name("testcase")) {
            cases += 1;
            let get = |name| case.attribute(name).expect("an attribute");
            let Some(failure) = case.children().find(|node| node.has_tag_name("failure")) else {
                continue;
            };
            seen.push(Seen {
                file: suite.attribute("name").expect("a name").to_owned(),
                code: get("name").split(' ').next().expect("a code").to_owned(),
                severity: severity(failure.attribute("type").expect("a type")),
                line: get("line").parse().expect("a number"),
                column: get("column").parse().expect("a number"),
            });
        }
        let count = seen.len() - before;
        failures += count;
        assert_eq!(suite.attribute("failures"), Some(count.to_string().as_str()));
        let output = suite.children().find(|node| node.has_tag_name("system-out"));
        let name = suite.attribute("name").expect("a name");
        seen.extend(
            output.and_then(|node| node.text()).into_iter().flat_map(|text| other(name, text)),
        );
    }
    let root = document.root_element();
    assert_eq!(root.attribute("tests"), Some(cases.to_string().as_str()));
    assert_eq!(root.attribute("failures"), Some(failures.to_string().as_str()));
    // The other formats have them in the order of the file.
    seen.sort_by(|a, b| {
        (&a.file, a.line, a.column, &a.code).cmp(&(&b.file, b.line, b.column, &b.code))
    });
    seen
}

/// The findings that are no failures.
fn other<'t>(file: &'t str, text: &'t str) -> impl Iterator<Item = Seen> + 't {
    text.lines().filter_map(move |line| {
        let (word, rest) = line.split_once('[')?;
        let (code, rest) = rest.split_once("] at ")?;
        let mut place = rest.strip_prefix(file)?.strip_prefix(':')?.split(':');
        let mut number = || place.next()?.parse().ok();
        let (line, column) = (number()?, number()?);
        let (file, code) = (file.to_owned(), code.to_owned());
        Some(Seen { file, code, severity: severity(word), line, column })
    })
}

fn checkstyle(out: &str) -> Vec<Seen> {
    let document = roxmltree::Document::parse(out).expect("XML");
    assert_eq!(document.root_element().attribute("version"), Some("4.3"));
    let errors = document.descendants().filter(|node| node.has_tag_name("error"));
    let one = |node: roxmltree::Node<'_, '_>| {
        let get = |name| node.attribute(name).expect("an attribute");
        Seen {
            file: node.parent().and_then(|f| f.attribute("name")).expect("a file").to_owned(),
            code: get("source").to_owned(),
            severity: severity(get("severity")),
            line: get("line").parse().expect("a number"),
            column: get("column").parse().expect("a number"),
        }
    };
    errors.map(one).collect()
}
