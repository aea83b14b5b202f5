"""Verifying a notice offline: who signed, in which world, when; and what it says in one paragraph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from ibhxh.client import KeyNotOfNotice, is_notice, notice_words, read_notice
from ibhxh.formats.notices import NotANotice, Notice
from ibhxh.formats.receipt import RECEIPT_TYPE
from ibhxh.trust import KeyRing, Statement, sign_statement
from ibhxh.trust.errors import NotAStatement, StatementWrong, UnknownSigner
from ibhxh.trust.instants import VIETNAM
from tests.build.filing import gateway_key, key_ring
from tests.build.notices import acceptance, decision, notices, refusal, sealed, supplement_request

pytestmark = pytest.mark.unit

ALL = pytest.mark.parametrize("notice", notices(), ids=lambda notice: type(notice).__name__)


@ALL
def test_a_sealed_notice_is_read(notice: Notice) -> None:
    statement = sealed(notice)
    assert is_notice(statement)
    assert read_notice(statement, key_ring()) == notice


@ALL
def test_one_changed_byte_is_noticed(notice: Notice) -> None:
    statement = Statement.from_bytes(sealed(notice))
    forged = replace(statement, payload=statement.payload.replace(b"TZ99001", b"TZ99009"))
    with pytest.raises(StatementWrong):
        read_notice(forged.to_bytes(), key_ring())


def test_a_key_nobody_gave_us_proves_nothing() -> None:
    with pytest.raises(UnknownSigner):
        read_notice(sealed(acceptance()), KeyRing([]))


@pytest.mark.parametrize(
    "change",
    [
        lambda head: replace(head, environment="production"),
        lambda head: replace(head, key_id="0" * 32),
        lambda head: replace(head, issued_at=datetime(2025, 12, 31, 23, 59, 59, tzinfo=VIETNAM)),
    ],
    ids=["another world", "another key", "before the key was in use"],
)
def test_a_key_out_of_its_place_proves_nothing(change: Callable[..., object]) -> None:
    notice = replace(acceptance(), head=change(acceptance().head))  # type: ignore[arg-type]
    with pytest.raises(KeyNotOfNotice):
        read_notice(sealed(notice), key_ring())


def test_a_payload_signed_under_another_type_is_refused() -> None:
    for media_type in (RECEIPT_TYPE, decision().MEDIA_TYPE):
        statement = sign_statement(acceptance().to_bytes(), media_type, gateway_key()).to_bytes()
        with pytest.raises(NotANotice):
            read_notice(statement, key_ring())


@pytest.mark.parametrize("data", [b"", b"{}", b"5", b"IBHXH1:", b"%PDF-1.7"])
def test_what_is_no_statement(data: bytes) -> None:
    assert not is_notice(data)
    with pytest.raises(NotAStatement):
        read_notice(data, key_ring())


@ALL
def test_the_paragraph_is_complete_in_both_languages(notice: Notice) -> None:
    words = notice_words(notice)
    for text in (words.vi, words.en):
        assert "{" not in text and "None" not in text
        assert "Công ty TNHH May Bình Minh Mẫu (TZ99001)" in text
    assert words.vi.startswith("Chữ ký của Bảo hiểm xã hội cơ sở mẫu 07999 hợp lệ")


@pytest.mark.parametrize(
    ("notice", "vi", "en"),
    [
        (acceptance(), "hẹn trả kết quả lúc 06/02/2026 14:18:07", "due at 06/02/2026 14:18:07"),
        (supplement_request(), "cần bổ sung 2 mục trước hết ngày 12/02/2026", "2 items are asked"),
        (replace(supplement_request(), deadline=None), "cần bổ sung 2 mục, thời hạn", "2 items are asked"),
        (refusal(), "mã giao dịch 260130-7Q2M-K4D0-XJ9T", "is refused: "),
        (decision(()), "chấp nhận toàn bộ 70 dòng", "accepted whole: 70 lines"),
        (
            decision(),
            "chấp nhận 68 dòng, trả lại 2 dòng",
            "68 lines are accepted and booked in 01/2026, 2 are returned",
        ),
        (decision(range(70)), "trả lại toàn bộ 70 dòng", "returned whole: 70 lines"),
        (notices()[4], "còn thiếu 278.013.365\u00a0đ", "owed 278.013.365\u00a0đ"),
        (notices()[5], "có 102 người tham gia", "has 102 participants"),
    ],
)
def test_what_the_paragraph_says(notice: Notice, vi: str, en: str) -> None:
    assert vi in notice_words(notice).vi
    assert en in notice_words(notice).en
