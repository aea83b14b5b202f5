"""Receipts and notices as PDF."""

from __future__ import annotations

from typing import assert_never

from ibhxh.formats.notices import (
    Acceptance,
    AccountNotice,
    Agency,
    Decision,
    Notice,
    ParticipantsNotice,
    Refusal,
    SupplementRequest,
)
from ibhxh.formats.receipt import NotAReceipt, Receipt, ReceiptFile
from ibhxh.law import Law
from ibhxh.printing.slips.acceptance_slip import acceptance_slip
from ibhxh.printing.slips.account_slip import account_slip
from ibhxh.printing.slips.decision_slip import decision_slip
from ibhxh.printing.slips.participants_slip import participants_slip
from ibhxh.printing.slips.receipt_slip import receipt_slip
from ibhxh.printing.slips.refusal_slip import refusal_slip
from ibhxh.printing.slips.sealed import Seal, payload_of
from ibhxh.printing.slips.slip import Slip, set_slip
from ibhxh.printing.slips.supplement_slip import supplement_slip


def print_receipt(receipt_file: bytes, law: Law, *, agency: Agency, unit_name: str) -> bytes:
    """The receipt of a receipt's file as PDF/A-2a and PDF/UA-1, with a QR code that holds it whole.

    The receipt names codes; `agency` and `unit_name` give the names to them. Whether the signature is right is not
    looked at. Equal arguments give equal bytes. Raises `NotAReceipt`, ValueError where `agency` is another than the
    receipt's, `TypesettingFault`.
    """
    statement = ReceiptFile.from_bytes(receipt_file).statement
    try:
        payload = payload_of(statement)
    except ValueError as error:
        raise NotAReceipt from error
    receipt = Receipt.from_bytes(payload)
    if receipt.agency_code != agency.code:
        raise ValueError(f"the receipt is of agency {receipt.agency_code}, not {agency.code}")
    return set_slip(receipt_slip(receipt, statement, law, agency=agency, unit_name=unit_name))


def print_slip(notice: Notice, law: Law, *, statement: bytes | None = None) -> bytes:
    """A notice as PDF/A-2a and PDF/UA-1: slips 01, 02 and 03, the result line by line, C12-TS, D09-TS.

    `statement` is the notice signed (DSSE JSON), for the seal and the QR code; without it the slip says that it is not
    signed. Whether the signature is right is not looked at. A notice of the trial environment has the band of the trial
    gateway on each page. Equal arguments give equal bytes. Raises ValueError where the statement is of another notice,
    `TypesettingFault`.
    """
    return set_slip(_slip(notice, Seal.of(notice.to_bytes(), statement), law))


def _slip(notice: Notice, seal: Seal, law: Law) -> Slip:
    match notice:
        case Acceptance():
            slip = acceptance_slip(notice, seal)
        case SupplementRequest():
            slip = supplement_slip(notice, seal)
        case Refusal():
            slip = refusal_slip(notice, seal)
        case Decision():
            slip = decision_slip(notice, seal)
        case AccountNotice():
            slip = account_slip(notice, seal)
        case ParticipantsNotice():
            slip = participants_slip(notice, seal, law)
        case _:
            assert_never(notice)
    return slip
