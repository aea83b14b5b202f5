"""The same unit at work as for its dossiers."""

from tests.sites.employer.dossiers.conftest import hour, place

__all__ = ["hour", "place"]
