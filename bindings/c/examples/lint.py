"""Lints a file through the C interface, from any language that can call C: here Python's ctypes.

    cargo build -p polytomic-lint-c
    python3 bindings/c/examples/lint.py target/debug/libpolytomic_lint.so examples/broken.sync.json
"""

import ctypes
import json
import sys
from pathlib import Path


class PolytomicLint:
    """The shared library."""

    def __init__(self, library: str) -> None:
        self.library = ctypes.CDLL(library)
        self.library.polytomic_lint_free.argtypes = [ctypes.c_void_p]
        self.library.polytomic_lint_free.restype = None
        self.library.polytomic_lint_version.restype = ctypes.c_char_p

    def call(self, name: str, *arguments: object) -> object:
        """Makes a call that gives JSON; says what was wrong when it refuses."""
        out, length = ctypes.c_void_p(), ctypes.c_size_t()
        function = getattr(self.library, f"polytomic_lint_{name}")
        status = function(*arguments, ctypes.byref(out), ctypes.byref(length))
        try:
            text = ctypes.string_at(out.value, length.value).decode()
        finally:
            self.library.polytomic_lint_free(out)
        if status != 0:
            raise ValueError(text)
        return json.loads(text)

    def lint(self, body: bytes, **options: object) -> dict:
        length = ctypes.c_size_t(len(body))
        return self.call("lint", body, length, json.dumps(options).encode())

    def fix(self, body: bytes, **options: object) -> dict:
        length = ctypes.c_size_t(len(body))
        return self.call("fix", body, length, json.dumps(options).encode())

    def version(self) -> str:
        return self.library.polytomic_lint_version().decode()


if __name__ == "__main__":
    linter = PolytomicLint(sys.argv[1])
    report = linter.lint(Path(sys.argv[2]).read_bytes(), filename=sys.argv[2])
    for found in report["diagnostics"]:
        at = found["start"]
        print(f"{found['file']}:{at['line']}:{at['column']}: {found['code']} {found['message']}")
    sys.exit(1 if report["summary"]["errors"] else 0)
