"""Runs the commands of action.yml and ci/gitlab.yml as their runners would, over a folder made here,
and reads the files that docs/ci.md shows.

    python scripts/try_commands.py WHEEL

Other people's actions (`uses`) are not run, only told: what would be uploaded is looked at. Building
the linter is left out, since that is what a cache is for; installing it is done with the wheel.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from ruamel.yaml import YAML

PROJECT = Path(__file__).resolve().parent.parent
WHEEL = Path(sys.argv[1]).resolve()
VERSION = WHEEL.name.split("-")[1]
SHELL = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]


class Action:
    """One run of action.yml."""

    def __init__(self, folder, place, **inputs):
        action = YAML(typ="safe").load(PROJECT / "action.yml")
        unknown = set(inputs) - {name.replace("-", "_") for name in action["inputs"]}
        assert not unknown, unknown
        self.values = {"runner.temp": str(place), "runner.os": "Linux", "runner.arch": "X64"}
        for name, declared in action["inputs"].items():
            value = inputs.get(name.replace("-", "_"), declared["default"])
            self.values[f"inputs.{name}"] = value
        self.folder, self.place = folder, place
        self.log, self.status, self.used = "", 0, {}
        for step in action["runs"]["steps"]:
            if self.status == 0 and self.wanted(step.get("if")):
                self.run(step)
        self.outputs = {n: self.fill(o["value"]) for n, o in action["outputs"].items()}

    def fill(self, text):
        return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda m: self.values.get(m[1], ""), str(text))

    def wanted(self, condition):
        for part in condition.split(" && ") if condition else []:
            name, operator, value = re.fullmatch(r"([\w.-]+) (==|!=) '([^']*)'", part).groups()
            if (self.values.get(name, "") == value) != (operator == "=="):
                return False
        return True

    def run(self, step):
        if "uses" in step:
            self.used[step["uses"]] = {k: self.fill(v) for k, v in step["with"].items()}
            if step["uses"].startswith("actions/cache@"):
                self.values[f"steps.{step['id']}.outputs.cache-hit"] = "true"
            return
        assert step["shell"] == "bash"
        output = self.place / "output"
        output.write_text("")
        env = dict(
            os.environ,
            GITHUB_ACTION_PATH=str(PROJECT),
            GITHUB_OUTPUT=str(output),
            RUNNER_TEMP=str(self.place),
            PIP_NO_INDEX="1",
            PIP_FIND_LINKS=str(WHEEL.parent),
            **{name: self.fill(value) for name, value in step.get("env", {}).items()},
        )
        done = subprocess.run(
            SHELL + [self.fill(step["run"])], cwd=self.folder, env=env, capture_output=True, text=True
        )
        self.log += done.stdout + done.stderr
        self.status = done.returncode
        for line in output.read_text().splitlines():
            name, value = line.split("=", 1)
            self.values[f"steps.{step['id']}.outputs.{name}"] = value


def bodies(folder):
    """A folder with two broken bodies, one behind an awkward path, and a clean one."""
    broken = (PROJECT / "examples/broken.sync.json").read_bytes()
    (folder / "my syncs, 100%").mkdir(parents=True)
    (folder / "clean").mkdir()
    (folder / "broken.sync.json").write_bytes(broken)
    (folder / "my syncs, 100%/größe.sync.json").write_bytes(broken)
    (folder / "clean/clean.sync.json").write_bytes((PROJECT / "examples/clean.sync.json").read_bytes())


def annotations(log):
    return [line for line in log.splitlines() if re.match("::(error|warning|notice) ", line)]


def try_action(folder, place):
    # From a wheel, as a version from a registry would come; it stays for the runs below.
    run = Action(folder, place, version=VERSION)
    assert run.status == 1, run.log
    assert run.outputs["status"] == "1" and run.outputs["sarif-file"] == "", run.outputs
    assert not run.used, run.used
    every = annotations(run.log)
    assert any("file=broken.sync.json,line=" in line for line in every), every
    assert any("file=my syncs%2C 100%25/größe.sync.json," in line for line in every), every

    # As `uses` names it, with an earlier build.
    run = Action(folder, place)
    assert run.status == 1 and annotations(run.log) == every, run.log
    key = run.used["actions/cache@v5"]["key"]
    assert re.fullmatch("polytomic-lint-Linux-X64-[0-9a-f]{40}", key), key

    run = Action(folder, place, paths="my syncs, 100%\nclean\n", args="--select  PT071\n--strict")
    codes = {re.search(r"PT\d+", line)[0] for line in annotations(run.log)}
    assert run.status == 1 and codes == {"PT001", "PT071"}, run.log  # PT001 is never off
    run = Action(folder, place, paths="clean")
    assert run.status == 0 and not annotations(run.log), run.log
    assert run.outputs["status"] == "0", run.outputs

    run = Action(folder, place, fail_on="never", sarif_file="lint.sarif")
    assert run.status == 0 and annotations(run.log) == every, run.log
    assert run.outputs["sarif-file"] == "lint.sarif", run.outputs
    results = json.loads((folder / "lint.sarif").read_text())["runs"][0]["results"]
    assert len(results) == len(every), (len(results), len(every))

    run = Action(folder, place, upload_sarif="true")
    assert run.status == 1, run.log
    sent = run.used["github/codeql-action/upload-sarif@v4"]["sarif_file"]
    assert sent == str(place / "polytomic-lint.sarif") and Path(sent).exists(), sent

    # What cannot be carried out is status 2, and what can be read is told all the same.
    run = Action(folder, place, paths="missing.sync.json\nbroken.sync.json")
    assert run.status == 2 and annotations(run.log), run.log
    run = Action(folder, place, sarif_file="broken.sync.json/lint.sarif")
    assert run.status == 2 and run.outputs["sarif-file"] == "", run.log

    # Inputs are words, never commands.
    Action(folder, place, paths="$(touch ran)\n`touch ran`\n; touch ran", args="; touch ran")
    assert not (folder / "ran").exists()


def try_gitlab(folder, place):
    job = YAML(typ="safe").load(PROJECT / "ci/gitlab.yml")["polytomic-lint"]
    subprocess.run([sys.executable, "-m", "venv", place / "venv"], check=True)

    def run(shell, **variables):
        variables = {**job["variables"], "POLYTOMIC_LINT_PACKAGE": str(WHEEL), **variables}
        path = f"{place / 'venv/bin'}:{os.environ['PATH']}"
        env = dict(os.environ, PATH=path, PIP_NO_INDEX="1", **variables)
        lines = "\n".join(job["before_script"] + job["script"])
        done = subprocess.run([shell, "-ec", lines], cwd=folder, env=env, capture_output=True, text=True)
        report = job["artifacts"]["reports"]["codequality"]
        return done, json.loads((folder / report).read_text())

    for shell in ["sh", "bash"]:
        done, report = run(shell)
        assert done.returncode == 1, done.stderr
        findings = [line for line in done.stdout.splitlines() if re.search(r"\[PT\d+\]: ", line)]
        assert len(report) == len(findings) > 0, (len(report), len(findings))
        assert len({entry["fingerprint"] for entry in report}) == len(report)
        assert {entry["location"]["path"] for entry in report} == {
            "broken.sync.json",
            "my syncs, 100%/größe.sync.json",
        }
        both = "clean broken.sync.json"
        done, report = run(shell, POLYTOMIC_LINT_PATHS=both, POLYTOMIC_LINT_ARGS="--fail-on never")
        assert done.returncode == 0 and report, done.stderr
        done, report = run(shell, POLYTOMIC_LINT_PATHS="clean")
        assert done.returncode == 0 and report == [], done.stderr
        done, report = run(shell, POLYTOMIC_LINT_ARGS="--no-such-option")
        assert done.returncode != 0 and "--no-such-option" in done.stderr, done.stderr


def try_documentation(folder, _):
    """The files that docs/ci.md shows whole are what their readers take."""
    tools = Path(sys.executable).parent
    schema = [tools / "check-jsonschema", "--quiet", "--builtin-schema"]
    readers = {
        ".pre-commit-config.yaml": [tools / "pre-commit", "validate-config"],
        ".github/workflows/lint.yml": [*schema, "vendor.github-workflows"],
        ".gitlab-ci.yml": [*schema, "vendor.gitlab-ci"],
    }
    text = (PROJECT / "docs/ci.md").read_text()
    shown = dict(re.findall(r"```yaml\n# (\S+)\n(.*?)```", text, re.DOTALL))
    assert shown.keys() == readers.keys(), shown.keys()
    for name, reader in readers.items():
        file = folder / Path(name).name
        file.write_text(shown[name])
        subprocess.run([*reader, file], check=True)


for attempt in [try_action, try_gitlab, try_documentation]:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        bodies(place / "repository")
        (place / "runner").mkdir()
        attempt(place / "repository", place / "runner")
    print(f"{attempt.__name__.removeprefix('try_')}: as expected")
