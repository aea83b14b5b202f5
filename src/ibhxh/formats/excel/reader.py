"""A file of a list of people, whatever template it follows, read into sheets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from ibhxh.dossier import Cell
from ibhxh.formats.excel.csv_file import CsvFile
from ibhxh.formats.excel.forms import DayForms
from ibhxh.formats.excel.grid import Book, Workbook
from ibhxh.formats.excel.imported import Imported
from ibhxh.formats.excel.list_reader import read_list
from ibhxh.formats.excel.package import admit
from ibhxh.formats.excel.questions import Asking
from ibhxh.formats.excel.recognise import VnptFile, recognise
from ibhxh.formats.excel.vnpt_reader import read_vnpt
from ibhxh.law import FieldId, Law

_NO_ANSWERS: Mapping[FieldId, Cell] = MappingProxyType({})


def read_workbook(
    data: bytes, name: str, law: Law, *, filed_on: date, answers: Mapping[FieldId, Cell] = _NO_ANSWERS
) -> Imported:
    """A .xlsx or UTF-8 .csv file read into the D02 form of the filing day, and TK1 where the file has it.

    `name` is used in words only. `answers` are for the `questions` of an earlier reading and for fields of the header;
    they fill what the file leaves empty and never replace what it says. Raises a `WorkbookProblem` for a file that
    cannot be taken, `WrongAnswer`, and `NoListForm` for a day without a form; a cell that cannot be read never raises,
    it stays in `Sheet.unread` word for word.
    """
    package = admit(data, name)
    book: Book = CsvFile.open(data, name) if package is None else Workbook.open(package)
    forms = DayForms.on(filed_on, law)
    asking = Asking.of(answers, forms, law)
    match recognise(book, law, forms.d02):
        case VnptFile() as file:
            return read_vnpt(book, file, forms, law, asking)
        case file:
            return read_list(book, file, forms, law, asking)
