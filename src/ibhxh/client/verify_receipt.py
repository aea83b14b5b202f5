"""Verifying a receipt, offline: does it speak of this file, and if not, what in the file is not what was received?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ibhxh.client.changed_lines import LineChange, changed_lines
from ibhxh.dossier import Content, parse_content
from ibhxh.dossier.tree import root_of
from ibhxh.formats.envelope import read_envelope
from ibhxh.formats.package import ForeignIdentity, agrees, rebuild
from ibhxh.formats.receipt import RECEIPT_TYPE, NotAReceipt, Receipt, ReceiptFile
from ibhxh.law import Law
from ibhxh.problem import Problem
from ibhxh.trust import KeyRing, Statement, verify_statement
from ibhxh.trust.errors import StatementWrong, UnknownSigner
from ibhxh.trust.xml_document import read_xml
from ibhxh.words import Words, instant_text


class Answer(StrEnum):
    """What verifying can find."""

    SAME_BYTES = "same_bytes"
    SAME_CONTENT = "same_content"
    CHANGED = "changed"
    OTHER_DOSSIER = "other_dossier"
    UNREADABLE_FILE = "unreadable_file"
    UNKNOWN_SIGNER = "unknown_signer"
    RECEIPT_CHANGED = "receipt_changed"


_SENTENCES = {
    Answer.SAME_BYTES: Words(
        "Đúng tệp này đã được cổng nhận lúc {at}, mã giao dịch {code}.",
        "The gateway received exactly this file at {at}, transaction {code}.",
    ),
    Answer.SAME_CONTENT: Words(
        "Nội dung kê khai đúng như đã nhận lúc {at}, mã giao dịch {code}; tệp khác vì ký hoặc đóng gói lần khác.",
        "What is declared is what was received at {at}, transaction {code}; the file was signed or packed anew.",
    ),
    Answer.CHANGED: Words(
        "Tệp này không phải hồ sơ đã nhận lúc {at}, mã giao dịch {code}: nội dung đã thay đổi.",
        "This is not what was received at {at}, transaction {code}: the content was changed.",
    ),
    Answer.OTHER_DOSSIER: Words(
        "Biên nhận có mã giao dịch {code} được cấp cho một hồ sơ khác.",
        "The receipt with transaction {code} was given for another dossier.",
    ),
    Answer.UNREADABLE_FILE: Words(
        "Tệp này không phải tệp đã nhận lúc {at}, mã giao dịch {code}, và không đọc được nội dung kê khai.",
        "This is not the file received at {at}, transaction {code}, and no declared content can be read from it.",
    ),
    Answer.UNKNOWN_SIGNER: Words(
        "Chưa biết khóa đã ký biên nhận này nên chưa xác minh được.",
        "The key that signed this receipt is not known, so it cannot be verified.",
    ),
    Answer.RECEIPT_CHANGED: Words(
        "Biên nhận này đã bị sửa sau khi cổng ký, không có giá trị.",
        "This receipt was changed after the gateway signed it; it is worth nothing.",
    ),
}
_CONTRADICTED = Words(
    "Các tờ khai kê khai như đã nhận, nhưng phong bì hoặc một thẻ nhắc lại giá trị ghi khác.",
    "The forms declare what was received, but the envelope, or an element that repeats a value, says otherwise.",
)


@dataclass(frozen=True, slots=True)
class VerifyAnswer:
    """The finding. `receipt` is what the gateway stated, None unless its signature holds; `changes` are the lines that
    differ, empty where the receipt's file does not hold the line digests; `why` says more where there is more."""

    answer: Answer
    receipt: Receipt | None
    changes: tuple[LineChange, ...] = ()
    why: Words | None = None

    @property
    def genuine(self) -> bool:
        """Whether the receipt is for what this file declares."""
        return self.answer in (Answer.SAME_BYTES, Answer.SAME_CONTENT)

    def words(self) -> Words:
        """The finding in one sentence."""
        receipt = self.receipt
        if receipt is None:
            return _SENTENCES[self.answer]
        return _SENTENCES[self.answer].fill(at=instant_text(receipt.received_at), code=receipt.transaction_code)


def verify_receipt(receipt_bytes: bytes, file_bytes: bytes, keys: KeyRing, law: Law) -> VerifyAnswer:
    """Compare a receipt with a file: a package, a content file, or anything that was received as it is.

    `keys` are the gateway keys known from elsewhere: those that lie beside the receipt prove nothing. Raises
    `NotAReceipt` and `NotAStatement` where the first file is no receipt at all.
    """
    file = ReceiptFile.from_bytes(receipt_bytes)
    statement = Statement.from_bytes(file.statement)
    try:
        payload = verify_statement(statement, keys)
    except UnknownSigner:
        return VerifyAnswer(Answer.UNKNOWN_SIGNER, None)
    except StatementWrong:
        return VerifyAnswer(Answer.RECEIPT_CHANGED, None)
    if statement.payload_type != RECEIPT_TYPE:
        raise NotAReceipt
    receipt = Receipt.from_bytes(payload)
    known = keys[statement.key_id]
    if receipt.environment != known.environment or not known.covers(receipt.received_at):
        return VerifyAnswer(
            Answer.UNKNOWN_SIGNER,
            None,
            why=Words(
                "Khóa này không được dùng cho thời điểm và môi trường ghi trên biên nhận.",
                "The key was not in use at the instant and in the environment the receipt states.",
            ),
        )
    return _compare(receipt, file.leaves, file_bytes, law)


def _compare(receipt: Receipt, leaves: tuple[bytes, ...], file: bytes, law: Law) -> VerifyAnswer:
    if hashlib.sha256(file).hexdigest() == receipt.evidence_digest:
        return VerifyAnswer(Answer.SAME_BYTES, receipt)
    try:
        content, contradicted = _content(file, law, receipt)
    except Problem as problem:
        return VerifyAnswer(Answer.UNREADABLE_FILE, receipt, why=problem.what)
    if content.head.dossier_id != receipt.dossier_id:
        return VerifyAnswer(Answer.OTHER_DOSSIER, receipt)
    if content.digest == receipt.content_digest:
        same = VerifyAnswer(Answer.SAME_CONTENT, receipt)
        return VerifyAnswer(Answer.CHANGED, receipt, why=_CONTRADICTED) if contradicted else same
    if root_of(leaves).hex() != receipt.content_digest:
        why = Words(
            "Tệp biên nhận không kèm tóm lược từng dòng nên chưa chỉ ra được dòng thay đổi.",
            "The receipt comes without the digests of the lines, so the changed line cannot be named.",
        )
        return VerifyAnswer(Answer.CHANGED, receipt, why=why)
    return VerifyAnswer(Answer.CHANGED, receipt, changed_lines(content, leaves, law))


def _content(file: bytes, law: Law, receipt: Receipt) -> tuple[Content, bool]:
    """What a file declares, and whether its envelope or a repeated value says otherwise. Signatures are not looked at:
    what counts is whether the file says what was received."""
    if not file.lstrip(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return parse_content(file, law), False
    filed_on: date = receipt.legal_day
    identity = ForeignIdentity(receipt.dossier_id, receipt.key.round)
    envelope = read_envelope(read_xml(file))
    rebuilt = rebuild(envelope, lambda form, _: read_xml(form), law, filed_on=filed_on, foreign=identity)
    ours = rebuilt.said is not None
    return rebuilt.content, ours and (bool(rebuilt.strays) or not agrees(envelope, rebuilt.content.head))
