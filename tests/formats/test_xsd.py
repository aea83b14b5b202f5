"""The published schemas: current, and telling right files from wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ibhxh.dossier import Sheet
from ibhxh.formats.form_schema import FOLDER, compiled, form_schema, schema_files
from ibhxh.formats.form_xml import write_form
from ibhxh.law import FormVersion, shipped_law
from tests.build.sheets import D02, D02_OF_2017, TK1

pytestmark = pytest.mark.unit

MADE = schema_files(shipped_law().forms)


@pytest.mark.parametrize("file", MADE)
def test_the_files_are_current(file: str) -> None:
    kept = (FOLDER / file).read_text(encoding="utf-8")
    assert kept == MADE[file], "write them anew: python -m ibhxh.formats.form_schema"


def test_no_schema_is_left_over() -> None:
    kept = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.xsd")}
    assert kept == {*MADE, "types.xsd", "Hoso.xsd"}


@pytest.mark.parametrize("version", [D02, D02_OF_2017, TK1])
def test_another_parser_takes_what_we_write(version: FormVersion) -> None:
    root = etree.fromstring(write_form(Sheet.of(version, {}, [{"full_name": "Lý Thị Cẩm Tú"}])))
    form_schema(version).assertValid(root)
    next(root.iter("NoiDung")).append(etree.Element("LaoDongKhac"))
    assert not form_schema(version).validate(root)


@pytest.mark.samples
def test_the_fields_own_envelope_is_valid(field_samples: Path) -> None:
    compiled("Hoso.xsd").assertValid(etree.parse(field_samples / "skeletons" / "BHXHDienTu.xml"))
