"""Runs the tiers named on the command line and prints what each took beside its budget.

A budget is a promise to whoever waits, never an assertion: going over is said, not failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[1]
# What is compiled is kept beside the tools, whatever the machine's own habit is: tests are most of the code there is.
KEPT = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(BIN.parent / "bytecode")}
PYTEST = [str(BIN / "pytest"), "-q", "-n", "2", "--dist", "loadfile"]
TIERS: dict[str, tuple[int, list[list[str]]]] = {
    "lint": (
        60,
        [
            [str(BIN / "ruff"), "check", "-q", "."],
            [str(BIN / "ruff"), "format", "-q", "--check", "."],
            [str(BIN / "lint-imports"), "--no-cache"],
            [str(BIN / "mypy")],
        ],
    ),
    "unit": (180, [[*PYTEST, "-m", "unit"]]),
    "real": (240, [[*PYTEST, "-m", "real"]]),
    "browser": (360, [[*PYTEST, "-m", "browser"]]),
    "postgres": (300, [[str(BIN / "pytest"), "-q", "-m", "postgres"]]),
    # The unit tests once more with many more drawn examples, and what takes minutes by itself.
    "long": (1800, [[*PYTEST, "-m", "unit or long"]]),
}


def main(names: list[str]) -> int:
    """Runs every tier even where an earlier one fails, so that one run tells everything."""
    told = []
    for name in names:
        budget, commands = TIERS[name]
        start = time.monotonic()
        env = os.environ | KEPT | ({"HYPOTHESIS_PROFILE": "long"} if name == "long" else {})
        codes = [subprocess.run(command, cwd=ROOT, env=env, check=False).returncode for command in commands]  # noqa: S603
        seconds = time.monotonic() - start
        state = "passed" if not any(codes) else "FAILED"
        over = "" if seconds <= budget else "  over its budget"
        told.append((any(codes), f"  {name:<8} {state}  {seconds:6.1f} s of {budget} s{over}"))
    print("\n".join(line for _, line in told))
    return int(any(failed for failed, _ in told))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
