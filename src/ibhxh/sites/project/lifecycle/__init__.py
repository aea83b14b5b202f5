"""Lifecycles in the database: a state that only `fire` writes, and events that only grow.

`models` what a subject and its events look like · `firing` makes a move · `history` reads what happened · `chain` the
hash that ties an event to the one before · `refolding` proves that states and events say the same.
"""

from ibhxh.sites.project.lifecycle.errors import StaleState
from ibhxh.sites.project.lifecycle.firing import fire
from ibhxh.sites.project.lifecycle.history import clock_of, known_facts, telling_of
from ibhxh.sites.project.lifecycle.models import LifeEvent, Lived
from ibhxh.sites.project.lifecycle.refolding import Audit, Finding, audit_all, refold

__all__ = [
    "Audit",
    "Finding",
    "LifeEvent",
    "Lived",
    "StaleState",
    "audit_all",
    "clock_of",
    "fire",
    "known_facts",
    "refold",
    "telling_of",
]
