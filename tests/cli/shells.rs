//! Completions in the shells themselves, as far as they are installed: `.ci/run` sees to it that
//! they are.

use std::process::Command;

use crate::Folder;

/// What a shell says to a script; nothing where it is not installed, unless it has to be.
fn say(shell: &str, script: &str, folder: &Folder) -> Option<String> {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_polytomic-lint"));
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", program.parent().expect("a folder").display());
    let mut command = Command::new(shell);
    command.args(["-c", script]).env("PATH", path).current_dir(folder.path(""));
    match command.output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(error) => {
            assert!(std::env::var_os("POLYTOMIC_LINT_SHELLS").is_none(), "{shell}: {error}");
            None
        }
    }
}

const LINES: [(&str, &str); 5] = [
    ("ch", "check"),
    ("check --force-e", "--force-exclude"),
    ("check --format sa", "sarif"),
    ("check --fail-on w", "warning"),
    ("new --api-v", "--api-version"),
];

#[test]
#[cfg(unix)]
fn bash_completes_options_and_values_of_commands() {
    let folder = Folder::new(&[]);
    for (line, wanted) in LINES {
        let script = format!(
            "source <(polytomic-lint completions bash); \
             COMP_WORDS=(polytomic-lint {line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             function=$(complete -p polytomic-lint | sed 's/.*-F \\([^ ]*\\).*/\\1/'); \
             $function polytomic-lint \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; \
             printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        if let Some(said) = say("bash", &script, &folder) {
            assert!(said.lines().any(|word| word == wanted), "{line}: {said}");
        }
    }
}

#[test]
#[cfg(unix)]
fn fish_completes_options_and_values_of_commands() {
    let folder = Folder::new(&[]);
    for (line, wanted) in LINES {
        let script = format!(
            "polytomic-lint completions fish | source; complete -C 'polytomic-lint {line}'"
        );
        if let Some(said) = say("fish", &script, &folder) {
            let word = |line: &str| line.split('\t').next().map(str::to_owned);
            assert!(said.lines().filter_map(word).any(|word| word == wanted), "{line}: {said}");
        }
    }
}

#[test]
#[cfg(unix)]
fn zsh_loads_its_completions() {
    let folder = Folder::new(&[]);
    let script = "autoload -U compinit && compinit -u -d dump; \
                  source <(polytomic-lint completions zsh); whence -w _polytomic-lint; \
                  echo $_comps[polytomic-lint]";
    if let Some(said) = say("zsh", script, &folder) {
        assert_eq!(said, "_polytomic-lint: function\n_polytomic-lint\n");
    }
}
