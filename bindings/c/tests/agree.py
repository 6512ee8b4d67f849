"""Holds that the C interface and the command line agree on every body of the tests.

    python3 bindings/c/tests/agree.py LIBRARY BINARY
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "bindings/c/examples"))
from lint import PolytomicLint  # noqa: E402

library, binary = sys.argv[1:]
linter = PolytomicLint(library)


def command(*arguments: str, files: list) -> dict:
    """What the command line reports, by file."""
    run = subprocess.run(
        [binary, "check", "--no-config", "--quiet", "--format", "json", *arguments, *files],
        capture_output=True,
        cwd=ROOT,
    )
    assert run.returncode in (0, 1), run.stderr
    report = json.loads(run.stdout)
    found = {file: [] for file in files}
    for diagnostic in report["diagnostics"]:
        found[diagnostic["file"]].append(diagnostic)
    return found


folders = [ROOT / "tests/bodies", ROOT / "examples"]
bodies = sorted(str(p.relative_to(ROOT)) for f in folders for p in f.rglob("*.json*") if p.is_file())
assert len(bodies) > 100, len(bodies)
ways = [
    ([], {}),
    (["--pedantic", "--strict", "--api-version", "2024-02-08"],
     {"pedantic": True, "strict": True, "api_version": "2024-02-08"}),
    (["--pedantic", "--endpoint", "update"], {"pedantic": True, "endpoint": "update"}),
    (["--select", "logic,PT020", "--ignore", "PT071"], {"select": ["logic", "PT020"], "ignore": ["PT071"]}),
]
for arguments, options in ways:
    for file, wanted in command(*arguments, files=bodies).items():
        report = linter.lint((ROOT / file).read_bytes(), filename=file, **options)
        assert report["diagnostics"] == wanted, (file, arguments)

broken = linter.lint((ROOT / "examples/broken.sync.json").read_bytes())
assert len(broken["diagnostics"]) >= 10, len(broken["diagnostics"])

# Every option that there is, is one that this interface takes.
options = json.loads((ROOT / "schema/options.schema.json").read_text())["properties"]
for name in options:
    assert linter.lint(b"{}", **{name: None})["version"] == 1, name
    try:
        linter.lint(b"{}", **{name: 1.5})
    except ValueError as refused:
        assert f"option `{name}` should be" in str(refused), refused
    else:
        raise AssertionError(name)
assert linter.version() == json.loads(subprocess.run(
    [binary, "check", "--no-config", "--format", "json", "examples/clean.sync.json"],
    capture_output=True, cwd=ROOT).stdout)["tool"]["version"]
print(f"C: {len(bodies)} bodies, {len(ways)} ways, {len(options)} options")
