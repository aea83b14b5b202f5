"""Verifying a notice, offline: did the agency say this, in this world, at that time?"""

from __future__ import annotations

from ibhxh.formats.notices import NOTICE_TYPES, Notice, notice_of
from ibhxh.problem import Problem
from ibhxh.trust import KeyRing, Statement, verify_statement
from ibhxh.trust.errors import NotAStatement
from ibhxh.words import Words


class KeyNotOfNotice(Problem):
    """The signature holds, but the notice names another key, another world, or an instant at which the key was not in
    use."""

    code = "KEY_NOT_OF_NOTICE"

    def __init__(self) -> None:
        super().__init__(
            Words(
                "Khóa đã ký không được dùng cho thời điểm và môi trường ghi trên thông báo.",
                "The key that signed was not in use at the instant and in the environment the notice states.",
            ),
            fix=Words(
                "Không dùng thông báo này; hỏi lại cơ quan BHXH.", "Do not use this notice; ask the insurance agency."
            ),
        )


def is_notice(data: bytes) -> bool:
    """Whether a file claims to be a signed notice; nothing is verified."""
    try:
        return Statement.from_bytes(data).payload_type in NOTICE_TYPES
    except NotAStatement:
        return False


def read_notice(statement_bytes: bytes, keys: KeyRing) -> Notice:
    """The notice that a signed statement (DSSE JSON) holds, once everything about its signature is right.

    `keys` are the agency's keys known from elsewhere. Raises `NotAStatement`, `UnknownSigner`, `StatementWrong`,
    `NotANotice` and `KeyNotOfNotice`.
    """
    statement = Statement.from_bytes(statement_bytes)
    notice = notice_of(statement.payload_type, verify_statement(statement, keys))
    head, known = notice.head, keys[statement.key_id]
    fits = head.key_id == statement.key_id and head.environment == known.environment and known.covers(head.issued_at)
    if not fits:
        raise KeyNotOfNotice
    return notice
