"""How many examples a property is tried with."""

from __future__ import annotations

import os

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"


def drawn(usual: int) -> int:
    """So many in `make test`, where a budget bears no more; twenty times as many in `make long`."""
    return usual * 20 if LONG else usual
