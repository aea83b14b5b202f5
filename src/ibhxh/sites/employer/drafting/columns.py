"""The columns of the grid, from a form version: what one works with first, then the rest in the form's order."""

from __future__ import annotations

from ibhxh.formats.excel.own_cells import offered
from ibhxh.law import CodeList, Field, FieldId, FormVersion, Kind, Law
from ibhxh.words import Lang

#: Who, what happened, since when, at what wage: these stand first on every list, wherever the paper has them.
_FIRST: tuple[FieldId, ...] = ("full_name", "si_number", "birth_date", "plan", "from_month", "wage")
#: The column frozen beside the row number.
FROZEN: FieldId = "full_name"
#: Pixels for a millimetre of the paper.
_SCALE = 6.6
_LEAST = {
    Kind.MONEY: 116, Kind.COEFFICIENT: 84, Kind.DATE: 116, Kind.PARTIAL_DATE: 112, Kind.MONTH: 92, Kind.FLAG: 84,
    Kind.DIGITS: 116, Kind.CODE: 112, Kind.CHOICE: 124, Kind.TEXT: 150,
}  # fmt: skip
_WIDEST = {Kind.CODE: 160, Kind.DATE: 116, Kind.MONTH: 100, Kind.MONEY: 124, Kind.DIGITS: 118}
_WIDEST_TEXT = 176
_DIRECTION = {"start": "up", "resume": "up", "stop": "down", "suspend": "down"}
MOST_MATCHES = 12


def columns_as_data(version: FormVersion, law: Law, lang: Lang) -> list[dict[str, object]]:
    """One for each row field, JSON-ready.

    `sign`: the paper's column letters; `choices`: value → name, or None; `list`: the code list to search, where it is
    too long to be sent; `width` in pixels; `usual`: shown even where nobody has filled it in.
    """
    return [_as_data(field, version, law, lang) for field in ordered(version)]


def header_as_data(version: FormVersion, law: Law, lang: Lang) -> list[dict[str, object]]:
    """The same for the header's fields, in the form's order."""
    return [_as_data(field, version, law, lang) for field in version.wire.header]


def ordered(version: FormVersion) -> list[Field]:
    """The row fields in the grid's order: the first, those printed in the paper's order, the others in the wire's."""
    fields = {field.id: field for field in version.wire.row}
    printed = [name for top in version.face.print.columns for leaf in top.leaves() for name in leaf.fields]
    order = dict.fromkeys(name for name in (*_FIRST, *printed, *fields) if name in fields)
    return [fields[name] for name in order]


def directions(law: Law) -> dict[str, str]:
    """Plan → `up`, `down` or `adjust`: the three parts of a D02 list."""
    return {code: _DIRECTION.get(row["effect"], "adjust") for code, row in law.codes["plans"].rows.items()}


def matching(codes: CodeList, typed: str, lang: Lang) -> list[tuple[str, str]]:
    """The first codes whose code begins so or whose name holds every word typed, with their names."""
    words = typed.lower().split()
    found = []
    for code in codes:
        name = codes.words(code).text(lang)
        low = name.lower()
        if code.lower().startswith(typed.lower().strip()) or all(word in low for word in words):
            found.append((code, name))
            if len(found) == MOST_MATCHES:
                break
    return found


def _as_data(field: Field, version: FormVersion, law: Law, lang: Lang) -> dict[str, object]:
    label = version.face.labels[field.id]
    column = version.face.column_of(field.id)
    choices = offered(field, version, law, lang)
    long_list = field.code_list if field.kind is Kind.CODE and not choices else None
    return {
        "id": field.id,
        "name": label.name.text(lang),
        "sign": (column.number if column else None) or "",
        "help": label.help.text(lang) if label.help else "",
        "kind": field.kind.value,
        "number": field.kind in (Kind.MONEY, Kind.COEFFICIENT),
        "choices": {value: _name_only(value, name) for value, name in choices.items()} or None,
        "list": long_list,
        "required": field.required_when == {},
        "usual": column is not None or field.required_when is not None,
        "frozen": field.id == FROZEN,
        "width": _width(field, column.width if column else 0),
    }


def _name_only(value: str, name: str) -> str:
    return name.removeprefix(f"{value} - ")


def _width(field: Field, millimetres: float) -> int:
    if field.id == FROZEN:
        return 186
    return min(_WIDEST.get(field.kind, _WIDEST_TEXT), max(_LEAST[field.kind], round(millimetres * _SCALE)))
