"""The published examples of `docs/reference/identity.md`, recomputed by the product and by the page's own recipe."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ibhxh.dossier import Attachment, BusinessKey, Content, Draft, Sheet, freeze, parse_content
from ibhxh.dossier.text import BLANKS, normal_column, normal_text
from ibhxh.dossier.tree import leaf_digest, root_of
from ibhxh.dossier.value import cell_of_json
from ibhxh.formats.content_file import ContentFile
from ibhxh.formats.receipt import RECEIPT_TYPE, Receipt
from ibhxh.law.months import month_index
from ibhxh.trust import load_key, sign_statement
from tests.build.sheets import LAW

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "vectors" / "identity"
PAGE = (ROOT / "docs" / "reference" / "identity.md").read_text(encoding="utf-8")


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


CONTENTS = read("contents.json")


def by_the_page(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, as it is written: split at the largest power of two below the number of leaves."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + by_the_page(leaves[:half]) + by_the_page(leaves[half:])).digest()


def sheet_of(said: Mapping[str, Any]) -> Sheet:
    version = LAW.form_version(said["form"], said["act"], said["rev"])

    def cells(values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: cell_of_json(version.wire.field(name), value) for name, value in values.items()}

    return Sheet.of(version, cells(said["header"]), [cells(row) for row in said["rows"]])


def content_of(example: Mapping[str, Any]) -> Content:
    head = example["head"]
    key = BusinessKey(head["unit_code"], head["procedure"], month_index(head["period"]), head["round"])
    files = [Attachment(f["kind"], f["name"], f["media_type"], f["text"].encode()) for f in example["files"]]
    sheets = [sheet_of(said) for said in example["sheets"]]
    draft = Draft(
        head["dossier_id"], key, head["mst"], head["agency_code"], tuple(sheets), tuple(files), head["corrects"]
    )
    return freeze(draft, made_on=date.fromisoformat(head["made_on"]))


@pytest.mark.parametrize("example", CONTENTS, ids=lambda example: example["name"])
def test_a_content_is_made_line_by_line(example: Mapping[str, Any]) -> None:
    content = content_of(example)
    assert [line.decode() for line in content.lines] == example["lines"]
    assert [leaf.hex() for leaf in content.leaves] == example["leaves"]
    assert content.digest == example["content_digest"]
    assert content.human_code == example["human_code"]
    said = ContentFile.of(content).to_bytes()
    assert hashlib.sha256(said).hexdigest() == example["content_json_sha256"]
    assert parse_content(content.data, LAW) == content


@pytest.mark.parametrize("example", CONTENTS, ids=lambda example: example["name"])
def test_the_pages_recipe_gives_the_same_identity(example: Mapping[str, Any]) -> None:
    lines = [line.encode() for line in example["lines"]]
    assert [hashlib.sha256(b"\x00" + line).hexdigest() for line in lines] == example["leaves"]
    digest = by_the_page(lines)
    assert digest.hex() == example["content_digest"]
    letters = re.search(r"`(0123456789[A-Z]+)`", PAGE)
    assert letters
    bits = f"{int.from_bytes(digest[:10], 'big'):080b}"
    code = "".join(letters[1][int(bits[i : i + 5], 2)] for i in range(0, 80, 5))
    assert "-".join(code[i : i + 4] for i in range(0, 16, 4)) == example["human_code"]
    summary = {"content": digest.hex(), "head": example["lines"][0], "leaves": example["leaves"]}
    text = json.dumps(summary, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == example["content_json_sha256"]


def test_the_examples_are_of_one_another_and_all_different() -> None:
    digests = {example["name"]: example["content_digest"] for example in CONTENTS}
    assert len(set(digests.values())) == len(CONTENTS)
    correcting = next(example for example in CONTENTS if example["head"]["corrects"])
    assert correcting["head"]["corrects"] in digests.values()


def test_texts_have_one_normal_form() -> None:
    pairs = read("texts.json")["texts"]
    assert [normal_text(typed) for typed, _ in pairs] == [normal for _, normal in pairs]
    column = pl.DataFrame({"typed": [typed for typed, _ in pairs]}).select(normal_column(pl.col("typed"))).to_series()
    assert column.to_list() == [normal for _, normal in pairs]


def test_the_page_prints_the_sets_of_characters_as_they_are() -> None:
    removed, trimmed = (
        {
            point
            for first, last in re.findall(r"\b([0-9A-F]{4,6})(?:-([0-9A-F]{4,6}))?\b", block)
            for point in span(first, last)
        }
        for block in re.findall(r"(?s)(?:removed|trimmed)  (.*?)(?=\ntrimmed|\n```)", PAGE)
    )
    assert trimmed == {ord(blank) for blank in BLANKS}
    surrogates = set(range(0xD800, 0xE000))
    assert all(normal_text(f"x{chr(point)}y") == "xy" for point in surrogates)
    points = [point for point in range(0x110000) if point not in surrogates]
    column = pl.DataFrame({"text": [f"x{chr(point)}y" for point in points]}).select(normal_column(pl.col("text")))
    found = {point for point, text in zip(points, column["text"], strict=True) if text == "xy"}
    assert found | surrogates == removed


def span(first: str, last: str) -> range:
    return range(int(first, 16), int(last or first, 16) + 1)


def test_trees_of_every_small_size() -> None:
    for size, root in enumerate(read("trees.json")["roots"]):
        leaves = [str(i).encode() for i in range(size)]
        assert root_of([leaf_digest(leaf) for leaf in leaves]).hex() == root
        assert by_the_page(leaves).hex() == root


def test_a_receipt_is_signed_over_its_exact_payload(tmp_path: Path) -> None:
    example = read("receipt.json")
    payload = example["payload"].encode()
    receipt = Receipt.from_bytes(payload)
    assert receipt.to_bytes() == payload
    assert receipt.content_digest in {content["content_digest"] for content in CONTENTS}
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(example["private_key"]))
    (tmp_path / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    statement = sign_statement(payload, RECEIPT_TYPE, load_key(tmp_path / "key.pem"))
    assert (statement.signature.hex(), statement.key_id) == (example["signature"], example["key_id"])


def test_a_receipt_can_be_checked_by_the_page_alone() -> None:
    example = read("receipt.json")
    kind, payload = example["payload_type"].encode(), example["payload"].encode()
    signed = b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)
    assert hashlib.sha256(signed).hexdigest() == example["signed_bytes_sha256"]
    public = bytes.fromhex(example["public_key"])
    Ed25519PublicKey.from_public_bytes(public).verify(bytes.fromhex(example["signature"]), signed)
    assert hashlib.sha256(public).digest()[:16].hex() == example["key_id"] == json.loads(payload)["key_id"]
    table = re.search(r"(?s)\| Name \| Value \|\n\|---\|---\|\n(.*?)\n\n", PAGE)
    assert table
    named = {name for row in table[1].splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert named == set(json.loads(payload))
