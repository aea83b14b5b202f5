"""The jobs of cases."""

from ibhxh.sites.agency.cases import paper

__all__ = ["paper"]
