"""The module and the contract's JSON report agree."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Union, cast

import pytest

import polytomic_lint
from polytomic_lint import Edit, Finding, Fix, Label, Linter, Position, Rule, Span, Summary

Check = Callable[..., dict[str, list[Any]]]


def plain(value: Any) -> Any:
    """A finding as JSON has it; characters are told besides bytes, and are not in the contract."""
    if dataclasses.is_dataclass(value):
        members = ((one.name, getattr(value, one.name)) for one in dataclasses.fields(value))
        return {
            name: plain(member)
            for name, member in members
            if name != "range" and not (name == "body" and member is None)
        }
    if isinstance(value, tuple):
        return [plain(item) for item in cast("tuple[Any, ...]", value)]
    return value


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], {}),
        (["--pedantic", "--strict"], {"pedantic": True, "strict": True}),
        (
            ["--api-version", "2024-02-08", "--endpoint", "update", "--pedantic"],
            {"api_version": "2024-02-08", "endpoint": "update", "pedantic": True},
        ),
        (
            ["--select", "logic,PT020", "--ignore", "PT071"],
            {"select": ["logic", "PT020"], "ignore": ["PT071"]},
        ),
    ],
)
def test_every_body_has_the_findings_of_the_command_line(
    root: Path, bodies: list[str], check: Check, arguments: list[str], options: Any
) -> None:
    linter = Linter(**options)
    for file, wanted in check(bodies, *arguments).items():
        data = (root / file).read_bytes()
        report = linter.lint(data, filename=file)
        assert [plain(finding) for finding in report] == wanted, file
        text = data.decode(errors="replace")
        utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        for finding in report if not utf16 else ():
            assert_same_place(finding, data, text)


def assert_same_place(finding: Finding, data: bytes, text: str) -> None:
    """Bytes and characters name the same text."""
    edits = [edit for fix in finding.fixes for edit in fix.edits]
    places: list[Union[Finding, Label, Edit]] = [finding, *finding.labels, *edits]
    for place in places:
        found = data[place.span.slice].decode(errors="replace")
        assert text[place.range.slice] == found, finding


def test_types_have_the_members_of_the_schema(root: Path) -> None:
    schema = json.loads((root / "schema/report.schema.json").read_text())
    parts = schema["$defs"]
    edit = parts["fix"]["properties"]["edits"]["items"]
    for kind, part in [
        (Finding, parts["diagnostic"]),
        (Label, parts["label"]),
        (Fix, parts["fix"]),
        (Edit, edit),
        (Span, parts["span"]),
        (Span, parts["range"]),
        (Position, parts["position"]),
        (Summary, schema["properties"]["summary"]),
    ]:
        members = {field.name for field in dataclasses.fields(kind)}
        # Where a body is embedded is told of files that are not a single body alone.
        own = {"body"} if kind is Finding else set[str]()
        assert members == set(part["properties"]) | own, kind


def test_the_options_are_those_of_all_bindings(root: Path) -> None:
    schema = json.loads((root / "schema/options.schema.json").read_text())
    # `fix` has a parameter for the one, and the other is what the module counts in.
    wanted = set(schema["properties"]) - {"unsafe_fixes", "positions"}
    assert set(polytomic_lint.Options.__annotations__) == wanted


def test_a_path_is_read(root: Path, check: Check) -> None:
    report = polytomic_lint.lint(root / "examples/broken.sync.json")
    [wanted] = check(["examples/broken.sync.json"]).values()
    assert len(report.findings) == len(wanted) >= 10
    assert report.file.endswith("examples/broken.sync.json")


def test_rules_and_schemas_are_those_of_the_command_line(binary: str) -> None:
    def run(*arguments: str) -> Any:
        return json.loads(subprocess.run([binary, *arguments], capture_output=True).stdout)

    assert [plain(rule) for rule in polytomic_lint.rules()] == run("rules", "--format", "json")
    assert isinstance(polytomic_lint.rules()[0], Rule)
    page = run("explain", "PT071", "--format", "json")
    assert polytomic_lint.explain("logic-unknown-label") == page["docs"]
    for version in ("latest", "2024-02-08"):
        assert polytomic_lint.schema(version) == run("schema", "--api-version", version)
    assert polytomic_lint.schema() == polytomic_lint.schema("latest")


def test_the_example_of_the_documentation_runs(root: Path) -> None:
    done = subprocess.run([root / "scripts/snippet", "python"], capture_output=True, check=True)
    ran = subprocess.run([sys.executable, "-c", done.stdout], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert "PT024" in ran.stdout and '{"name": "Accounts", "mode": "upsert"}' in ran.stdout
