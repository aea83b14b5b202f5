"""The jobs of the register."""

from ibhxh.sites.agency.register import closing

__all__ = ["closing"]
