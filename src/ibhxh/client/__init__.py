"""The employer's verbs: keep the unit's facts, package a frozen dossier for sending, verify the gateway's receipt."""

from ibhxh.client.changed_lines import FieldChange, LineChange, LineFate, changed_lines
from ibhxh.client.errors import FilesDiffer
from ibhxh.client.package import Submission, package
from ibhxh.client.unit import Unit, UnitFileFault, read_unit
from ibhxh.client.verify_receipt import Answer, VerifyAnswer, verify_receipt

__all__ = [
    "Answer",
    "FieldChange",
    "FilesDiffer",
    "LineChange",
    "LineFate",
    "Submission",
    "Unit",
    "UnitFileFault",
    "VerifyAnswer",
    "changed_lines",
    "package",
    "read_unit",
    "verify_receipt",
]
