//! Where things are printed, and what is said of a run.

use crate::{CLEAN, Folder, broken, warned};

#[test]
fn the_run_is_reported_on_standard_error_and_quiet_keeps_it_there() {
    let folder = Folder::new(&[("a.sync.json", &broken()), ("b.sync.json", &warned())]);
    let ran = folder.run(&["check", "--statistics", "--format", "concise"]);
    assert_eq!(ran.out.lines().count(), 2);
    snapbox::assert_data_eq!(
        ran.err,
        snapbox::str![[r"
     1 error   PT030 target-object-and-create
     1 warning PT031 target-missing-object
checked 2 files in [..] ms: 1 error, 1 warning; up to 1 can be fixed with `--fix --unsafe-fixes`

"]]
    );
    let quiet = folder.run(&["check", "--quiet", "--statistics", "--format", "concise"]);
    assert_eq!((quiet.err.as_str(), quiet.out), ("", ran.out));
}

#[test]
fn fewer_findings_a_file_on_request() {
    let many = CLEAN.replace("\"Accounts\",", "\"Accounts\", \"a\": 1, \"b\": 1, \"c\": 1,");
    let folder = Folder::new(&[("a.sync.json", &many), ("b.sync.json", &many)]);
    let lines = |args: &[&str]| folder.check(args).1.len();
    assert_eq!(lines(&[]), 6);
    assert_eq!(lines(&["--max-diagnostics", "2"]), 4);
    let human = folder.run(&["check", "--max-diagnostics", "1"]);
    assert!(human.out.contains("a.sync.json: 2 more findings"), "{}", human.out);
}

#[test]
fn a_file_gets_what_standard_output_would() {
    let folder = Folder::new(&[("a.sync.json", &broken())]);
    for format in ["human", "concise", "json", "jsonl"] {
        let shown = folder.run(&["check", "--format", format]);
        let saved = folder.run(&["check", "--format", format, "--output-file", "report"]);
        assert_eq!((saved.status, saved.out.as_str()), (1, ""));
        assert_eq!(folder.read("report"), shown.out, "{format}");
    }
    let ran = folder.run(&["check", "--output-file", "a.sync.json/where"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("cannot write a.sync.json/where"), "{}", ran.err);
}

#[test]
fn colors_are_for_those_who_take_them() {
    let folder = Folder::new(&[("a.sync.json", &broken())]);
    let colored = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = folder.command(&[&["check"], args].concat());
        command.envs(env.iter().copied());
        crate::ran(command, b"").out.contains('\u{1b}')
    };
    assert!(!colored(&[], &[]));
    assert!(colored(&["--color", "always"], &[]));
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")]));
}

#[test]
fn help_has_colors_for_those_who_take_them() {
    let folder = Folder::new(&[]);
    for (args, colored) in [
        (&["--help"][..], false),
        (&["--color", "always", "--help"], true),
        (&["check", "--help", "--color=always"], true),
        (&["--color=always", "check", "--help", "--color", "never"], false),
        (&["--color", "always", "nonsense"], true),
        (&["--color", "never", "nonsense"], false),
    ] {
        let ran = folder.run(args);
        assert_eq!((ran.out + &ran.err).contains('\u{1b}'), colored, "{args:?}");
        let mut command = folder.command(args);
        command.env("CLICOLOR_FORCE", "1");
        let never = args.contains(&"never");
        assert_eq!(crate::ran(command, b"").out.contains('\u{1b}'), !never && ran.status == 0);
    }
}

#[test]
fn the_environment_sets_the_format() {
    let folder = Folder::new(&[("a.sync.json", &broken())]);
    let with = |args: &[&str], format: &str| {
        let mut command = folder.command(&[&["check"], args].concat());
        command.env("POLYTOMIC_LINT_FORMAT", format);
        crate::ran(command, b"")
    };
    assert!(with(&[], "concise").out.starts_with("a.sync.json:11:"));
    assert!(with(&["--format", "json"], "concise").out.starts_with('{'));
    assert_eq!(with(&[], "nonsense").status, 2);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_reported_and_a_closed_pipe_is_not() {
    let folder = Folder::new(&[]);
    for number in 0..200 {
        folder.write(&format!("{number}.sync.json"), broken());
    }
    let all: [&[&str]; 9] = [
        &["check"],
        &["check", "--format", "json"],
        &["check", "--show-files"],
        &["check", "--help"],
        &["rules"],
        &["schema"],
        &["--help"],
        &["--version"],
        &["help", "check"],
    ];
    for args in all {
        let mut command = folder.command(args);
        command.stdout(std::fs::File::options().write(true).open("/dev/full").expect("/dev/full"));
        let output = command.output().expect("a run");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(err.contains("cannot write standard output"), "{args:?}: {err}");
        let mut command = folder.command(args);
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        let mut child = command.spawn().expect("a run");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("an end");
        let status = output.status.code().expect("no signal");
        assert!(status < 2, "{args:?}: {status}");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(!err.contains("error:") && !err.contains("panic"), "{args:?}: {err}");
    }
}

#[test]
fn an_output_file_is_looked_at_before_the_run() {
    let folder = Folder::new(&[("a.sync.json", &crate::fixable())]);
    let before = folder.read("a.sync.json");
    std::fs::create_dir(folder.path("out")).expect("made");
    for (file, why) in [
        ("a.sync.json", "it is an input of this run"),
        ("./a.sync.json", "it is an input of this run"),
        ("out", "it is a folder"),
        ("a.sync.json/where.json", ""),
    ] {
        let ran = folder.run(&["check", "--fix", "--output-file", file]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
        let reported = format!("error: cannot write {file}: {why}");
        assert!(ran.err.starts_with(&reported), "{}", ran.err);
        assert_eq!(folder.read("a.sync.json"), before, "nothing was fixed");
    }
    let dash = folder.run(&["check", "--format", "concise", "--output-file", "-"]);
    assert!(dash.out.starts_with("a.sync.json:"), "{}", dash.out);
    assert!(!crate::exists(&folder.path("-")));
    assert!(!crate::exists(&folder.path("new.txt")));
    assert_eq!(folder.run(&["check", "--output-file", "new.txt"]).status, 1);
    assert!(folder.read("new.txt").contains("PT014"));
    assert_eq!(folder.run(&["check", "--output-file", "made/for/it.txt"]).status, 1);
    assert!(folder.read("made/for/it.txt").contains("PT014"), "its folder is made");
}

#[test]
fn an_empty_variable_is_an_unset_one() {
    let folder = Folder::new(&[("a.sync.json", &crate::broken())]);
    let run = |name: &str, value: &str| {
        let mut command = folder.command(&["check", "a.sync.json"]);
        command.env(name, value);
        crate::ran(command, b"")
    };
    let plain = folder.run(&["check", "a.sync.json"]);
    for name in ["POLYTOMIC_LINT_FORMAT", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR"] {
        let ran = run(name, "");
        assert_eq!((ran.status, ran.out), (plain.status, plain.out.clone()), "{name}");
    }
    assert!(run("POLYTOMIC_LINT_FORMAT", "concise").out.starts_with("a.sync.json:"));
    let wrong = run("POLYTOMIC_LINT_FORMAT", "nope");
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("nope"), "{}", wrong.err);
}

#[test]
#[cfg(target_os = "linux")]
fn colors_follow_the_conventions_of_the_environment() {
    let folder = Folder::new(&[("a.sync.json", &crate::broken())]);
    let program = env!("CARGO_BIN_EXE_polytomic-lint");
    let colored = |terminal: bool, variables: &[(&str, &str)]| {
        let mut command = match terminal {
            // What it runs believes that it has a terminal.
            true => {
                let line = format!("{program} check a.sync.json");
                let mut script = std::process::Command::new("script");
                script.args(["-qec", &line, "/dev/null"]).current_dir(folder.path(""));
                script
            }
            false => folder.command(&["check", "a.sync.json"]),
        };
        crate::VARIABLES.iter().for_each(|name| {
            command.env_remove(name);
        });
        command.env("TERM", "xterm").envs(variables.iter().copied());
        crate::ran(command, b"").out.contains("\u{1b}[")
    };
    for (terminal, variables, wanted) in [
        (false, &[][..], false),
        (true, &[], true),
        (false, &[("CLICOLOR_FORCE", "0")], false),
        (false, &[("CLICOLOR_FORCE", "1")], true),
        (false, &[("FORCE_COLOR", "1")], true),
        (false, &[("CLICOLOR", "1")], false),
        (true, &[("CLICOLOR", "0")], false),
        (true, &[("FORCE_COLOR", "0")], false),
        (true, &[("NO_COLOR", "1")], false),
        (false, &[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], false),
        (true, &[("NO_COLOR", "")], true),
        (false, &[("CLICOLOR", "0"), ("CLICOLOR_FORCE", "1")], true),
        (true, &[("TERM", "dumb")], false),
    ] {
        assert_eq!(colored(terminal, variables), wanted, "terminal {terminal}, {variables:?}");
    }
}

/// The paths of the first finding in the formats of platforms: GitHub, GitLab, SARIF.
fn platform_paths(folder: &Folder, from: &str, path: &str, variable: Option<&str>) -> [String; 3] {
    let run = |format: &str| {
        let mut command = folder.command(&["check", "--format", format, path]);
        command.current_dir(folder.path(from));
        command.envs(variable.map(|name| (name, folder.path(""))));
        crate::ran(command, b"").out
    };
    let between = |text: &str, start: &str, end: &str| {
        let rest = text.split_once(start).expect("a path").1;
        rest.split_once(end).expect("its end").0.to_owned()
    };
    [
        between(&run("github"), "file=", ","),
        between(&run("gitlab"), "\"path\":\"", "\""),
        between(&run("sarif"), "\"uri\":\"", "\""),
    ]
}

#[test]
fn platforms_get_paths_from_the_root_of_the_repository() {
    let folder = Folder::new(&[("syncs/a.sync.json", &crate::broken())]);
    let plain = ["syncs/a.sync.json"; 3];
    assert_eq!(platform_paths(&folder, "", "./syncs", None), plain, "no repository");
    assert_eq!(platform_paths(&folder, "syncs", ".", None), ["a.sync.json"; 3]);
    for variable in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
        assert_eq!(platform_paths(&folder, "syncs", ".", Some(variable)), plain);
        assert_eq!(platform_paths(&folder, "syncs", "../syncs", Some(variable)), plain);
    }
    std::fs::create_dir(folder.path(".git")).expect("made");
    let whole = folder.path("syncs/a.sync.json");
    for path in [".", "./a.sync.json", "../syncs/a.sync.json", whole.to_str().expect("a name")] {
        assert_eq!(platform_paths(&folder, "syncs", path, None), plain, "{path}");
    }
    let concise = folder.check(&["./syncs"]).1;
    assert_eq!(concise, ["./syncs/a.sync.json:11:93 PT030"], "as given for people");
}

#[test]
fn sarif_has_as_many_results_as_code_scanning_accepts_over_all_files() {
    // With neither a source nor a value.
    let field = |number: usize| format!("{{ \"target\": \"N{number}\" }}");
    let fields: Vec<String> = (0..13_000).map(field).collect();
    let start = crate::CLEAN.find("\"fields\": [").expect("fields") + 11;
    let end = crate::CLEAN.find("],").expect("their end");
    let body = format!("{}{}{}", &crate::CLEAN[..start], fields.join(",\n"), &crate::CLEAN[end..]);
    let folder = Folder::new(&[
        ("a.sync.json", &crate::warned()),
        ("b.sync.json", &body),
        ("c.sync.json", &body),
        ("polytomic-lint.toml", "[rules]\nPT050 = \"error\"\n"),
    ]);
    let ran = folder.run(&["check", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 25_000);
    assert!(results.iter().all(|result| result["level"] == "error"), "errors first");
    let reported = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    let reported = reported["message"]["text"].as_str().expect("a note");
    assert!(reported.starts_with("1001 results were left out"), "{reported}");
    assert!(ran.err.contains("warning: 1001 results were left out"), "{}", ran.err);
    let less = folder.run(&["check", "--format", "sarif", "a.sync.json"]);
    assert!(!less.out.contains("toolExecutionNotifications"), "{}", less.err);
}

#[test]
fn the_last_line_says_what_each_kind_of_fix_would_do() {
    let body = CLEAN.replace("\"create\"", "\"upsert\"");
    let folder = Folder::new(&[("a.sync.json", &body)]);
    let reported = |args: &[&str]| {
        let err = folder.run(args).err;
        err.lines().last().and_then(|line| line.split_once("; ")).map(|it| it.1.to_owned())
    };
    let both = "up to 1 can be fixed with `--fix --unsafe-fixes`";
    assert_eq!(reported(&["check"]).as_deref(), Some(both));
    folder.write("a.sync.json", body.replace("\"manual\" }", "\"manual\", }"));
    let more = "up to 1 can be fixed with `--fix`, and 1 more with `--unsafe-fixes`";
    assert_eq!(reported(&["check"]).as_deref(), Some(more));
    assert_eq!(reported(&["check", "--fix", "--unsafe-fixes"]).as_deref(), Some("applied 2 fixes"));
}
