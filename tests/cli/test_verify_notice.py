"""`ibhxh verify` with a notice, and with the text of a slip's QR code."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ibhxh.cli import main
from ibhxh.formats.notices import seal_code
from ibhxh.formats.receipt import ReceiptFile
from ibhxh.intake import receive
from ibhxh.trust import KeyRing
from tests.build.filing import AT, counting, gateway, key_ring
from tests.build.notices import acceptance, sealed
from tests.client.test_verify_receipt import PACKAGE

pytestmark = pytest.mark.unit


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    path = tmp_path / "keys.json"
    path.write_bytes(key_ring().to_bytes())
    return path


def verify(folder: Path, keys: Path, *files: bytes, lang: str = "vi") -> Result:
    paths = [folder / f"{number}.bin" for number in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    return CliRunner().invoke(main, ["--lang", lang, "verify", *map(str, paths), "--keys", str(keys)])


def test_a_notice_alone(tmp_path: Path, keys: Path) -> None:
    answer = verify(tmp_path, keys, sealed(acceptance()))
    assert answer.exit_code == 0
    assert "Đã tiếp nhận hồ sơ số 00417/2026/07999" in answer.output
    assert "is accepted" in verify(tmp_path, keys, sealed(acceptance()), lang="en").output


def test_a_notice_under_a_key_we_do_not_know(tmp_path: Path, keys: Path) -> None:
    keys.write_bytes(KeyRing([]).to_bytes())
    answer = verify(tmp_path, keys, sealed(acceptance()))
    assert answer.exit_code == 1
    assert "Chưa biết khóa đã ký" in answer.output


def test_a_notice_that_was_changed(tmp_path: Path, keys: Path) -> None:
    other = sealed(acceptance())
    at = other.index(b'"payload":"') + 20
    answer = verify(tmp_path, keys, other[:at] + (b"A" if other[at : at + 1] != b"A" else b"B") + other[at + 1 :])
    assert answer.exit_code == 1
    assert "thay đổi sau khi ký" in answer.output


def test_the_code_of_a_slip(tmp_path: Path, keys: Path) -> None:
    text = seal_code(sealed(acceptance())).encode() + b"\n"
    assert verify(tmp_path, keys, text).exit_code == 0
    assert verify(tmp_path, keys, text[:-9]).exit_code == 2


def test_the_code_of_a_receipt_s_slip_with_the_package(tmp_path: Path, keys: Path) -> None:
    receipt = receive(PACKAGE, gateway(tmp_path), at=AT, random=counting())
    assert isinstance(receipt, bytes)
    text = seal_code(ReceiptFile.from_bytes(receipt).statement).encode()
    assert verify(tmp_path, keys, text, PACKAGE).exit_code == 0


def test_a_receipt_needs_its_file_and_a_notice_has_none(tmp_path: Path, keys: Path) -> None:
    receipt = receive(PACKAGE, gateway(tmp_path), at=AT, random=counting())
    assert isinstance(receipt, bytes)
    for answer, said in (
        (verify(tmp_path, keys, receipt), "Ghi thêm tên tệp đã nộp"),
        (verify(tmp_path, keys, sealed(acceptance()), PACKAGE), "Thông báo được xác minh một mình"),
    ):
        assert answer.exit_code == 2
        assert said in answer.stderr
