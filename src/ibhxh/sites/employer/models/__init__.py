"""The employer's tables.

`workspace` who works where · `unit` the units and their people · `dossier` drafts, sheets, rows, events, parcels ·
`notice` what came back · `given_up_line` what is not brought again · `payment` what was paid.
"""

from ibhxh.sites.employer.models.dossier import AttachedFile, Dossier, DossierEvent, DraftRow, DraftSheet, Parcel
from ibhxh.sites.employer.models.given_up_line import GivenUpLine
from ibhxh.sites.employer.models.notice import Notice
from ibhxh.sites.employer.models.payment import Payment
from ibhxh.sites.employer.models.unit import KeyFile, Person, Unit
from ibhxh.sites.employer.models.workspace import Membership, Workspace

__all__ = [
    "AttachedFile",
    "Dossier",
    "DossierEvent",
    "DraftRow",
    "DraftSheet",
    "GivenUpLine",
    "KeyFile",
    "Membership",
    "Notice",
    "Parcel",
    "Payment",
    "Person",
    "Unit",
    "Workspace",
]
