"""The layout of our own template, shared by the side that writes it and the side that reads it."""

from __future__ import annotations

from ibhxh.formats.excel.names import name_key

UNIT, PEOPLE, DECLARATIONS, GUIDE, LISTS = "Đơn vị", "Danh sách", "Tờ khai TK1", "Hướng dẫn", "Danh mục"
#: Rows of the list sheets, from 0: names for people, names for the program, first person.
NAME_ROW, CODE_ROW, FIRST_ROW = 1, 2, 3
#: Rows and columns of the unit sheet, from 0: first fact; its name, value, help, and name for the program.
FIRST_FACT = 2
FACT_NAME, FACT_VALUE, FACT_HELP, FACT_CODE = 0, 1, 2, 3


def list_title(form: str) -> str:
    """The sheet that holds a form's rows."""
    return DECLARATIONS if form == "TK1-TS" else PEOPLE


def is_titled(title: str, wanted: str) -> bool:
    """Whether a sheet bears a title, typed in whatever form."""
    return name_key(title) == name_key(wanted)
