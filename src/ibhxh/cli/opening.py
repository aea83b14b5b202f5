"""Opening what a clerk hands over: a workbook becomes a draft, a content file is read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ibhxh.client import Unit, read_unit
from ibhxh.dossier import Attachment, BusinessKey, Cell, Content, Draft, parse_content
from ibhxh.formats.excel import Imported, read_workbook
from ibhxh.law import Law
from ibhxh.problem import Problem
from ibhxh.words import Words

#: Content files open with this; everything else is taken for a workbook.
CONTENT_START = b'["ibhxh-content"'
SUFFIX = ".ibhxh"


class UnitUnknown(Problem):
    """A workbook that does not say whose it is, and no unit file beside it."""

    code = "UNIT_UNKNOWN"


class CannotOpen(Problem):
    """A file that is not there or may not be read."""

    code = "CANNOT_OPEN"


@dataclass(frozen=True, slots=True)
class Filing:
    """Under which key a workbook is filed: period (month index), round, procedure, and the filing day."""

    filed_on: date
    period: int
    round: int
    procedure: str


def read_file(path: Path) -> bytes:
    """The file's bytes; a `Problem` where there is none."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotOpen(
            Words(f"Không mở được tệp {path}.", f"{path} cannot be opened."),
            why=Words(f"({error.strerror})", f"({error.strerror})"),
            fix=Words("Kiểm tra lại đường dẫn và quyền đọc.", "Check the path and the right to read."),
        ) from error


def is_content(data: bytes) -> bool:
    """Whether the bytes look like a content file."""
    return data.startswith(CONTENT_START)


def open_content(path: Path, law: Law) -> Content:
    """The content of a content file. Raises `NotContent`."""
    return parse_content(read_file(path), law)


def open_unit(path: Path | None) -> Unit | None:
    """The unit of a unit file."""
    return read_unit(read_file(path)) if path else None


def open_workbook(
    path: Path, law: Law, unit: Unit | None, filing: Filing, *, dossier_id: str, answers: dict[str, Cell] | None = None
) -> tuple[Imported, Draft]:
    """The workbook as read, and the draft it makes. The unit's own facts fill what the sheet's header leaves open."""
    imported = read_workbook(
        read_file(path), path.name, law, filed_on=filing.filed_on, answers=_known(unit) | (answers or {})
    )
    said = unit or _unit_said(imported)
    sheets = tuple(
        type(sheet)(sheet.version, _filled(sheet.header, said.header(sheet.version)), sheet.rows, sheet.unread)
        for sheet in imported.sheets
    )
    key = BusinessKey(said.unit_code, filing.procedure, filing.period, filing.round)
    return imported, Draft(dossier_id, key, said.mst, said.agency_code, sheets)


def attachments(paths: tuple[Path, ...]) -> tuple[Attachment, ...]:
    """Papers from disk, as attachments of the dossier."""
    kinds = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".png": "image/png", ".xml": "application/xml"}
    return tuple(
        Attachment("CT-DK", path.name, kinds.get(path.suffix.lower(), "application/octet-stream"), read_file(path))
        for path in paths
    )


def _known(unit: Unit | None) -> dict[str, Cell]:
    return {} if unit is None else {"work_week": unit.work_week, "wage_region": unit.wage_region}


def _filled(header: object, facts: dict[str, Cell]) -> dict[str, Cell]:
    assert isinstance(header, dict)  # noqa: S101
    return {name: facts.get(name) if value is None else value for name, value in header.items()}


def _unit_said(imported: Imported) -> Unit:
    header = {name: str(value) for name, value in imported.header.items() if value is not None}
    if "unit_code" not in header or "mst" not in header:
        raise UnitUnknown(
            Words("Tệp Excel này chưa cho biết là của đơn vị nào.", "The workbook does not say whose it is."),
            fix=Words(
                "Thêm tệp thông tin đơn vị: --unit don-vi.yaml (mẫu: ibhxh sample unit).",
                "Add a unit file: --unit unit.yaml (an example: ibhxh sample unit).",
            ),
        )
    return Unit(
        unit_code=header["unit_code"],
        mst=header["mst"],
        unit_name=header.get("unit_name", header["unit_code"]),
        agency_code=header.get("agency_code", ""),
        work_week=header.get("work_week", "6"),
        wage_region=header.get("wage_region", "01"),
    )
