"""The text of a slip's QR code gives the very same signed statement back."""

from __future__ import annotations

import base45
import pytest

from ibhxh.formats.notices import NotANotice, Notice, seal_code, sealed_statement
from ibhxh.formats.notices.seal_code import LARGEST, PREFIX
from ibhxh.trust import sign_statement
from tests.build.filing import gateway_key
from tests.build.notices import acceptance, notices, sealed

pytestmark = pytest.mark.unit

ALPHANUMERIC = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@pytest.mark.parametrize("notice", notices(), ids=lambda notice: type(notice).__name__)
def test_the_statement_comes_back_byte_for_byte(notice: Notice) -> None:
    statement = sealed(notice)
    text = seal_code(statement)
    assert set(text) <= ALPHANUMERIC
    assert sealed_statement(text) == statement


@pytest.mark.parametrize("text", ["", PREFIX, PREFIX + "ABC", "HC1:6BF", PREFIX + "é", PREFIX + "0" * 300])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(NotANotice):
        sealed_statement(text)


def test_a_text_cut_off_or_continued_is_refused() -> None:
    data = base45.b45decode(seal_code(sealed(acceptance())).removeprefix(PREFIX))
    for other in (data[:-1], data + b"\0", bytes([99]) + data[1:]):
        with pytest.raises(NotANotice):
            sealed_statement(PREFIX + base45.b45encode(other).decode())


def test_a_payload_may_not_unpack_to_anything_large() -> None:
    bomb = sign_statement(b"0" * (LARGEST + 1), acceptance().MEDIA_TYPE, gateway_key()).to_bytes()
    with pytest.raises(NotANotice):
        sealed_statement(seal_code(bomb))


@pytest.mark.parametrize(
    "statement", [b"", b"{}", b"[]", sign_statement(b"{}", "text/plain", gateway_key()).to_bytes()]
)
def test_other_statements_have_no_code(statement: bytes) -> None:
    with pytest.raises(NotANotice):
        seal_code(statement)
