"""What the linter has to say: plain data, frozen, comparable, and picklable.

The members are those of the JSON report, whose schema is ``polytomic-lint schema --report``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Optional

Severity = Literal["error", "warning", "advice"]
Evidence = Literal["documented", "implied", "heuristic"]
Applicability = Literal["safe", "unsafe"]
FixKind = Literal["none", "safe", "unsafe", "both"]


@dataclass(frozen=True)
class Span:
    """A part of the body, end exclusive: of bytes or of characters, as its holder says."""

    start: int
    end: int

    @property
    def slice(self) -> slice:
        """The part, for indexing: ``text[finding.range.slice]``."""
        return slice(self.start, self.end)


@dataclass(frozen=True)
class Position:
    """A place for people: line and column, both from one, the column in characters."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


@dataclass(frozen=True)
class Label:
    """A second place, and what it has to do with the finding."""

    span: Span
    """The place in bytes."""
    range: Span
    """The place in characters."""
    start: Position
    end: Position
    message: str


@dataclass(frozen=True)
class Edit:
    """A replacement of a part of the body; an empty part inserts."""

    span: Span
    """The place in bytes."""
    range: Span
    """The place in characters."""
    text: str


@dataclass(frozen=True)
class Fix:
    """One way to fix a finding."""

    title: str
    """What it does, as an imperative."""
    applicability: Applicability
    """``safe`` keeps the meaning that the author plainly had."""
    edits: tuple[Edit, ...]
    """In the order of the body, none overlapping."""

    def apply(self, text: str) -> str:
        """The linted text with this fix applied."""
        for edit in reversed(self.edits):
            text = text[: edit.range.start] + edit.text + text[edit.range.end :]
        return text


@dataclass(frozen=True)
class EmbeddedBody:
    """Which body of a file that is not a single body."""

    index: int
    """Its number in the file, from zero."""
    kind: str
    """What it is embedded in, such as ``shell`` or ``markdown``."""
    start: Position


@dataclass(frozen=True, repr=False)
class Finding:
    """One mistake: where it is, what is wrong, and how to fix it."""

    file: str
    """What the body was called."""
    code: str
    """The rule, such as ``PT071``."""
    name: str
    """The rule's name, such as ``logic-unknown-label``."""
    severity: Severity
    message: str
    """One sentence: what is wrong, with the found value."""
    help: Optional[str]
    """What to do."""
    url: Optional[str]
    """The rule's documentation."""
    evidence: Evidence
    """Where the rule's fact comes from."""
    pointer: Optional[str]
    """An RFC 6901 JSON Pointer to the value meant; None for a body that is not JSON at all."""
    span: Span
    """The place in bytes."""
    range: Span
    """The place in characters, for slicing a ``str``."""
    start: Position
    end: Position
    labels: tuple[Label, ...]
    """Further places."""
    fixes: tuple[Fix, ...]
    """The best first."""
    fingerprint: str
    """Stable while rule, place, and value stay, whatever moves around them."""
    body: Optional[EmbeddedBody] = None
    """Which body of the file, where it is not a single body."""

    def __str__(self) -> str:
        return f"{self.file}:{self.start}: {self.severity}[{self.code}]: {self.message}"

    def __repr__(self) -> str:
        return f"<Finding {self}>"


@dataclass(frozen=True)
class Summary:
    """Numbers over a report."""

    files: int
    errors: int
    warnings: int
    advice: int
    fixable: int
    """Findings with a safe fix."""
    baselined: int


@dataclass(frozen=True, repr=False)
class Report:
    """Everything that was found in one body, in the order of the body."""

    file: str
    """What the body was called."""
    findings: tuple[Finding, ...]
    summary: Summary
    text: Optional[str] = None
    """For a body that was linted by value, the text that all places are places in: what
    ``json.dumps(body, indent=2)`` gives. None for one that was a text already."""
    notes: tuple[str, ...] = ()
    """What is wrong with saved responses, a line each."""

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    @property
    def has_errors(self) -> bool:
        """Whether something is an error."""
        return self.summary.errors > 0

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def raise_for_errors(self) -> None:
        """Raises :class:`LintError` when something is an error."""
        if self.has_errors:
            raise LintError(self)

    def __str__(self) -> str:
        return "\n".join(map(str, self.findings))

    def __repr__(self) -> str:
        numbers = self.summary
        value = "" if self.text is None else ", by value"
        return (
            f"<Report {self.file}: {_count(numbers.errors, 'error')}, "
            f"{_count(numbers.warnings, 'warning')}, {numbers.advice} advice{value}>"
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


class LintError(ValueError):
    """A body with errors; says each of them on a line."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        errors = [str(finding) for finding in self.report if finding.severity == "error"]
        return "\n".join([f"{_count(len(errors), 'error')}:", *errors])


@dataclass(frozen=True)
class Fixed:
    """A body after its fixes."""

    text: Optional[str]
    """The whole text; None for bytes that are not UTF-8, which are left alone."""
    count: int
    """How many fixes were applied."""
    report: Report
    """What is left."""

    @property
    def value(self) -> Any:
        """The text as Python objects."""
        if self.text is None:
            raise ValueError("the body is not UTF-8")
        return json.loads(self.text)


@dataclass(frozen=True)
class Rule:
    """What is declared about a rule."""

    code: str
    name: str
    severity: Severity
    """The usual one."""
    evidence: Evidence
    category: str
    """Its group."""
    fix: FixKind
    """Which fixes it offers."""
    since: str
    """The version of the linter that brought it."""
    summary: str
    url: Optional[str]


Json = Mapping[str, Any]


def _span(json: Json) -> Span:
    return Span(json["start"], json["end"])


def _position(json: Json) -> Position:
    return Position(json["line"], json["column"])


def _places(json: Json) -> dict[str, Any]:
    """The members that places have, made of what they are in JSON."""
    made = dict(json)
    made["span"], made["range"] = _span(json["span"]), _span(json["range"])
    if "start" in json:
        made["start"], made["end"] = _position(json["start"]), _position(json["end"])
    return made


def _fix(json: Json) -> Fix:
    edits = tuple(Edit(**_places(edit)) for edit in json["edits"])
    return Fix(json["title"], json["applicability"], edits)


def _finding(json: Json) -> Finding:
    made = _places(json)
    made["labels"] = tuple(Label(**_places(label)) for label in json["labels"])
    made["fixes"] = tuple(map(_fix, json["fixes"]))
    body = json.get("body")
    if body is not None:
        made["body"] = EmbeddedBody(body["index"], body["kind"], _position(body["start"]))
    return Finding(**made)


def report_of(json: Json, file: str, text: Optional[str]) -> Report:
    """A report, made of what it is in JSON."""
    findings = tuple(map(_finding, json["diagnostics"]))
    notes = tuple(json.get("notes", ()))
    return Report(file, findings, Summary(**json["summary"]), text, notes)
