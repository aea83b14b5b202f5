"""Lists of people in spreadsheets, both ways: read into sheets with everything said that was done, and written out.

`read_workbook` knows VNPT's D02-TK1 file, our own template and lists by their headings; `write_template` makes the
template, `write_workbook` fills it, `write_vnpt` makes a twin of VNPT's file. `docs/reference/excel.md` tells what is
read from where, what is asked, repaired and refused.
"""

from ibhxh.formats.excel.errors import WorkbookProblem, WrongAnswer
from ibhxh.formats.excel.imported import Imported, Note, Option, Places, Question
from ibhxh.formats.excel.own_writer import write_template, write_workbook
from ibhxh.formats.excel.reader import read_workbook
from ibhxh.formats.excel.vnpt_writer import write_vnpt

__all__ = [
    "Imported",
    "Note",
    "Option",
    "Places",
    "Question",
    "WorkbookProblem",
    "WrongAnswer",
    "read_workbook",
    "write_template",
    "write_vnpt",
    "write_workbook",
]
