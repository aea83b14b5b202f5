"""What is published stays: the dictionary, the examples, the figures of the reference page."""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from ibhxh.dossier import Content, parse_content
from ibhxh.formats.barcode import Cut, Filed, PageWriter, Rebuilt, frames_of_page, join, read_frame, rebuild
from ibhxh.formats.barcode.streams import dictionary
from tests.build.sheets import LAW

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT / "tests" / "vectors" / "barcode").glob("*.json"))
SEAL = "b8e954fc084652e45e9343f7e6c07f570ce38656eb0c5e844d2ef9af1e40c266"


def example(path: Path) -> tuple[dict[str, Any], Content, Filed | None]:
    """A published example and its content."""
    data = json.loads(path.read_text(encoding="utf-8"))
    content = parse_content("".join(f"{line}\n" for line in data["content"]).encode(), LAW)
    return data, content, Filed(**data["filed"]) if data["filed"] else None


def test_the_dictionary_of_version_1_is_sealed() -> None:
    assert hashlib.sha256(dictionary()).hexdigest() == SEAL
    page = (ROOT / "docs" / "reference" / "barcode.md").read_text(encoding="utf-8")
    assert SEAL in page
    assert f"{len(dictionary()):,} bytes" in page


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 2


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_published_frames_are_read(path: Path) -> None:
    data, content, filed = example(path)
    assert content.digest == data["content_digest"]
    frames = [read_frame(text) for page in data["pages"] for text in page["frames"]]
    assert rebuild(frames, LAW) == Rebuilt(content, filed, len(data["pages"]), 0, ())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_published_payloads_give_the_published_frames(path: Path) -> None:
    data, content, _ = example(path)
    prefix, pages = bytes.fromhex(content.digest)[:8], len(data["pages"])
    for number, page in enumerate(data["pages"], 1):
        cut, payload = Cut(page["sheet"], page["first_row"], page["rows"]), bytes.fromhex(page["payload"])
        frames = frames_of_page(payload, cut, prefix=prefix, page=number, pages=pages, parts=page["parts"])
        assert [frame.text() for frame in frames] == page["frames"]
        assert join(frames)[0] == payload


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_writer_still_writes_what_was_published(path: Path) -> None:
    if "ng" in zlib.ZLIB_RUNTIME_VERSION:
        pytest.skip("another deflate may pack the same texts otherwise; readers do not mind")
    data, content, filed = example(path)
    writer = PageWriter(content, LAW, filed)
    for number, page in enumerate(data["pages"], 1):
        cut = Cut(page["sheet"], page["first_row"], page["rows"])
        assert writer.payload(cut, first=number == 1).hex() == page["payload"]
