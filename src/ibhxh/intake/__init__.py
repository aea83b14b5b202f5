"""The agency's door: examine what came, match it with what is known, store it, answer with a receipt.

`examine…` are pure: bytes, law and trust in, evidence or a refusal out, never an exception for bad input. `receive…`
are the whole door around a `Registry`; `SqliteRegistry` is one for a single machine.
"""

from ibhxh.formats.receipt import EvidenceKind
from ibhxh.intake.errors import ContentDiffers, IntakeProblem, RoundTaken
from ibhxh.intake.examine import examine, examine_copy, examine_paper, legal_day
from ibhxh.intake.match import Match, Meeting, match
from ibhxh.intake.receive import (
    Gateway,
    Taken,
    look_at,
    receipt_of,
    receive,
    receive_copy,
    receive_paper,
    still_needed,
    take_in,
)
from ibhxh.intake.registry import Arrival, Registry
from ibhxh.intake.sqlite_registry import SqliteRegistry
from ibhxh.intake.verdict import Accepted, Evidence, Refused

__all__ = [
    "Accepted",
    "Arrival",
    "ContentDiffers",
    "Evidence",
    "EvidenceKind",
    "Gateway",
    "IntakeProblem",
    "Match",
    "Meeting",
    "Refused",
    "Registry",
    "RoundTaken",
    "SqliteRegistry",
    "Taken",
    "examine",
    "examine_copy",
    "examine_paper",
    "legal_day",
    "look_at",
    "match",
    "receipt_of",
    "receive",
    "receive_copy",
    "receive_paper",
    "still_needed",
    "take_in",
]
