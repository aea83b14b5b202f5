"""Verifying a receipt offline: the same bytes, the same content, what was changed and where, or nobody we know."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ibhxh.client import Answer, LineFate, VerifyAnswer, verify_receipt
from ibhxh.dossier import Cell, Content, Sheet, freeze
from ibhxh.formats.receipt import NotAReceipt, ReceiptFile
from ibhxh.intake import receive, receive_paper
from ibhxh.trust import Environment, KeyRing, KnownKey, sign_statement
from ibhxh.trust.errors import KeyFileWrong, NotAStatement
from ibhxh.words import Words
from tests.build.filing import AT, PAPER, counting, gateway, gateway_key, key_ring, packed
from tests.build.sheets import D02, FILED_ON, HEADER, LAW, draft, worker

pytestmark = pytest.mark.unit

NAMES = ["Trần Thị Mai Lan", "Lý Thị Cẩm Tú", "Bùi Văn Được"]
LATER = AT.replace(hour=15)


def declaring(*rows: dict[str, Cell], **header: Cell) -> Content:
    return freeze(draft(Sheet.of(D02, HEADER | header, rows), files=(PAPER,)), made_on=FILED_ON)


ROWS = [worker(full_name=name) for name in NAMES]
CONTENT = declaring(*ROWS)
PACKAGE = packed(CONTENT, PAPER).package


@pytest.fixture(scope="module")
def receipt(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    answer = receive(PACKAGE, gateway(tmp_path_factory.mktemp("desk")), at=AT, random=counting())
    assert isinstance(answer, bytes)
    return answer


def ask(receipt: bytes, file: bytes, keys: KeyRing | None = None) -> VerifyAnswer:
    return verify_receipt(receipt, file, key_ring() if keys is None else keys, LAW)


def with_row(number: int, **changes: Cell) -> Content:
    return declaring(*(row | changes if i == number else row for i, row in enumerate(ROWS, start=1)))


@pytest.mark.parametrize(
    "change",
    [
        (b"<KyKeKhai>07/2026", b"<KyKeKhai>08/2026"),
        (b"<CoQuanQuanLy>07999", b"<CoQuanQuanLy>07900"),
        (b"<MaSoBHXH>TZ99001", b"<MaSoBHXH>TZ99002"),
    ],
)
def test_an_envelope_that_says_otherwise_is_changed_though_its_forms_are_not(
    receipt: bytes, change: tuple[bytes, bytes]
) -> None:
    assert PACKAGE.count(change[0]) == 1
    found = ask(receipt, PACKAGE.replace(*change))
    assert found.answer is Answer.CHANGED
    assert found.why is not None and "phong bì" in found.why.vi


@pytest.mark.parametrize("data", [b'"receipt"', b'["receipt"]', b"5", b"", b"[" * 100_000])
def test_what_is_no_receipt(data: bytes) -> None:
    with pytest.raises((NotAReceipt, NotAStatement)):
        ask(data, PACKAGE)


def test_the_keys_that_come_with_a_receipt_are_no_key_ring(receipt: bytes) -> None:
    assert b'"keys":[' in receipt
    with pytest.raises(KeyFileWrong):
        KeyRing.read(receipt)


def test_the_same_bytes(receipt: bytes) -> None:
    found = ask(receipt, PACKAGE)
    assert found.answer is Answer.SAME_BYTES
    assert found.genuine
    assert "13/07/2026 09:15:00" in found.words().vi
    assert "260713-1000-0000-0000" in found.words().en


@pytest.mark.parametrize(
    "file",
    [packed(CONTENT, PAPER, at=LATER).package, packed(CONTENT, PAPER, unsigned=True).package, CONTENT.data],
    ids=["signed again", "unsigned", "content file"],
)
def test_other_bytes_of_the_same_content(receipt: bytes, file: bytes) -> None:
    found = ask(receipt, file)
    assert found.answer is Answer.SAME_CONTENT
    assert found.genuine


def test_paper_is_compared_with_its_scan_and_with_its_content(tmp_path: Path) -> None:
    answer = receive_paper(CONTENT, b"the scanned pages", gateway(tmp_path), at=AT, random=counting())
    assert isinstance(answer, bytes)
    assert ask(answer, b"the scanned pages").answer is Answer.SAME_BYTES
    assert ask(answer, CONTENT.data).answer is Answer.SAME_CONTENT


@pytest.mark.parametrize(
    ("before", "now", "field", "said", "says"),
    [
        ({"wage": 5_681_700}, {"wage": 6_681_700}, "Tiền lương", "5.681.700\u00a0đ", "6.681.700\u00a0đ"),
        ({"wage": 5_681_700}, {"wage": 56_817_000}, "Tiền lương", "5.681.700\u00a0đ", "56.817.000\u00a0đ"),
        ({"wage": 5_681_700}, {"wage": None}, None, None, None),
        ({"note": None}, {"note": "thêm"}, "Ghi chú", "để trống", "thêm"),
        ({"sex": "female"}, {"sex": "male"}, "Giới tính", "Nữ", "Nam"),
        ({"plan": "TM"}, {"plan": "GH"}, "Phương án", "TM", "GH"),
        ({"has_book": None}, {"has_book": True}, "Đã có sổ", "để trống", "có"),
        ({"has_book": False}, {"has_book": True}, "Đã có sổ", "không", "có"),
        ({"si_number": "9900000101"}, {"si_number": "9900000110"}, None, None, None),
        ({"si_number": "9900000101"}, {"si_number": "9900000102"}, "Mã số BHXH", "9900000101", "9900000102"),
        ({"declared_rate": 320_000}, {"declared_rate": 325_000}, "Tỷ lệ đóng (%)", "32", "32,5"),
        ({"birth_date": "1999-05-17"}, {"birth_date": "1989-05-17"}, "Ngày sinh", "17/05/1999", "17/05/1989"),
    ],
)
def test_a_changed_row_is_named_with_its_person_and_where_it_can_be_with_the_old_value(
    tmp_path: Path, before: dict[str, Cell], now: dict[str, Cell], field: str | None, said: str | None, says: str | None
) -> None:
    original = with_row(2, **before)
    receipt = receive(packed(original, PAPER).package, gateway(tmp_path), at=AT, random=counting())
    assert isinstance(receipt, bytes)
    changed = with_row(2, **now)
    for file in (changed.data, packed(changed, PAPER).package):
        found = ask(receipt, file)
        assert found.answer is Answer.CHANGED
        assert not found.genuine
        (change,) = found.changes
        assert (change.line, change.fate) == (4, LineFate.CHANGED)
        assert "mẫu D02-LT, dòng 2, Lý Thị Cẩm Tú" in change.words().vi
        if field is None:
            assert {value.before for value in change.fields} == {None}
            assert Words("Họ và tên", "Full name") in [value.name for value in change.fields]
        else:
            (value,) = change.fields
            assert value.before is not None
            assert (value.name.vi, value.before.vi, value.now.vi) == (field, said, says)


def test_a_changed_header_is_named(receipt: bytes) -> None:
    (change,) = ask(receipt, declaring(*ROWS, work_week="5").data).changes
    assert change.words().vi == (
        "Dòng 2 (mẫu D02-LT, phần đầu): “Tuần làm việc của đơn vị” lúc nhận là 6 ngày, nay ghi 5 ngày."
    )


@pytest.mark.parametrize(
    ("rows", "fates"),
    [
        ([*ROWS, worker(full_name="Đặng Thị Út")], [(6, LineFate.ADDED)]),
        ([ROWS[0], ROWS[2]], [(4, LineFate.MISSING)]),
        ([ROWS[1], ROWS[0], ROWS[2]], [(3, LineFate.CHANGED), (4, LineFate.CHANGED)]),
    ],
    ids=["added", "missing", "swapped"],
)
def test_lines_that_came_or_went_are_named(
    receipt: bytes, rows: list[dict[str, Cell]], fates: list[tuple[int, LineFate]]
) -> None:
    found = ask(receipt, declaring(*rows).data)
    assert found.answer is Answer.CHANGED
    assert [(change.line, change.fate) for change in found.changes] == fates
    assert all(change.words().vi and change.words().en for change in found.changes)


def test_without_the_line_digests_a_change_is_seen_and_not_named(receipt: bytes) -> None:
    for file in (
        ReceiptFile.from_bytes(receipt).statement,
        ReceiptFile(ReceiptFile.from_bytes(receipt).statement).to_bytes(),
    ):
        found = ask(file, with_row(1, wage=1).data)
        assert (found.answer, found.changes) == (Answer.CHANGED, ())
        assert found.why is not None


def test_line_digests_of_another_content_name_nothing(receipt: bytes) -> None:
    said = json.loads(receipt)
    said["leaves"][3] = "00" * 32
    found = ask(json.dumps(said).encode(), with_row(1, wage=1).data)
    assert (found.answer, found.changes) == (Answer.CHANGED, ())


def test_another_dossier_is_told_from_a_changed_one(receipt: bytes) -> None:
    other = freeze(draft(dossier_id="1e" * 16), made_on=FILED_ON)
    assert ask(receipt, other.data).answer is Answer.OTHER_DOSSIER


@pytest.mark.parametrize("file", [b"", b"%PDF-1.7", b"<a/>", b'["ibhxh-content",1]\n', b"<Hoso>", CONTENT.data[:-1]])
def test_a_file_that_declares_nothing(receipt: bytes, file: bytes) -> None:
    found = ask(receipt, file)
    assert found.answer is Answer.UNREADABLE_FILE
    assert not found.genuine


def test_a_signer_nobody_knows(receipt: bytes) -> None:
    assert ask(receipt, PACKAGE, KeyRing([])).answer is Answer.UNKNOWN_SIGNER


def test_the_keys_beside_a_receipt_are_not_believed(receipt: bytes) -> None:
    assert json.loads(receipt)["keys"]
    assert ask(receipt, PACKAGE, KeyRing([])).receipt is None


@pytest.mark.parametrize(
    "known",
    [
        KnownKey.of(
            gateway_key(), name="", environment=Environment.PRODUCTION, valid_from=datetime(2026, 1, 1, tzinfo=UTC)
        ),
        KnownKey.of(gateway_key(), name="", environment=Environment.TRIAL, valid_from=datetime(2026, 8, 1, tzinfo=UTC)),
    ],
    ids=["of the other world", "not yet in use"],
)
def test_a_key_speaks_only_for_its_world_and_time(receipt: bytes, known: KnownKey) -> None:
    found = ask(receipt, PACKAGE, KeyRing([known]))
    assert found.answer is Answer.UNKNOWN_SIGNER
    assert found.why is not None


def edited(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def edit(receipt: bytes) -> bytes:
        said = json.loads(receipt)
        payload = change(base64.b64decode(said["receipt"]["payload"]))
        said["receipt"]["payload"] = base64.b64encode(payload).decode()
        return json.dumps(said).encode()

    return edit


@pytest.mark.parametrize(
    "edit",
    [
        edited(lambda payload: payload.replace(b"2026-07-13T09", b"2026-07-10T09")),
        edited(lambda payload: payload.replace(b'"round":1', b'"round":2')),
    ],
)
def test_an_edited_receipt_is_worth_nothing(receipt: bytes, edit: Callable[[bytes], bytes]) -> None:
    found = ask(edit(receipt), PACKAGE)
    assert (found.answer, found.receipt) == (Answer.RECEIPT_CHANGED, None)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"nothing", b'{"receipt":{}}', b'{"receipt":1,"leaves":["x"]}'])
def test_what_is_no_receipt_says_so(data: bytes) -> None:
    with pytest.raises((NotAReceipt, NotAStatement)):
        ask(data, PACKAGE)


def test_a_statement_of_another_type_is_no_receipt(receipt: bytes) -> None:
    payload = base64.b64decode(json.loads(receipt)["receipt"]["payload"])
    other = sign_statement(payload, "application/vnd.ibhxh.acceptance+json", gateway_key())
    with pytest.raises(NotAReceipt):
        ask(other.to_bytes(), PACKAGE)


def test_every_answer_has_its_sentence(receipt: bytes) -> None:
    stated = ask(receipt, PACKAGE).receipt
    for answer in Answer:
        words = VerifyAnswer(answer, stated).words()
        assert "{" not in words.vi + words.en
    assert replace(VerifyAnswer(Answer.UNKNOWN_SIGNER, None)).words().en
