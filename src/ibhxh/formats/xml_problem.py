"""Checking a document against one of our schemas, and telling people what it refused: where, and what may stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from threading import Lock

from lxml import etree

from ibhxh.formats.errors import XmlInvalid
from ibhxh.formats.form_schema import FOLDER
from ibhxh.words import Words

#: What the types of `xsd/types.xsd` allow.
_ALLOWED: Mapping[str, Words] = {
    "Money": Words("số tiền bằng đồng, ví dụ 7500000", "whole đồng, e.g. 7500000"),
    "MoneyOrCoefficient": Words(
        "số tiền bằng đồng hoặc hệ số, ví dụ 7500000 hoặc 4.65", "whole đồng or a coefficient, e.g. 7500000 or 4.65"
    ),
    "Coefficient": Words("số có dấu chấm thập phân, ví dụ 32.0", "a number with a decimal point, e.g. 32.0"),
    "Flag": Words("1 (có) hoặc 0 (không)", "1 (yes) or 0 (no)"),
    "Day": Words("ngày/tháng/năm, ví dụ 31/07/2026", "day/month/year, e.g. 31/07/2026"),
    "PartialDay": Words(
        "ngày/tháng/năm, tháng/năm hoặc năm, ví dụ 31/12/1990 hoặc 1990",
        "day/month/year, month/year or year, e.g. 31/12/1990 or 1990",
    ),
    "Month": Words("tháng/năm, ví dụ 07/2026", "month/year, e.g. 07/2026"),
}
_SHOWN = 60
#: A compiled schema keeps the log of its last check: two threads would read each other's documents in it.
_ONE_AT_A_TIME = Lock()
_ELEMENT = re.compile(r"Element '(?:\{[^}]*\})?([^']+)'")
_PATTERN = re.compile(r"The value '(.*)' is not accepted by the pattern '(.*)'\.", re.DOTALL)
_EXPECTED = re.compile(r"Expected is (?:one of )?\( (.*) \)")
_ROW = re.compile(r"/LaoDong(?:\[(\d+)\])?")


def require_valid(root: etree._Element, schema: etree.XMLSchema) -> None:
    """Raises `XmlInvalid` for the first thing the schema refuses."""
    with _ONE_AT_A_TIME:
        if schema.validate(root):
            return
        # The log of a failed check is a list and not empty; the stubs know less.
        entry: etree._LogEntry = schema.error_log[0]  # type: ignore[index]
        message, line, path = entry.message, entry.line, entry.path or ""
    element, place = _ELEMENT.search(message), _ROW.search(path)
    raise XmlInvalid(
        _reason(message),
        element=element[1] if element else str(root.tag)[:_SHOWN],
        line=line,
        row=int(place[1] or 1) if place else None,
    )


def _reason(message: str) -> Words:
    value = _PATTERN.search(message)
    # The value stands in the message as it came: it may look like anything, even like the rest of a message.
    if value is None or value[2] not in _types_by_pattern():
        return _structure(message)
    shown = value[1] if len(value[1]) <= _SHOWN else value[1][:_SHOWN] + "…"
    allowed = _ALLOWED[_types_by_pattern()[value[2]]]
    return Words(f"“{shown}” chưa đúng; ghi {allowed.vi}.", f"“{shown}” is not right; write {allowed.en}.")


def _structure(message: str) -> Words:
    expected = _EXPECTED.search(message)
    if expected and "Missing child" in message:
        return Words(f"Bên trong thiếu thẻ {expected[1]}.", f"The element {expected[1]} is missing inside.")
    if expected:
        return Words(
            f"Thẻ này không được đứng ở đây; có thể là: {expected[1]}.",
            f"This element may not stand here; these may: {expected[1]}.",
        )
    if "No matching global declaration" in message:
        return Words("Tệp này không phải tệp của mẫu.", "The file is not one of this form.")
    if "attribute" in message:
        return Words("Thẻ có thuộc tính không thuộc mẫu.", "The element has an attribute the form does not know.")
    return Words("Thẻ này hoặc phần bên trong không thuộc mẫu.", "The element, or what is in it, is not of the form.")


@cache
def _types_by_pattern() -> Mapping[str, str]:
    space = {"xs": "http://www.w3.org/2001/XMLSchema"}
    types = etree.parse(str(FOLDER / "types.xsd"))
    return {
        str(pattern.get("value")): str(kind.get("name"))
        for kind in types.iterfind(".//xs:simpleType", space)
        for pattern in kind.iterfind("xs:restriction/xs:pattern", space)
    }
