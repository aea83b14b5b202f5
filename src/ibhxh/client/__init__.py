"""The employer's verbs: keep the unit's facts, package a frozen dossier for sending, verify the gateway's receipt."""

from ibhxh.client.before_signing import require_own
from ibhxh.client.changed_lines import FieldChange, LineChange, LineFate, changed_lines
from ibhxh.client.errors import FilesDiffer, SignerOfAnother, UnitOfAnother
from ibhxh.client.package import Submission, package
from ibhxh.client.unit import Unit, UnitFileFault, read_unit
from ibhxh.client.verify_receipt import Answer, VerifyAnswer, verify_receipt

__all__ = [
    "Answer",
    "FieldChange",
    "FilesDiffer",
    "LineChange",
    "LineFate",
    "SignerOfAnother",
    "Submission",
    "Unit",
    "UnitFileFault",
    "UnitOfAnother",
    "VerifyAnswer",
    "changed_lines",
    "package",
    "read_unit",
    "require_own",
    "verify_receipt",
]
