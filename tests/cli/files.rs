//! Which files are linted, and those that cannot be.

use crate::{CLEAN, Folder, broken, exists, warned};

fn shown(folder: &Folder, args: &[&str]) -> Vec<String> {
    let ran = folder.run(&[&["check", "--show-files"], args].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    ran.out.lines().map(str::to_owned).collect()
}

#[test]
fn a_folder_is_walked_in_the_order_of_names() {
    let folder = Folder::new(&[
        ("b.sync.json", CLEAN),
        ("a.sync.jsonc", CLEAN),
        ("sub/c.sync.json", CLEAN),
        ("other.json", CLEAN),
        (".hidden/d.sync.json", CLEAN),
        (".f.sync.json", CLEAN),
        ("generated/e.sync.json", CLEAN),
        (".gitignore", "generated/\n"),
        ("left.sync.json", CLEAN),
        (".ignore", "left*\n"),
    ]);
    let all = ["a.sync.jsonc", "b.sync.json", "sub/c.sync.json"];
    assert_eq!(shown(&folder, &[]), all);
    assert_eq!(shown(&folder, &["."]), all);
    assert_eq!(shown(&folder, &["./sub", "b.sync.json"]), ["./sub/c.sync.json", "b.sync.json"]);
    assert_eq!(
        shown(&folder, &["other.json", "generated/e.sync.json"]).len(),
        2,
        "named is linted"
    );
}

#[test]
fn a_file_reached_twice_is_linted_once() {
    let folder = Folder::new(&[("a.sync.json", CLEAN), ("sub/b.sync.json", CLEAN)]);
    assert_eq!(
        shown(&folder, &["a.sync.json", "./a.sync.json", "sub/../a.sync.json", ".", "sub"]),
        ["a.sync.json", "sub/b.sync.json"]
    );
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.sync.json", folder.path("z.sync.json")).expect("a link");
        assert_eq!(shown(&folder, &[]), ["a.sync.json", "sub/b.sync.json"]);
    }
}

#[test]
fn include_and_exclude_hold_for_walks() {
    let folder = Folder::new(&[
        (
            "polytomic-lint.toml",
            "include = [\"bodies/*.json\"]\nexclude = [\"old/\", \"*.draft.sync.json\"]\n",
        ),
        ("a.sync.json", CLEAN),
        ("bodies/b.json", CLEAN),
        ("bodies/deep/c.json", CLEAN),
        ("deep/old/d.sync.json", CLEAN),
        ("deep/e.draft.sync.json", CLEAN),
    ]);
    assert_eq!(shown(&folder, &[]), ["a.sync.json", "bodies/b.json"]);
    assert_eq!(shown(&folder, &["deep/e.draft.sync.json"]).len(), 1);
    assert!(
        shown(&folder, &["--force-exclude", "deep/e.draft.sync.json", "deep/old/d.sync.json"])
            .is_empty()
    );
    assert_eq!(shown(&folder, &["--no-config"]).len(), 3, "the usual ones");
}

#[test]
fn a_folder_with_nothing_says_so() {
    let folder = Folder::new(&[("other.json", CLEAN), ("some/a.sync.json", CLEAN)]);
    std::fs::create_dir(folder.path("none")).expect("made");
    let ran = folder.run(&["check", "none", "some"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert!(ran.err.starts_with("warning: none: no files to lint"), "{}", ran.err);
    assert!(!ran.err.contains("some: nothing"), "{}", ran.err);
}

#[test]
fn what_cannot_be_read_keeps_nothing_from_being_linted() {
    let folder = Folder::new(&[("a.sync.json", &broken())]);
    let ran = folder.run(&["check", "--format", "concise", "gone.json", "a.sync.json"]);
    assert_eq!(ran.status, 2);
    assert!(ran.out.starts_with("a.sync.json:"), "{}", ran.out);
    assert!(ran.err.contains("error: cannot read gone.json"), "{}", ran.err);
}

#[test]
#[cfg(unix)]
fn links_that_lead_nowhere_and_pipes() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new(&[("a.sync.json", CLEAN)]);
    let pipe = folder.path("p.sync.json");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success() && exists(&pipe));
    std::os::unix::net::UnixListener::bind(folder.path("s.sync.json")).expect("a socket");
    assert_eq!(shown(&folder, &[]), ["a.sync.json"], "pipes and sockets are passed over");
    let named = folder.run(&["check", "p.sync.json"]);
    assert_eq!(named.status, 2);
    assert!(named.err.contains("not a file"), "{}", named.err);
    symlink("nowhere", folder.path("b.sync.json")).expect("a link");
    symlink("d.sync.json", folder.path("c.sync.json")).expect("a link");
    symlink("c.sync.json", folder.path("d.sync.json")).expect("a link");
    symlink(".", folder.path("loop")).expect("a link");
    let ran = folder.run(&["check"]);
    assert_eq!(ran.status, 2);
    for name in ["b.sync.json", "c.sync.json", "d.sync.json"] {
        assert!(ran.err.contains(&format!("error: cannot read {name}")), "{}", ran.err);
    }
    assert!(ran.err.contains("checked 1 file"), "{}", ran.err);
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_not_utf_8_is_linted() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new(&[]);
    let name = std::ffi::OsStr::from_bytes(b"a\xff.sync.json");
    std::fs::write(folder.0.path().join(name), broken()).expect("written");
    let (status, lines) = folder.check(&[]);
    assert_eq!(status, 1);
    assert_eq!(lines.len(), 1);
    assert!(lines[0].starts_with("a\u{fffd}.sync.json:"), "{lines:?}");
}

#[test]
fn a_file_over_the_limit_is_refused_unread() {
    let folder = Folder::new(&[("a.sync.json", CLEAN)]);
    let large = std::fs::File::create(folder.path("large.json")).expect("a file");
    large.set_len(512 * 1024 * 1024 + 1).expect("a sparse file");
    let ran = folder.run(&["check", "large.json", "a.sync.json"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("large.json is larger than the limit of 512 MiB"), "{}", ran.err);
    assert!(ran.err.contains("checked 1 file"), "{}", ran.err);
}

#[test]
fn the_order_does_not_depend_on_threads() {
    let folder = Folder::new(&[]);
    for number in 0..300 {
        let text = match number % 3 {
            0 => CLEAN.to_owned(),
            1 => warned(),
            _ => broken(),
        };
        folder.write(&format!("{number:03}.sync.json"), text);
    }
    let with = |jobs| {
        let ran = folder.run(&["check", "--format", "json", "--jobs", jobs]);
        (ran.status, ran.out)
    };
    let alone = with("1");
    assert_eq!(alone.0, 1);
    assert_eq!(with("8"), alone);
    assert_eq!(folder.check(&["--jobs", "8"]), folder.check(&["--jobs", "1"]));
    assert_eq!(folder.run(&["check", "--jobs", "0"]).status, 2);
}

#[test]
fn standard_input_has_its_place_among_files() {
    let folder = Folder::new(&[("a.sync.json", &broken()), ("z.sync.json", &broken())]);
    let args = [
        "check",
        "--format",
        "concise",
        "z.sync.json",
        "-",
        "a.sync.json",
        "--stdin-filename",
        "in.json",
    ];
    let ran = folder.feed(&args, broken().as_bytes());
    let names: Vec<_> = ran.out.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(names, ["z.sync.json", "in.json", "a.sync.json"]);
    assert_eq!(ran.status, 1);
}

#[test]
#[cfg(unix)]
fn a_name_that_would_command_a_terminal_does_not() {
    let folder = Folder::new(&[("a\u{1b}[2J.sync.json", &broken())]);
    for args in
        [&["check", "."][..], &["check", "no\u{1b}[2Jne"], &["check", "--format", "concise"]]
    {
        let ran = folder.run(args);
        assert!(
            !ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'),
            "{}{}",
            ran.out,
            ran.err
        );
    }
}

/// Makes a folder the root of a repository.
fn repository(folder: &Folder, path: &str) {
    std::fs::create_dir_all(folder.path(path).join(".git")).expect("made");
}

#[test]
fn git_ignores_from_its_root_downwards_alone() {
    let folder = Folder::new(&[
        ("home/.gitignore", "*\n"),
        ("home/proj/.gitignore", "old/\n"),
        ("home/proj/syncs/a.sync.json", CLEAN),
        ("home/proj/old/b.sync.json", CLEAN),
        ("home/proj/inner/c.sync.json", CLEAN),
        ("home/proj/inner/old/d.sync.json", CLEAN),
    ]);
    assert!(shown(&folder, &["home"]).is_empty(), "outside of a repository all of them count");
    repository(&folder, "home/proj");
    let kept = ["home/proj/inner/c.sync.json", "home/proj/syncs/a.sync.json"];
    assert_eq!(shown(&folder, &["home/proj"]), kept);
    repository(&folder, "home/proj/inner");
    let inner = ["home/proj/inner/c.sync.json", "home/proj/inner/old/d.sync.json"];
    assert_eq!(shown(&folder, &["home/proj/inner"]), inner);
    assert_eq!(shown(&folder, &["home/proj"]), [inner[0], inner[1], kept[1]]);
    assert_eq!(shown(&folder, &["home/proj/syncs"]), ["home/proj/syncs/a.sync.json"]);
}

#[test]
fn repositories_below_a_folder_in_none_have_their_own() {
    let folder = Folder::new(&[
        (".gitignore", "*.sync.json\n!b.sync.json\n"),
        ("a/repo/x.sync.json", CLEAN),
        ("a/b.sync.json", CLEAN),
        ("a/y.sync.json", CLEAN),
        ("a/z/b.sync.json", CLEAN),
    ]);
    repository(&folder, "a/repo");
    let all = ["a/b.sync.json", "a/repo/x.sync.json", "a/z/b.sync.json"];
    assert_eq!(shown(&folder, &[]), all);
}

#[test]
fn nothing_to_lint_is_reported_and_fails_on_demand() {
    let folder = Folder::new(&[("full/a.sync.json", CLEAN), ("empty/b.json", CLEAN)]);
    for given in ["empty", "empty/*.sync.json", "no*/x.json", "nothing/**/*.json"] {
        let ran = folder.run(&["check", "full", given]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(ran.err.starts_with(&format!("warning: {given}: no files")), "{}", ran.err);
        let ran = folder.run(&["check", "--fail-on-empty", "-q", "full", given]);
        assert_eq!(ran.status, 2);
        assert!(ran.err.starts_with(&format!("error: {given}: no files")), "{}", ran.err);
        assert_eq!(folder.run(&["check", "-q", "full", given]).err, "");
    }
    assert_eq!(folder.run(&["check", "--fail-on-empty", "full", "empty/b.json"]).status, 0);
}

#[test]
fn a_pattern_that_no_shell_expanded_is_expanded() {
    let folder = Folder::new(&[
        ("syncs/a.sync.json", CLEAN),
        ("syncs/b.json", CLEAN),
        ("syncs/deep/c.json", CLEAN),
        ("syncs/deep/d.sync.json", CLEAN),
        ("out/e.json", CLEAN),
        (".gitignore", "out/\n"),
        ("polytomic-lint.toml", "exclude = [\"b.json\"]\n"),
        ("odd[1].json", CLEAN),
    ]);
    assert_eq!(shown(&folder, &["syncs/*.json"]), ["syncs/a.sync.json"]);
    assert_eq!(shown(&folder, &["./syncs/*.json"]), ["./syncs/a.sync.json"]);
    let deep = ["syncs/a.sync.json", "syncs/deep/c.json", "syncs/deep/d.sync.json"];
    assert_eq!(shown(&folder, &["**/{a,c,d,e}.*"]), deep);
    assert_eq!(shown(&folder, &["s*"]), ["syncs/a.sync.json", "syncs/deep/d.sync.json"]);
    assert_eq!(shown(&folder, &["odd[1].json"]), ["odd[1].json"], "a file of that name is there");
    let whole = folder.path("syncs/*.json");
    let whole = shown(&folder, &[whole.to_str().expect("a name")]);
    assert_eq!(whole, [folder.path("syncs/a.sync.json").to_str().expect("a name")]);
    let ran = folder.run(&["check", "syncs/{a.json"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("cannot parse the pattern syncs/{a.json"), "{}", ran.err);
}

#[test]
fn a_name_for_standard_input_reads_it() {
    let folder = Folder::new(&[("a.sync.json", &crate::fixable())]);
    let args = ["check", "--format", "concise", "--stdin-filename", "x.sync.json"];
    let ran = folder.feed(&args, broken().as_bytes());
    assert_eq!(ran.status, 1);
    assert!(ran.out.starts_with("x.sync.json:"), "{}", ran.out);
    let ran = folder.feed(&[&args[..], &["--fix"]].concat(), crate::fixable().as_bytes());
    assert_eq!((ran.status, ran.out.as_str()), (0, CLEAN));
    assert_eq!(folder.read("a.sync.json"), crate::fixable(), "no file is touched");
    let ran = folder.feed(&[&args[..], &["a.sync.json"]].concat(), b"");
    assert!(ran.out.starts_with("a.sync.json:"), "{}", ran.out);
}

#[test]
fn excluded_standard_input_passes_as_it_is() {
    let folder = Folder::new(&[("polytomic-lint.toml", "exclude = [\"archive/\"]\n")]);
    let name = ["--stdin-filename", "archive/a.sync.json", "-"];
    let run = |args: &[&str]| {
        let ran = folder.feed(&[&["check"], args, &name].concat(), crate::fixable().as_bytes());
        (ran.status, ran.out)
    };
    assert_eq!(run(&["--force-exclude"]), (0, String::new()));
    assert_eq!(run(&["--force-exclude", "--fix"]), (0, crate::fixable()));
    assert_eq!(run(&["--fix"]), (0, CLEAN.to_owned()));
}

#[test]
fn what_a_hook_names_can_be_held_to_what_a_walk_would_take() {
    let folder = Folder::new(&[
        ("polytomic-lint.toml", "include = [\"syncs/*.json\"]\nexclude = [\"old.sync.json\"]\n"),
        ("syncs/orders.json", CLEAN),
        ("package.json", CLEAN),
        ("a.sync.json", CLEAN),
        ("old.sync.json", CLEAN),
    ]);
    let named = ["syncs/orders.json", "package.json", "a.sync.json", "old.sync.json"];
    assert_eq!(shown(&folder, &named).len(), 4);
    let taken = shown(&folder, &[&["--only-included"], &named[..]].concat());
    assert_eq!(taken, ["syncs/orders.json", "a.sync.json"]);
}

#[test]
#[cfg(unix)]
fn a_list_of_files_commands_no_terminal() {
    let folder = Folder::new(&[("a\u{1b}[31m.sync.json", CLEAN)]);
    assert_eq!(shown(&folder, &[]), ["a\u{fffd}[31m.sync.json"]);
}
