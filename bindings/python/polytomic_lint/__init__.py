"""Tells what is wrong with the body of a Create Sync request to Polytomic before it is sent.

>>> import polytomic_lint
>>> report = polytomic_lint.lint({"name": "Accounts", "mode": "upsert"})
>>> [finding.code for finding in report.findings]
['PT004', 'PT024']

:func:`lint` takes a body as text, bytes, a path, or a ``dict``, and gives a :class:`Report`.
:class:`Linter` keeps its options for many bodies. :func:`fix` applies fixes.
"""

from ._linter import Body, Linter, explain, fix, lint, rules, schema
from ._native import VERSION as __version__
from ._options import Level, Options
from ._report import (
    Applicability,
    Edit,
    EmbeddedBody,
    Evidence,
    Finding,
    Fix,
    Fixed,
    FixKind,
    Label,
    LintError,
    Position,
    Report,
    Rule,
    Severity,
    Span,
    Summary,
)

__all__ = [
    "Applicability",
    "Body",
    "Edit",
    "EmbeddedBody",
    "Evidence",
    "Finding",
    "Fix",
    "FixKind",
    "Fixed",
    "Label",
    "LintError",
    "Level",
    "Linter",
    "Options",
    "Position",
    "Report",
    "Rule",
    "Severity",
    "Span",
    "Summary",
    "__version__",
    "explain",
    "fix",
    "lint",
    "rules",
    "schema",
]
