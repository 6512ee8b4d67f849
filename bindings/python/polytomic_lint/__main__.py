"""The command line, in this process: ``python -m polytomic_lint``."""

import signal
import sys

from polytomic_lint import _native


def main() -> int:
    """Runs the command line with the arguments of this process; gives the exit status."""
    # Python would remember an interrupt and look at it when the run is over.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _native.main(["polytomic-lint", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
