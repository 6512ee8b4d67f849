"""What the tests look at: the repository that they stand in, and the program it builds."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def binary() -> str:
    """The command line as Rust builds it."""
    return os.environ["POLYTOMIC_LINT"]


@pytest.fixture(scope="session")
def bodies() -> list[str]:
    """Every body of the tests, from the repository's root."""
    folders = [ROOT / "tests/bodies", ROOT / "examples"]
    found = sorted(
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in folder.rglob("*.json*")
        if path.is_file()
    )
    assert len(found) > 100
    return found


@pytest.fixture(scope="session")
def check(binary: str) -> Any:
    """Runs ``check --format json`` over files; gives the findings of each."""

    def run(files: list[str], *arguments: str) -> dict[str, list[Any]]:
        command = [binary, "check", "--no-config", "--quiet", "--format", "json", *arguments]
        done = subprocess.run([*command, *files], capture_output=True, cwd=ROOT)
        assert done.returncode in (0, 1), done.stderr
        found: dict[str, list[Any]] = {file: [] for file in files}
        for diagnostic in json.loads(done.stdout)["diagnostics"]:
            found[diagnostic["file"]].append(diagnostic)
        return found

    return run
