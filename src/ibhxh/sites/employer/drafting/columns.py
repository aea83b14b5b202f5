"""The columns of the grid, from a form version: what one works with first, then the rest in the form's order."""

from __future__ import annotations

from collections import Counter

from ibhxh.formats.excel.names import plain_key
from ibhxh.formats.excel.own_cells import offered
from ibhxh.law import CodeList, Field, FieldId, FormVersion, Kind, Law
from ibhxh.law.form_version import Column
from ibhxh.words import Lang

#: Who, what happened, since when, at what wage: these stand first on every list, wherever the paper has them.
_FIRST: tuple[FieldId, ...] = ("full_name", "si_number", "birth_date", "plan", "from_month", "wage")
#: The column frozen beside the row number.
FROZEN: FieldId = "full_name"
#: Pixels for a millimetre of the paper.
_SCALE = 6.6
_LEAST = {
    Kind.MONEY: 116, Kind.COEFFICIENT: 84, Kind.DATE: 116, Kind.PARTIAL_DATE: 112, Kind.MONTH: 92, Kind.FLAG: 84,
    Kind.DIGITS: 126, Kind.CODE: 112, Kind.CHOICE: 124, Kind.TEXT: 150,
}  # fmt: skip
_WIDEST = {Kind.CODE: 160, Kind.DATE: 116, Kind.MONTH: 100, Kind.MONEY: 124, Kind.DIGITS: 126}
_WIDEST_TEXT = 176
#: Columns as wide as what stands in them, whatever the paper has.
_OWN_WIDTH: dict[FieldId, int] = {FROZEN: 186, "plan": 176}
#: Pixels of a letter of a heading, and beside it.
_LETTER, _BESIDE = 7.4, 18
_DIRECTION = {"start": "up", "resume": "up", "stop": "down", "suspend": "down"}
MOST_MATCHES = 12
_NOWHERE = 9


def columns_as_data(version: FormVersion, law: Law, lang: Lang) -> list[dict[str, object]]:
    """One for each row field, JSON-ready.

    `sign`: the paper's column letters, where no other field shares them; `choices`: value → name, or None; `list`: the
    code list to search, where it is too long to be sent; `width` in pixels; `usual`: shown even where nobody has
    filled it in.
    """
    fields = ordered(version)
    printed = [version.face.column_of(field.id) for field in fields]
    shared = Counter(column.number for column in printed if column)
    return [
        _as_data(field, version, law, lang, signed=column is not None and shared[column.number] == 1)
        for field, column in zip(fields, printed, strict=True)
    ]


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
    """The likeliest codes with their names: whose code begins so, then whose name does, then with words that do, then
    with the text anywhere inside; with the tone marks that were typed before without."""
    marked, plain = typed.strip().lower(), plain_key(typed)
    found = []
    for code in codes:
        name = codes.words(code).text(lang)
        exact, loose = _place(code.lower(), name.lower(), marked), _place(plain_key(code), plain_key(name), plain)
        if loose < _NOWHERE or exact < _NOWHERE:
            found.append((min(2 * exact, 2 * loose + 1), code, name))
    found.sort(key=lambda one: one[0])
    return [(code, name) for _, code, name in found[:MOST_MATCHES]]


def _place(code: str, name: str, typed: str) -> int:
    if code.startswith(typed):
        return 0
    if name.startswith(typed):
        return 1
    words, parts = typed.split(), name.split()
    if all(any(part.startswith(word) for part in parts) for word in words):
        return 2
    return 3 if all(word in name for word in words) else _NOWHERE


def _as_data(field: Field, version: FormVersion, law: Law, lang: Lang, *, signed: bool = False) -> dict[str, object]:
    label = version.face.labels[field.id]
    column = version.face.column_of(field.id)
    choices = offered(field, version, law, lang)
    long_list = field.code_list if field.kind is Kind.CODE and not choices else None
    return {
        "id": field.id,
        "name": label.name.text(lang),
        "sign": _sign(column, label.name.text(lang)) if signed and column else "",
        "help": label.help.text(lang) if label.help else "",
        "kind": field.kind.value,
        "number": field.kind in (Kind.MONEY, Kind.COEFFICIENT),
        "choices": {value: _name_only(value, name) for value, name in choices.items()} or None,
        "list": long_list,
        "required": field.required_when == {},
        "usual": column is not None or field.required_when is not None,
        "frozen": field.id == FROZEN,
        "width": _width(field, column.width if column else 0, label.name.text(lang)),
    }


def _name_only(value: str, name: str) -> str:
    return name.removeprefix(f"{value} - ")


def _sign(column: Column, name: str) -> str:
    return "" if column.number == name else column.number or ""


def _width(field: Field, millimetres: float, name: str) -> int:
    """Room for what is written, and for the heading in two lines."""
    asked = min(_WIDEST.get(field.kind, _WIDEST_TEXT), max(_LEAST[field.kind], round(millimetres * _SCALE)))
    return max(_OWN_WIDTH.get(field.id, asked), round(_half(name) * _LETTER) + _BESIDE)


def _half(name: str) -> int:
    """Letters of the longer line, where a text is broken in two as evenly as its words allow."""
    words = name.split()
    breaks = ((" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words) + 1))
    return min(max(len(one), len(other)) for one, other in breaks)
