"""`python -m bench [name …]`: runs the measurements, prints them, writes `bench/results.json`."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(names: list[str]) -> None:
    """Each module in turn; what was measured is written even when a later one fails."""
    modules = names or sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    results: list[dict[str, object]] = []
    for name in modules:
        for figure in importlib.import_module(f"bench.{name}").run():
            results.append(figure)
            print(
                f"{figure['name']:<44} {figure['value']:>10.3f} {figure['unit']:<6}"
                f" floor {figure['floor']:>10.3f}   {figure['ratio']:>6.2f} ×",
                flush=True,
            )
        (HERE / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
