"""The wheel's command is the command line, in this process, with the same output and statuses."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

SCRIPT = str(Path(sysconfig.get_path("scripts")) / "polytomic-lint")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["check", "--no-config", "examples/clean.sync.json"], 0),
        (["check", "--no-config", "examples/broken.sync.json"], 1),
        (["check", "--no-config", "--format", "sarif", "examples"], 1),
        (["check", "missing.sync.json"], 2),
        (["check", "--nonsense"], 2),
        (["--version"], 0),
        (["--help"], 0),
        (["rules"], 0),
        (["explain", "PT071"], 0),
        (["new"], 0),
    ],
)
@pytest.mark.parametrize("way", [[SCRIPT], [sys.executable, "-m", "polytomic_lint"]])
def test_it_does_what_the_binary_does(
    root: Path, binary: str, way: list[str], arguments: list[str], status: int
) -> None:
    def run(command: list[str]) -> tuple[int, bytes]:
        done = subprocess.run([*command, *arguments], capture_output=True, cwd=root)
        return done.returncode, done.stdout

    assert run(way) == run([binary])
    assert run(way)[0] == status


def test_standard_input_and_names_that_are_not_text(tmp_path: Path) -> None:
    done = subprocess.run([SCRIPT, "check", "-", "--format", "concise"], input=b"{", capture_output=True)
    assert done.returncode == 1 and b"stdin.json:1:" in done.stdout
    name = tmp_path / "\udcff.sync.json"
    try:
        name.write_text("{}")
    except OSError:
        pytest.skip("the file system wants names that are text")
    done = subprocess.run([SCRIPT, "check", name], capture_output=True)
    assert done.returncode == 1 and b"PT004" in done.stdout


def test_a_closed_pipe_ends_it_quietly(root: Path) -> None:
    command = f"'{SCRIPT}' rules --format json | head -c 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, cwd=root)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"[", b"")


def test_the_language_server_speaks() -> None:
    message = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
    sent = b"Content-Length: %d\r\n\r\n%s" % (len(message), message)
    done = subprocess.run([SCRIPT, "lsp"], input=sent, capture_output=True, timeout=60)
    assert b'"polytomic-lint"' in done.stdout
