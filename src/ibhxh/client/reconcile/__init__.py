"""Reconciliation, the employer's side: a month of its own register against the agency's notices C12-TS and D09-TS.

`compare` puts the layers together: `people` (whom `match` finds on both lists) and `money` (funds, balances, payments).
Every difference is of a named kind of the catalogue in `kinds`; their amounts add up to the gap. `correction` writes
the rows of a list that clear those which a list can clear.
"""

from ibhxh.client.reconcile.compare import reconcile
from ibhxh.client.reconcile.correction import MARK, CorrectingRow, correcting_rows, remark
from ibhxh.client.reconcile.difference import Difference, DifferenceKind, Layer, Reconciliation, State
from ibhxh.client.reconcile.kinds import KINDS

__all__ = [
    "KINDS",
    "MARK",
    "CorrectingRow",
    "Difference",
    "DifferenceKind",
    "Layer",
    "Reconciliation",
    "State",
    "correcting_rows",
    "reconcile",
    "remark",
]
