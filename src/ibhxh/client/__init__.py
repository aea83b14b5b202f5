"""The employer's verbs: keep the unit's facts, package a frozen dossier for sending, verify what the agency answers,
receipt and notices."""

from ibhxh.client.before_signing import require_forms_valid, require_own
from ibhxh.client.changed_lines import FieldChange, LineChange, LineFate, changed_lines
from ibhxh.client.errors import AgencyOfAnother, FilesDiffer, FormInvalid, SignerOfAnother, UnitOfAnother
from ibhxh.client.notice_words import notice_words
from ibhxh.client.package import Submission, package
from ibhxh.client.unit import Unit, UnitFileFault, read_unit
from ibhxh.client.verify_notice import KeyNotOfNotice, is_notice, read_notice
from ibhxh.client.verify_receipt import Answer, VerifyAnswer, verify_receipt

__all__ = [
    "AgencyOfAnother",
    "Answer",
    "FieldChange",
    "FilesDiffer",
    "FormInvalid",
    "KeyNotOfNotice",
    "LineChange",
    "LineFate",
    "SignerOfAnother",
    "Submission",
    "Unit",
    "UnitFileFault",
    "UnitOfAnother",
    "VerifyAnswer",
    "changed_lines",
    "is_notice",
    "notice_words",
    "package",
    "read_notice",
    "read_unit",
    "require_forms_valid",
    "require_own",
    "verify_receipt",
]
