"""Trial or production: every key and certificate belongs to exactly one of the two worlds."""

from __future__ import annotations

from enum import StrEnum


class Environment(StrEnum):
    """Where a signature counts. A production service refuses what stands on a trial key."""

    TRIAL = "trial"
    PRODUCTION = "production"
