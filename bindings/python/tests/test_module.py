"""What the module promises besides the findings."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import json
import pickle
import threading
import time
from pathlib import Path
from typing import Any

import pytest

import polytomic_lint
from polytomic_lint import Body, Linter, LintError, Options, Span, fix, lint

BROKEN = '{"näme": "🦀", "mode": "upsert", "active": True}'


def test_a_body_is_text_bytes_a_path_or_a_value(tmp_path: Path) -> None:
    path = tmp_path / "a.sync.json"
    path.write_text(BROKEN, encoding="utf-8")
    found = [finding.code for finding in lint(BROKEN)]
    assert "PT024" in found
    data = BROKEN.encode()
    bodies: list[Body] = [data, bytearray(data), memoryview(data), path]
    for body in bodies:
        assert [finding.code for finding in lint(body)] == found
    assert lint(path).file == str(path)
    assert lint(path, filename="b.json").file == "b.json"
    assert lint(BROKEN).file == "body.json"


def test_a_value_is_linted_as_the_text_that_it_gives() -> None:
    body: dict[str, Any] = {"name": "é", "mode": "upsert", "filters": [{"label": "A"}]}
    report = lint(body)
    assert report.text == json.dumps(body, indent=2)
    assert "by value" in repr(report)
    by_text = lint(report.text or "")
    assert by_text.findings == report.findings
    assert by_text.text is None and "by value" not in repr(by_text)
    [mode] = [finding for finding in report if finding.code == "PT024"]
    assert mode.pointer == "/mode"
    assert str(report.text)[mode.range.slice] == '"upsert"'
    assert [finding.code for finding in lint([])] == [finding.code for finding in lint("[]")]


@pytest.mark.parametrize("body", [None, 1, {"a"}, object()])
def test_nothing_else_is_a_body(body: Any) -> None:
    with pytest.raises(TypeError, match="a body is str, bytes"):
        lint(body)
    with pytest.raises(TypeError):
        lint({"name": object()})


def test_any_text_and_any_bytes_will_do() -> None:
    assert lint("").has_errors
    assert lint(b"\xff\xfe\x00").has_errors
    halves = lint('{"name": "\ud83d", "mode": "upsert"}')
    [mode] = [finding for finding in halves if finding.code == "PT024"]
    assert mode.range == Span(22, 30)
    assert fix(b'{"\xff": 1,}').text is None
    with pytest.raises(ValueError, match="not UTF-8"):
        _ = fix(b'{"\xff": 1,}').value


def test_findings_are_frozen_comparable_and_picklable() -> None:
    report = lint(BROKEN, pedantic=True)
    assert report == lint(BROKEN, pedantic=True) != lint(BROKEN.replace("upsert", "insert"))
    assert hash(report) == hash(lint(BROKEN, pedantic=True))
    assert pickle.loads(pickle.dumps(report)) == report == copy.deepcopy(report)
    finding = report.findings[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        finding.code = "PT000"  # type: ignore[misc]
    assert len({finding, report.findings[0]}) == 1


def test_they_read_well() -> None:
    [finding] = lint('{\n  "mode": "upsert"}', select=["PT024"], filename="a.json").findings
    shown = f"a.json:2:11: {finding.severity}[PT024]: {finding.message}"
    assert str(finding) == shown
    assert repr(finding) == f"<Finding {shown}>"
    report = lint('{"mode": "upsert"}', select=["PT024"], rules={"PT024": "error"})
    assert repr(report) == "<Report body.json: 1 error, 0 warnings, 0 advice>"
    assert str(report) == str(report.findings[0])


def test_errors_can_be_raised() -> None:
    lint('{"mode": "enrich"}', select=["PT024"]).raise_for_errors()
    report = lint(BROKEN)
    with pytest.raises(LintError) as raised:
        report.raise_for_errors()
    assert raised.value.report == report
    lines = str(raised.value).splitlines()
    assert lines[0] == f"{report.summary.errors} errors:"
    assert len(lines) == 1 + report.summary.errors
    assert pickle.loads(pickle.dumps(raised.value)).report == report


def test_options_do_what_they_say() -> None:
    def codes(**options: Any) -> list[str]:
        return [finding.code for finding in lint('{"mode": "upsert", /**/ "nam": "${X}"}', **options)]

    assert "PT013" in codes() and "PT013" not in codes(jsonc=True)
    assert "PT013" not in codes(filename="a.jsonc")
    assert codes(select=["PT013", "PT007"], ignore=("PT013",)) == ["PT007"]
    assert codes(select={"PT013"}) == ["PT013"]
    assert "PT024" not in codes(rules={"shape": "off"})


def test_saved_responses_are_checked_against(tmp_path: Path) -> None:
    model = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25"
    response: dict[str, Any] = {
        "data": {"id": model, "connection_id": None, "fields": [{"name": "email", "label": "E"}]}
    }
    (tmp_path / "model.json").write_text(json.dumps(response))
    body = {"fields": [{"target": "E", "source": {"model_id": model, "field": "emial"}}]}
    ways: list[Any] = [{"m.json": response}, [tmp_path], [str(tmp_path / "model.json")]]
    for metadata in ways:
        report = lint(body, metadata=metadata)
        assert "PT143" in [finding.code for finding in report]
        assert report.notes == ()
    assert "PT143" not in [finding.code for finding in lint(body)]
    response["data"]["fields"][0]["name"] = 1
    note = lint(body, metadata={"m.json": response}).notes[0]
    assert note.startswith("m.json at `/data/fields/0/name`: ")


def test_wrong_options_are_told() -> None:
    with pytest.raises(ValueError, match="did you mean `PT099`"):
        lint("{}", select=["PT999"])
    with pytest.raises(ValueError, match="option `select` should be an array of strings"):
        lint("{}", select="PT071")
    with pytest.raises(ValueError, match="api_version"):
        lint("{}", api_version="1999")
    with pytest.raises(TypeError, match="unexpected keyword argument 'stric'"):
        lint("{}", stric=True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    with pytest.raises(ValueError, match="1999"):
        polytomic_lint.schema("1999")
    with pytest.raises(ValueError, match="PT9999"):
        polytomic_lint.explain("PT9999")


def test_help_shows_each_option() -> None:
    for call in (lint, fix, Linter.__init__):
        names = list(inspect.signature(call).parameters)
        assert names[-len(Options.__annotations__) :] == list(Options.__annotations__)


def test_fixing() -> None:
    fixed = fix('{"name": \'Accounts\', "active": True}')
    assert (fixed.text, fixed.count) == ('{"name": "Accounts", "active": true}', 2)
    assert fixed.value == {"name": "Accounts", "active": True}
    assert fixed.report == lint(str(fixed.text))
    safe, unsafe = fix('{"mode": "updat"}'), fix('{"mode": "updat"}', unsafe=True)
    assert safe.count < unsafe.count
    assert '"update"' in str(unsafe.text)
    by_value = Linter().fix({"mode": "updat"}, True)
    assert by_value.value["mode"] == "update"
    assert by_value.report.text == by_value.text


def test_one_fix_alone() -> None:
    text = '{"näme": "🦀", "active": True}'
    [finding] = [finding for finding in lint(text) if text[finding.range.slice] == "True"]
    assert finding.fixes[0].apply(text) == '{"näme": "🦀", "active": true}'


def test_a_path_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "a.sync.json"
    path.write_text('{"a": 1,}')
    assert fix(path).count > 0
    assert path.read_text() == '{"a": 1,}'


def test_threads_share_a_linter_and_run_meanwhile() -> None:
    linter = Linter(pedantic=True)
    bodies = [json.dumps({"name": str(number), "mode": "upsert"}) for number in range(40)]
    wanted = [linter.lint(body) for body in bodies]
    found: list[Any] = [None] * len(bodies)

    def work(first: int) -> None:
        for number in range(first, len(bodies), 4):
            found[number] = linter.lint(bodies[number])

    threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == wanted


def test_the_interpreter_is_free_while_the_linter_works() -> None:
    large = '{"name": ["' + "x" * (32 << 20) + '"]}'
    done = threading.Event()

    def work() -> None:
        Linter().lint(large.encode())
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    turns = 0
    while not done.is_set():
        time.sleep(0)
        turns += 1
    thread.join()
    # With the lock held this thread would have had a turn before and one after.
    assert turns > 10
