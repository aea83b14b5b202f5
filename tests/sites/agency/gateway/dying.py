"""The sites in a process that kills itself at its n-th new package, on one side of the commit: `DIES=before:5`.

`before`: everything of the package is written and nothing committed; `after`: it is committed and not answered yet.
The digest of that package is noted in `died.txt` in the folder of data.
"""

from __future__ import annotations

import os
import signal
from itertools import count
from pathlib import Path
from typing import Any

from ibhxh.intake import Arrival
from ibhxh.sites.project.wsgi import application

from ibhxh.sites.agency.gateway import api  # isort: skip - after Django is set up
from ibhxh.sites.agency.gateway.registry import DjangoRegistry  # isort: skip

__all__ = ["application"]

_moment, _, _number = os.environ["DIES"].partition(":")
_turns = count(1)
_store, _receipt = DjangoRegistry.store, api._receipt


def _perhaps_die(arrival: Arrival) -> None:
    if next(_turns) == int(_number):
        (Path(os.environ["IBHXH_DATA"]) / "died.txt").write_text(arrival.digest)
        os.killpg(0, signal.SIGKILL)  # the server with all its processes


def _dying_store(self: DjangoRegistry, arrival: Arrival, **kept: bytes) -> None:
    _store(self, arrival, **kept)
    _perhaps_die(arrival)


def _dying_receipt(arrival: Arrival, status: Any) -> Any:
    if status == 201:
        _perhaps_die(arrival)
    return _receipt(arrival, status)


if _moment == "before":
    DjangoRegistry.store = _dying_store  # type: ignore[method-assign]
else:
    api._receipt = _dying_receipt
