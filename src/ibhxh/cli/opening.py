"""Opening what a clerk hands over: a workbook becomes a draft, a content file is read back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ibhxh.client import Unit, read_unit
from ibhxh.dossier import Attachment, BusinessKey, Cell, Content, Draft, Sheet, parse_content
from ibhxh.dossier.text import normal_text
from ibhxh.formats.excel import Imported, read_workbook
from ibhxh.formats.package import ATTACHMENT, attachment
from ibhxh.law import Law
from ibhxh.problem import Problem
from ibhxh.words import Words

#: Content files open with this; everything else is taken for a workbook.
CONTENT_START = b'["ibhxh-content"'
#: The id of a draft that is looked at and not kept.
NO_DOSSIER_YET = "0" * 32


class UnitUnknown(Problem):
    """A workbook without the unit file that says whose it is and to which agency it goes."""

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


def save(path: Path, data: bytes, *sources: Path, once: bool = False, secret: bool = False) -> None:
    """Writes a file; never over what it was made from, and what cannot be made again (`once`) over no file at all. A
    secret is readable by its owner alone."""
    for source in sources:
        if path.exists() and source.exists() and path.samefile(source):
            raise CannotOpen(
                Words(f"Tệp kết quả trùng với tệp đầu vào {path}.", f"The output is the input file {path}."),
                fix=Words("Chọn tên khác cho tệp kết quả.", "Choose another name for the output."),
            )
    flags = os.O_WRONLY | os.O_CREAT | (os.O_EXCL if once or secret else os.O_TRUNC)
    try:
        with os.fdopen(os.open(path, flags, 0o600 if secret else 0o666), "wb") as file:
            file.write(data)
    except FileExistsError as error:
        raise CannotOpen(
            Words(f"Đã có tệp {path}; tệp này không được ghi đè.", f"{path} exists and is not overwritten."),
            fix=Words("Chọn tên khác, hoặc tự chuyển tệp cũ đi.", "Choose another name, or move the old file away."),
        ) from error
    except OSError as error:
        raise CannotOpen(
            Words(f"Không ghi được tệp {path}.", f"{path} cannot be written."),
            why=Words(f"({error.strerror})", f"({error.strerror})"),
            fix=Words("Kiểm tra thư mục và quyền ghi.", "Check the folder and the right to write."),
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
    if unit is None:
        raise UnitUnknown(
            Words("Chưa có tệp thông tin đơn vị.", "The unit file is missing."),
            why=Words(
                "Mã đơn vị, mã cơ quan BHXH và tuần làm việc của đơn vị lấy từ tệp này.",
                "The unit's code, its agency code and its work week come from it.",
            ),
            fix=Words(
                "Thêm --unit don-vi.yaml (tạo mẫu bằng lệnh: ibhxh sample unit -o don-vi.yaml).",
                "Add --unit unit.yaml (make an example with: ibhxh sample unit -o unit.yaml).",
            ),
        )
    sheets = tuple(replace(sheet, header=unit.header(sheet.version) | _said(sheet.header)) for sheet in imported.sheets)
    key = BusinessKey(unit.unit_code, filing.procedure, filing.period, filing.round)
    return imported, Draft(dossier_id, key, unit.mst, unit.agency_code, sheets)


def open_sheets(path: Path, law: Law, unit: Unit | None, filing: Filing) -> tuple[Sheet, ...]:
    """The sheets of a content file or a workbook."""
    if is_content(read_file(path)):
        return open_content(path, law).sheets(law)
    _, draft = open_workbook(path, law, unit, filing, dossier_id=NO_DOSSIER_YET)
    return draft.sheets


def attachments(paths: tuple[Path, ...]) -> tuple[Attachment, ...]:
    """Papers from disk, as attachments of the dossier. Raises `FileKindUnknown`: what cannot travel is not frozen."""
    return tuple(attachment(ATTACHMENT, normal_text(path.name) or "", read_file(path)) for path in paths)


def _known(unit: Unit | None) -> dict[str, Cell]:
    return {} if unit is None else {"work_week": unit.work_week, "wage_region": unit.wage_region}


def _said(header: Mapping[str, Cell]) -> dict[str, Cell]:
    return {name: value for name, value in header.items() if value is not None}
