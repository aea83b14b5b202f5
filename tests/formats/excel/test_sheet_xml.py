"""Cells without a value: formulas nobody computed and error values, however the writer puts them."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
import xlsxwriter

from ibhxh.formats.excel.grid import NoValue, Workbook
from ibhxh.formats.excel.package import admit
from ibhxh.formats.excel.sheet_xml import formula_cells, furthest_cell, has_others
from tests.formats.excel.workbooks import with_sheet_xml, workbook

pytestmark = pytest.mark.unit

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def opened(data: bytes) -> Workbook:
    package = admit(data, "a.xlsx")
    assert package is not None
    return Workbook.open(package)


def sheet(rows: str) -> bytes:
    return f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>".encode()


def test_the_ways_a_formula_may_stand_without_a_value() -> None:
    xml = sheet(
        '<row r="1"><c r="A1"><f>B1*2</f></c><c r="B1"><f>C1</f><v></v></c><c r="C1"><f>D1</f><v/></c>'
        '<c r="D1" t="str"><f>IF(A1="","",A1)</f><v></v></c><c r="E1" t="str"><f>F1</f></c>'
        '<c r="F1"><f>1+1</f><v>2</v></c><c r="G1"><f>H1</f><v>0</v></c><c r="H1"><v>7</v></c></row>'
    )
    found = formula_cells(BytesIO(xml), errors=False, ignoring=())
    assert found.valueless == {(0, 0): "=B1*2", (0, 1): "=C1", (0, 2): "=D1", (0, 4): "=F1"}
    assert found.zero == {(0, 6): "=H1"}
    assert found.computed == {5: 1}


def test_a_formula_shared_down_a_column_is_told_in_full() -> None:
    xml = sheet(
        '<row r="4"><c r="G4"><f t="shared" ref="G4:G6" si="0">VLOOKUP(F4,a,2)</f></c></row>'
        '<row r="5"><c r="G5"><f t="shared" si="0"/></c></row>'
    )
    found = formula_cells(BytesIO(xml), errors=False, ignoring=())
    assert found.valueless == {(3, 6): "=VLOOKUP(F4,a,2)", (4, 6): "=VLOOKUP(F4,a,2)"}


def test_error_values_are_shown_as_excel_shows_them() -> None:
    xml = sheet('<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')
    assert formula_cells(BytesIO(xml), errors=True, ignoring=()).valueless == {(0, 0): "#N/A", (0, 1): "#DIV/0!"}
    assert formula_cells(BytesIO(xml), errors=True, ignoring=("A",)).valueless == {(0, 1): "#DIV/0!"}


def test_counting_finds_others_and_only_others() -> None:
    ours = b'<c r="G4" s="1" t="str"><f>A1</f><v>ON</v></c><c r="E4" t="str"><f t="shared" si="0"/><v/></c></row>'
    assert not has_others([ours], ("E", "G"), errors=True)
    assert has_others([ours], ("G",), errors=True)
    assert has_others([ours.replace(b'r="G4" s="1"', b's="1" r="G4" x=">"')], ("E", "G"), errors=True)
    assert has_others([ours.replace(b"<f>", b"<x:f>").replace(b"</f>", b"</x:f>")], ("E", "G"), errors=True)
    assert has_others([ours, b'<row r="5"><c r="J5"><f>1</f></c></row>'], ("E", "G"), errors=True)
    assert has_others([b'<row r="5"><c r="J5" t="e"><v>#N/A</v></c></row>'], ("E", "G"), errors=True)
    assert not has_others([b'<row r="5"><c r="G5" s="2" t="e"><v>#N/A</v></c></row>'], ("E", "G"), errors=True)


def test_the_furthest_cell_with_something_in_it() -> None:
    xml = sheet(
        '<row r="2"><c r="C2"><v>1</v></c><c r="ZZ2" s="1"/></row><row><c><v>1</v></c><c/><c><v>1</v></c></row>'
    )
    assert furthest_cell(BytesIO(xml)) == (2, 2)


@pytest.mark.parametrize("writer", ["openpyxl", "xlsxwriter"])
def test_files_of_other_writers_show_their_formulas(writer: str) -> None:
    output = BytesIO()
    if writer == "openpyxl":
        book = openpyxl.Workbook()
        book.active["A1"], book.active["B1"] = "tên", "=A1"
        book.save(output)
    else:
        made = xlsxwriter.Workbook(output, {"in_memory": True})
        page = made.add_worksheet("Sheet")
        page.write_string(0, 0, "tên")
        page.write_formula(0, 1, "=A1", None, "")
        made.close()
    book_read = opened(output.getvalue())
    assert book_read.grid("Sheet").rows == [["tên"]] or book_read.grid("Sheet").rows == [["tên", ""]]
    assert book_read.marked("Sheet").rows == [["tên", NoValue("=A1")]]


def test_marks_stand_beyond_the_last_value_too() -> None:
    data = with_sheet_xml(
        workbook({"T": [["a"]]}),
        lambda xml: xml.replace("</sheetData>", '<row r="3"><c r="C3"><f>A1</f></c></row></sheetData>'),
    )
    rows = opened(data).marked("T").rows
    assert rows == [["a", "", ""], ["", "", ""], ["", "", NoValue("=A1")]]
