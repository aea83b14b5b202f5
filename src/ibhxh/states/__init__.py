"""Lifecycles as tables. One file is one life: `employer` (a dossier), `agency` (a case), `line` (a line of a case).

A table says who may move a subject from where to where, on which condition, with which document, what the clock of the
time limit does, and what is told to people. Nothing here is stored: `Machine.step` answers, others write.
"""

from ibhxh.states.agency import CASE, CaseState
from ibhxh.states.document import Document
from ibhxh.states.employer import DOSSIER, DossierState
from ibhxh.states.errors import MoveRefused
from ibhxh.states.line import LINE, LineState
from ibhxh.states.machine import Machine
from ibhxh.states.move import Actor, ClockAct, Fact, Facts, Guard, Move, Stage
from ibhxh.states.telling import Telling, tell

__all__ = [
    "CASE",
    "DOSSIER",
    "LINE",
    "Actor",
    "CaseState",
    "ClockAct",
    "Document",
    "DossierState",
    "Fact",
    "Facts",
    "Guard",
    "LineState",
    "Machine",
    "Move",
    "MoveRefused",
    "Stage",
    "Telling",
    "tell",
]
