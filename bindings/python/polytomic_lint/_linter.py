"""Linting bodies of every kind that Python has."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple, Optional, Union

from . import _native
from ._options import Options, as_json, takes_options
from ._report import Fixed, Report, Rule, report_of

if TYPE_CHECKING:
    from typing_extensions import Unpack

Body = Union[str, bytes, bytearray, memoryview, "os.PathLike[str]", dict[str, Any], list[Any]]
"""What can be linted: a text, bytes, a path to read, or what JSON would be read into."""


class _Text(NamedTuple):
    """A body as the linter takes it."""

    name: str
    data: bytes
    written: Optional[str]
    """The text of a body that was a value."""


def _text(body: Body, filename: Optional[str]) -> _Text:
    name = filename or "body.json"
    if isinstance(body, str):
        try:
            return _Text(name, body.encode(), None)
        except UnicodeEncodeError:
            # Halves of a pair, which no UTF-8 has; what takes their place is as long.
            return _Text(name, re.sub("[\ud800-\udfff]", "\ufffd", body).encode(), None)
    if isinstance(body, (bytes, bytearray, memoryview)):
        return _Text(name, bytes(body), None)
    if isinstance(body, os.PathLike):
        with open(body, "rb") as file:
            return _Text(filename or os.fspath(body), file.read(), None)
    if isinstance(body, (dict, list)):
        written = json.dumps(body, indent=2)
        return _Text(name, written.encode(), written)
    raise TypeError(f"a body is str, bytes, a path, a dict, or a list, not {type(body).__name__}")


class Linter:
    """A linter with its options: made once, used for many bodies, from any thread."""

    @takes_options
    def __init__(self, **options: Unpack[Options]) -> None:
        self._filename = options.get("filename")
        self._session = _native.Session(as_json(options))

    def lint(self, body: Body, *, filename: Optional[str] = None) -> Report:
        """Says what is wrong with a body. Other threads run meanwhile."""
        name, data, written = _text(body, filename or self._filename)
        report = json.loads(self._session.lint(data, name))
        return report_of(report, name, written)

    def fix(self, body: Body, unsafe: bool = False, *, filename: Optional[str] = None) -> Fixed:
        """Applies the safe fixes, with ``unsafe`` also those that are good guesses, until there is
        nothing left to apply. Nothing is written to a path."""
        name, data, written = _text(body, filename or self._filename)
        fixed = json.loads(self._session.fix(data, name, unsafe))
        text: Optional[str] = fixed["text"]
        report = report_of(fixed["report"], name, None if written is None else text)
        return Fixed(text, fixed["count"], report)


@takes_options
def lint(body: Body, **options: Unpack[Options]) -> Report:
    """Says what is wrong with a body: a text, bytes, a path to read, or a ``dict`` or ``list``,
    which is linted as the text that ``json.dumps(body, indent=2)`` gives."""
    return Linter(**options).lint(body)


@takes_options
def fix(body: Body, unsafe: bool = False, **options: Unpack[Options]) -> Fixed:
    """Applies the safe fixes to a body, with ``unsafe`` also those that are good guesses."""
    return Linter(**options).fix(body, unsafe)


def schema(version: str = "latest") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the body under an API version."""
    loaded: dict[str, Any] = json.loads(_native.schema(version))
    return loaded


def rules() -> tuple[Rule, ...]:
    """Every rule."""
    return tuple(Rule(**rule) for rule in json.loads(_native.rules()))


def explain(rule: str) -> str:
    """The documentation of a rule, Markdown, by its code or name."""
    docs: str = json.loads(_native.explain(rule))["docs"]
    return docs
