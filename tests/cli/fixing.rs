//! What `--fix` and `--diff` write.

use std::process::Command;

use crate::{CLEAN, Folder, fixable};

#[test]
fn a_second_run_writes_nothing() {
    let folder = Folder::new(&[("a.sync.json", &fixable())]);
    let first = folder.run(&["check", "--fix"]);
    assert_eq!(first.status, 0);
    assert!(first.err.contains("applied 1 fix"), "{}", first.err);
    assert_eq!(folder.read("a.sync.json"), CLEAN);
    let when = std::fs::metadata(folder.path("a.sync.json")).expect("a file").modified().ok();
    let second = folder.run(&["check", "--fix"]);
    assert!(!second.err.contains("applied"), "{}", second.err);
    assert_eq!(
        std::fs::metadata(folder.path("a.sync.json")).expect("a file").modified().ok(),
        when
    );
    let names: Vec<_> = std::fs::read_dir(folder.path("")).expect("a folder").flatten().collect();
    assert_eq!(names.len(), 1, "nothing is left behind");
}

#[test]
fn the_status_tells_what_is_left() {
    let body = fixable()
        .replace("\"object\": \"Account\"", "\"object\": \"Account\", \"create\": {\"a\": \"b\"}");
    let folder = Folder::new(&[("a.sync.json", &body)]);
    assert_eq!(folder.run(&["check", "--fix"]).status, 1);
    assert_eq!(folder.run(&["check", "--fix", "--unsafe-fixes"]).status, 0);
    assert_eq!(folder.run(&["check", "--fix", "--ignore", "PT014"]).status, 0);
}

#[test]
fn only_what_is_shown_is_fixed() {
    let folder = Folder::new(&[("a.sync.json", &fixable())]);
    folder.run(&["check", "--fix", "--ignore", "PT014"]);
    assert_eq!(folder.read("a.sync.json"), fixable());
    folder.run(&["check", "--fix", "--select", "PT030"]);
    assert_eq!(folder.read("a.sync.json"), fixable());
}

#[test]
fn standard_input_comes_out_byte_for_byte() {
    let folder = Folder::new(&[]);
    let fixed = folder.feed(&["check", "--fix", "-", "--format", "concise"], fixable().as_bytes());
    assert_eq!((fixed.status, fixed.out.as_str()), (0, CLEAN));
    for bytes in [&b"{\"a\": \"\xff\xfe\",}\r\n"[..], b"\xff\xfe{\0}\0", b"", b"nothing like it"] {
        let mut command = folder.command(&["check", "--fix", "-", "--format", "concise"]);
        let input = folder.path("in");
        std::fs::write(&input, bytes).expect("written");
        command.stdin(std::fs::File::open(&input).expect("a file"));
        let output = command.output().expect("a run");
        assert_eq!(output.stdout, bytes);
        assert!(
            String::from_utf8_lossy(&output.stderr).contains("stdin.json:1:"),
            "findings are shown"
        );
    }
}

#[test]
fn diffs_apply_with_patch() {
    let bodies = [
        fixable(),
        fixable().replace('\n', "\r\n"),
        format!("\u{feff}{}", fixable()),
        fixable().trim_end().to_owned(),
        "{\"name\": \"a\",}".to_owned(),
        fixable().replace("\"Accounts\"", "\"one\rtwo\u{2028}three\u{b}\""),
    ];
    for body in &bodies {
        let folder = Folder::new(&[]);
        for name in ["a.sync.json", "b c.sync.json", "sub/quo\"te.sync.json"] {
            folder.write(name, body);
        }
        let ran = folder.run(&["check", "--diff", "--ignore", "PT001", "."]);
        assert_eq!(folder.read("a.sync.json"), *body, "--diff writes nothing");
        let other = Folder::new(&[]);
        for name in ["a.sync.json", "b c.sync.json", "sub/quo\"te.sync.json"] {
            other.write(name, body);
        }
        std::fs::write(other.path("diff"), ran.out.as_bytes()).expect("written");
        let patched = Command::new("patch")
            .args(["-p0", "--binary", "-i", "diff"])
            .current_dir(other.path(""))
            .output()
            .expect("patch");
        assert!(
            patched.status.success(),
            "{}\n{}",
            String::from_utf8_lossy(&patched.stdout),
            ran.out
        );
        folder.run(&["check", "--fix", "--ignore", "PT001"]);
        for name in ["a.sync.json", "b c.sync.json", "sub/quo\"te.sync.json"] {
            assert_eq!(other.read(name), folder.read(name));
            assert_ne!(other.read(name), *body);
        }
    }
}

#[test]
#[cfg(unix)]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = Folder::new(&[("real/a.json", &fixable())]);
    let real = folder.path("real/a.json");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).expect("set");
    symlink("real/a.json", folder.path("a.sync.json")).expect("a link");
    assert_eq!(folder.run(&["check", "--fix", "a.sync.json"]).status, 0);
    assert!(std::fs::symlink_metadata(folder.path("a.sync.json")).expect("a link").is_symlink());
    assert_eq!(std::fs::metadata(&real).expect("a file").permissions().mode() & 0o777, 0o640);
    assert_eq!(folder.read("real/a.json"), CLEAN);
}

#[test]
#[cfg(unix)]
fn the_owner_stays_where_that_can_be() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
    let folder = Folder::new(&[("a.sync.json", &fixable())]);
    let path = folder.path("a.sync.json");
    // Only root can give a file away; everybody else has nothing to lose here.
    let given = chown(&path, Some(1234), Some(2345)).is_ok();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o664)).expect("set");
    let before = std::fs::metadata(&path).expect("a file");
    assert!(!given || (before.uid(), before.gid()) == (1234, 2345));
    assert_eq!(folder.run(&["check", "--fix"]).status, 0);
    assert_eq!(folder.read("a.sync.json"), CLEAN);
    let after = std::fs::metadata(&path).expect("a file");
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    assert_eq!(after.permissions().mode() & 0o7777, 0o664);
}

#[test]
fn an_ignore_that_is_not_shown_as_idle_stays() {
    let body = CLEAN.replacen('{', "{\n  // polytomic-lint-ignore PT071: later", 1);
    let settings = [
        ("--ignore=PT019", ""),
        ("--select=PT014", ""),
        ("--ignore=PT071", ""),
        ("--strict", "[rules]\nPT019 = \"off\"\n"),
        ("--strict", "[rules]\nPT019 = \"advice\"\n"),
        ("--strict", "[[ignore]]\nrule = \"PT019\"\n"),
        ("--baseline=old.json", ""),
    ];
    for (flag, config) in settings {
        let folder = Folder::new(&[("a.sync.jsonc", &body), ("polytomic-lint.toml", config)]);
        folder.run(&["check", "--update-baseline", "--baseline", "old.json"]);
        let shown = folder.run(&["check", "--format", "concise", flag]);
        assert_eq!(shown.out, "", "{flag} {config}");
        folder.run(&["check", "--fix", flag]);
        assert_eq!(folder.read("a.sync.jsonc"), body, "{flag} {config}");
    }
}

#[test]
#[cfg(unix)]
fn what_cannot_be_written_is_reported_and_linted_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new(&[("a.sync.json", &fixable()), ("b.sync.json", &fixable())]);
    let path = folder.path("a.sync.json");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).expect("set");
    let ran = folder.run(&["check", "--fix", "--format", "concise"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("cannot write a.sync.json"), "{}", ran.err);
    assert!(ran.out.starts_with("a.sync.json:7:23: error[PT014]"), "{}", ran.out);
    assert_eq!(folder.read("a.sync.json"), fixable());
    assert_eq!(folder.read("b.sync.json"), CLEAN);
}

#[test]
#[cfg(target_os = "linux")]
fn extended_attributes_stay() {
    let folder = Folder::new(&[("a.sync.json", &fixable())]);
    let file = folder.path("a.sync.json");
    // Some file systems have none.
    if xattr::set(&file, "user.note", b"mine").is_ok() {
        assert_eq!(folder.run(&["check", "--fix"]).status, 0);
        let kept = xattr::get(&file, "user.note").expect("read");
        assert_eq!(kept.as_deref(), Some(&b"mine"[..]));
    }
    assert_eq!(folder.run(&["check", "--fix"]).status, 0);
    assert_eq!(folder.read("a.sync.json"), CLEAN);
}

#[test]
fn unsafe_fixes_alone_say_that_they_do_nothing() {
    let folder = Folder::new(&[("a.sync.json", CLEAN)]);
    let reported = "warning: `--unsafe-fixes` has no effect without `--fix` or `--diff`";
    assert!(folder.run(&["check", "--unsafe-fixes"]).err.starts_with(reported));
    for args in
        [&["--unsafe-fixes", "--fix"], &["--unsafe-fixes", "--diff"], &["--unsafe-fixes", "-q"]]
    {
        let ran = folder.run(&[&["check"], &args[..]].concat());
        assert!(!ran.err.contains("no effect"), "{}", ran.err);
    }
}

#[test]
fn a_quiet_diff_is_the_diff_alone() {
    let folder = Folder::new(&[("a.sync.json", &fixable()), ("b.sync.json", &crate::broken())]);
    let ran = folder.run(&["check", "--diff", "-q"]);
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    assert!(ran.out.starts_with("--- a.sync.json\n+++ a.sync.json\n"), "{}", ran.out);
    assert!(folder.run(&["check", "--diff"]).err.contains("PT030"));
}
