"""The unit whose dossiers are made: its facts, kept in one small file (YAML, or JSON, which is YAML)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, ClassVar

import yaml

from ibhxh.dossier import Cell
from ibhxh.dossier.text import normal_text
from ibhxh.law import FieldId, FormVersion
from ibhxh.problem import Problem
from ibhxh.words import Words

MAX_FILE = 64 * 1024
_NOTHING = ("~", "null")


class UnitFileFault(Problem):
    """A unit file that cannot be used: no map of keys, a key missing, unknown, or with a value out of shape."""

    code: ClassVar[str] = "UNIT_FILE_FAULT"


@dataclass(frozen=True, slots=True)
class Unit:
    """One registered unit, under the names the forms' headers use.

    `mst` 10 or 13 digits, `agency_code` 5 digits, `work_week` days a week ("5", "5.5", "6"), `wage_region` "01"–"04",
    `payment_cycle` months ("1", "3", "6").
    """

    unit_code: str
    mst: str
    unit_name: str
    agency_code: str
    work_week: str
    wage_region: str
    payment_cycle: str = "1"
    address: str | None = None
    representative: str | None = None
    phone: str | None = None
    email: str | None = None
    representative_id: str | None = None
    unit_kind: str | None = None
    main_trade: str | None = None
    participants: str | None = None
    registered_at: str | None = None

    def header(self, version: FormVersion) -> dict[FieldId, Cell]:
        """What the unit writes at the head of a form: the header fields of that version it has a value for."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return {f.id: told[f.id] for f in version.wire.header if told.get(f.id) is not None}

    def to_yaml(self) -> str:
        """The unit as a file that `read_unit` reads back; every value is quoted, so that 07999 stays 07999."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return "".join(
            f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in told.items() if value is not None
        )


_SHAPES: Mapping[str, tuple[str, Words]] = {
    "mst": (r"\d{10}(-?\d{3})?", Words("10 hoặc 13 chữ số", "10 or 13 digits")),
    "agency_code": (r"\d{5}", Words("5 chữ số", "5 digits")),
    "work_week": (r"5|5\.5|6", Words("5, 5.5 hoặc 6", "5, 5.5 or 6")),
    "wage_region": (r"0?[1-4]", Words("01, 02, 03 hoặc 04", "01, 02, 03 or 04")),
    "payment_cycle": (r"[136]", Words("1, 3 hoặc 6", "1, 3 or 6")),
    "representative_id": (r"\d{12}", Words("12 chữ số", "12 digits")),
}


def read_unit(data: bytes) -> Unit:
    """The unit of a file. Raises `UnitFileFault`, which names the key and what belongs there."""
    told = {key: text for key, typed in _texts(data).items() if (text := normal_text(typed)) and text not in _NOTHING}
    known = [field.name for field in fields(Unit)]
    for key in told:
        if key not in known:
            raise UnitFileFault(
                Words(f"Khóa “{key}” không có trong tệp thông tin đơn vị.", f"A unit file has no key “{key}”."),
                fix=Words(f"Các khóa: {', '.join(known)}.", f"Keys: {', '.join(known)}."),
            )
    for field in fields(Unit):
        if field.default is MISSING and field.name not in told:
            raise UnitFileFault(
                Words(f"Tệp thông tin đơn vị chưa có “{field.name}”.", f"The unit file lacks “{field.name}”."),
                fix=Words(f"Thêm một dòng “{field.name}: …”.", f"Add a line “{field.name}: …”."),
            )
    for key, (shape, words) in _SHAPES.items():
        if key in told and not re.fullmatch(shape, told[key], re.ASCII):
            raise UnitFileFault(
                Words(f"“{told[key]}” chưa đúng dạng.", f"“{told[key]}” is out of shape."),
                where=Words(f"Thông tin đơn vị, “{key}”", f"Unit file, “{key}”"),
                fix=Words(f"Cần ghi {words.vi}.", f"Write {words.en}."),
            )
    told["wage_region"] = told["wage_region"].zfill(2)
    return Unit(**told)


def _texts(data: bytes) -> dict[str, str]:
    """Every value as the text it was typed as: 07999 is an agency, not a number."""
    if len(data) > MAX_FILE:
        raise UnitFileFault(
            Words("Tệp thông tin đơn vị quá lớn.", "The unit file is too large."),
            fix=Words("Tệp này chỉ gồm vài dòng; chọn lại tệp.", "It holds a few lines only; choose another file."),
        )
    try:
        read: Any = yaml.load(data, Loader=yaml.BaseLoader)  # noqa: S506 - the one loader that makes only texts
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _not_a_unit_file() from error
    if not isinstance(read, dict):
        raise _not_a_unit_file()
    for key, value in read.items():
        if not isinstance(key, str) or not isinstance(value, str):
            raise UnitFileFault(
                Words("Mỗi khóa chỉ có một giá trị.", "Each key has one value."),
                where=Words(f"Thông tin đơn vị, “{key}”", f"Unit file, “{key}”"),
                fix=Words("Ghi dạng “khóa: giá trị” trên một dòng.", "Write “key: value” on one line."),
            )
    return read


def _not_a_unit_file() -> UnitFileFault:
    return UnitFileFault(
        Words("Tệp này không phải tệp thông tin đơn vị.", "This is no unit file."),
        why=Words("Tệp gồm các dòng “khóa: giá trị” (YAML).", "A unit file holds lines “key: value” (YAML)."),
        fix=Words("Sửa lại tệp, hoặc tạo tệp mới từ mẫu.", "Mend it, or make a new one from the sample."),
    )
