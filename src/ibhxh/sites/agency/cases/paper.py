"""Paper at the counter: scanned pages are read, and when they give a whole dossier, it is taken in."""

from __future__ import annotations

import secrets
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.db import transaction

from ibhxh.dossier import Content, human_code
from ibhxh.formats.barcode import Rebuilt, by_dossier, rebuild
from ibhxh.intake import Refused, receive_paper
from ibhxh.printing import read_pages
from ibhxh.problem import Problem
from ibhxh.sites.agency.cases.models import Case, PaperScan, ScanFile
from ibhxh.sites.agency.gateway.door import the_door
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.sites.project import clock
from ibhxh.sites.project.jobs.queue import enqueue, handles
from ibhxh.sites.project.the_law import the_law
from ibhxh.words import Words

_JOB = "agency.read-paper"
#: All files of one dossier's pages together.
LARGEST_SCAN = 64 << 20


@dataclass(frozen=True, slots=True)
class Given:
    """One file as it was handed in."""

    name: str
    data: bytes


class ScanTooMuch(Problem):
    """More bytes than one dossier's pages can need."""

    code = "SCAN_TOO_MUCH"

    def __init__(self) -> None:
        super().__init__(
            Words("Các tệp quét lớn hơn 64 MB.", "The scanned files are larger than 64 MB."),
            fix=Words("Quét ở 200–300 điểm/inch, thang xám.", "Scan in grey at 200–300 dpi."),
        )


def hand_in(files: Sequence[Given], officer: Officer, *, at: datetime, scan: PaperScan | None = None) -> PaperScan:
    """Keeps the files, beside those of an earlier try, and asks for them to be read. Raises `ScanTooMuch`."""
    with transaction.atomic(using="agency"):
        held = scan or PaperScan.objects.create(office=officer.office, officer=officer, begun_at=at)
        kept = sum(len(file.data) for file in held.files.all())
        if kept + sum(len(file.data) for file in files) > LARGEST_SCAN:
            raise ScanTooMuch
        ScanFile.objects.bulk_create([ScanFile(scan=held, name=file.name[:200], data=file.data) for file in files])
        held.read_at = None
        held.save(update_fields=["read_at"])
        enqueue(_JOB, {"scan": str(held.pk)}, at=at)
    return held


@handles(_JOB)
def read_paper(payload: Mapping[str, Any]) -> None:
    """Reads all pages of a scan; what was taken in once is known by its bytes and answered alike."""
    scan = PaperScan.objects.prefetch_related("files").get(pk=payload["scan"])
    if scan.read_at is not None:
        return
    at = clock.now()
    result = _read(scan, at)
    if dossier := result.get("dossier"):
        scan.case = Case.objects.filter(filed=dossier).first()
    scan.result, scan.read_at = result, at
    scan.save(update_fields=["result", "read_at", "case"])


def _read(scan: PaperScan, at: datetime) -> dict[str, Any]:
    files = [Given(file.name, bytes(file.data)) for file in scan.files.all()]
    try:
        pages = list(read_pages([file.data for file in files]))
        frames = [frame for page in pages for frame in page.frames]
        found = {"pages": len(pages), "blank": sum(not page.frames for page in pages)}
        groups = by_dossier(frames)
        if not groups:
            return found | _told("none", _NO_CODE)
        if len(groups) > 1:
            codes = ", ".join(human_code(prefix + bytes(8))[:9] for prefix in groups)
            return found | _told("several", _SEVERAL.fill(n=len(groups), codes=codes))
        answer = rebuild(frames, the_law())
        if not isinstance(answer, Rebuilt):
            return found | _told("missing", answer.words()) | {"of": answer.pages, "lacking": sorted(answer.lacking)}
        return found | _taken_in(answer.content, files, at) | {"mended": answer.mended, "unseen": list(answer.unseen)}
    except Problem as problem:
        return _told("unreadable", Words(problem.text("vi"), problem.text("en")))


def _taken_in(content: Content, files: Sequence[Given], at: datetime) -> dict[str, Any]:
    answer = receive_paper(content, one_file(files), the_door(), at=at, random=secrets.token_bytes)
    if isinstance(answer, Refused):
        return _told("refused", Words(answer.text("vi"), answer.text("en")))
    return _told("whole", _TAKEN.fill(code=content.human_code)) | {"dossier": content.head.dossier_id}


def one_file(files: Sequence[Given]) -> bytes:
    """The pages as one file to be kept: the file itself, or an uncompressed archive of several; equal files, equal
    bytes."""
    if len(files) == 1:
        return files[0].data
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as pages:
        for number, file in enumerate(files, 1):
            pages.writestr(zipfile.ZipInfo(f"{number:04}{PurePath(file.name).suffix.lower()}"), file.data)
    return archive.getvalue()


def _told(state: str, words: Words) -> dict[str, Any]:
    return {"state": state, "vi": words.vi, "en": words.en}


_NO_CODE = Words(
    "Không đọc được mã vạch nào. Quét lại ở 200 điểm/inch trở lên, cả trang, không gấp.",
    "No barcode could be read. Scan again at 200 dpi or more, whole pages, not folded.",
)
_SEVERAL = Words(
    "Các trang thuộc {n} hồ sơ ({codes}…). Quét riêng từng hồ sơ.",
    "These pages belong to {n} dossiers ({codes}…). Scan one dossier at a time.",
)
_TAKEN = Words(
    "Đủ trang, nội dung khớp với mã {code}. Đã ghi nhận bản giấy.",
    "All pages are there, the content has the code {code}. The paper is received.",
)
