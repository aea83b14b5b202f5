"""The envelope `BHXHDienTu.xml`: who files what for which period, and the files themselves in base64.

`docs/reference/envelope.md` describes it for other programmers, `xsd/Hoso.xsd` for their programs.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

from lxml import etree

from ibhxh.dossier.text import normal_text
from ibhxh.formats.errors import EnvelopeWrong, NotXmlText
from ibhxh.formats.form_schema import compiled
from ibhxh.formats.xml_problem import require_valid
from ibhxh.law.months import month_index, month_words
from ibhxh.words import Words

ROOT = "Hoso"
#: The element that holds the unit's signature, the last.
HOLDER = "CKy_Dvi"

_TEMPLATE = """<?xml version="1.0" encoding="utf-8"?><Hoso xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xmlns:xsd="http://www.w3.org/2001/XMLSchema"><NoiDung>\
<ThongTinIVAN><MaIVAN></MaIVAN><TenIVAN>iBHXH</TenIVAN></ThongTinIVAN>\
<ThongTinDonVi><TenDoiTuong>{name}</TenDoiTuong><MaSoBHXH>{code}</MaSoBHXH><LoaiDoiTuong>1</LoaiDoiTuong>\
<MaSoThue>{mst}</MaSoThue><NguoiKy>{signer}</NguoiKy><DienThoai>{phone}</DienThoai>\
<CoQuanQuanLy>{agency}</CoQuanQuanLy></ThongTinDonVi>\
<ThongTinHoSo><TenThuTuc>{procedure_name}</TenThuTuc><MaThuTuc>{procedure}</MaThuTuc>\
<KyKeKhai>{period}</KyKeKhai><NgayLap>{made_on}</NgayLap><SoLuongFile>{count}</SoLuongFile><QuyTrinhISO></QuyTrinhISO>\
<ToKhais>{files}</ToKhais></ThongTinHoSo></NoiDung><CKy_Dvi/></Hoso>"""
_FILE = (
    "<FileToKhai><MaToKhai>{code}</MaToKhai><MoTaToKhai>{about}</MoTaToKhai><TenFile>{name}</TenFile>"
    "<LoaiFile>{suffix}</LoaiFile><DoDaiFile>{size}</DoDaiFile><NoiDungFile>{text}</NoiDungFile></FileToKhai>"
)


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What an envelope says of the unit."""

    name: str
    code: str
    mst: str
    agency_code: str
    signer: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class EnvelopeFile:
    """A file in an envelope: a signed form, an attachment, our `content.json`. `code` is its MaToKhai."""

    code: str
    about: str
    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The kind of file with its dot, as LoaiFile says it: `.xml`."""
        return PurePosixPath(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Envelope:
    """One dossier on its way. `period` is a month index."""

    unit: UnitFacts
    procedure: str
    procedure_name: str
    period: int
    made_on: date
    files: tuple[EnvelopeFile, ...]


def write_envelope(envelope: Envelope) -> bytes:
    """The envelope's XML, UTF-8, not signed. Raises `NotXmlText` for a name or code that XML would change."""
    unit = envelope.unit
    return _TEMPLATE.format(
        name=_text(unit.name),
        code=_text(unit.code),
        mst=_text(unit.mst),
        signer=_text(unit.signer),
        phone=_text(unit.phone),
        agency=_text(unit.agency_code),
        procedure_name=_text(envelope.procedure_name),
        procedure=_text(envelope.procedure),
        period=month_words(envelope.period),
        made_on=f"{envelope.made_on:%d/%m/}{envelope.made_on.year:04}",
        count=len(envelope.files),
        files="".join(_file(file) for file in envelope.files),
    ).encode()


def read_envelope(root: etree._Element) -> Envelope:
    """An envelope read, its files decoded. `root` comes from `ibhxh.trust`: this reads, it does not defend.

    Raises `XmlInvalid`, `EnvelopeWrong`.
    """
    require_valid(root, compiled("Hoso.xsd"))
    unit, dossier = root.find("NoiDung/ThongTinDonVi"), root.find("NoiDung/ThongTinHoSo")
    files = tuple(_read_file(file) for file in root.iterfind("NoiDung/ThongTinHoSo/ToKhais/FileToKhai"))
    if int(_said(dossier, "SoLuongFile")) != len(files):
        raise EnvelopeWrong(
            Words("Gói ghi có {said} tệp nhưng chứa {n} tệp.", "It says {said} {said:file|files} and holds {n}.").fill(
                said=_said(dossier, "SoLuongFile"), n=len(files)
            )
        )
    month, year = _said(dossier, "KyKeKhai").split("/")
    return Envelope(
        unit=UnitFacts(
            name=_said(unit, "TenDoiTuong"),
            code=_said(unit, "MaSoBHXH"),
            mst=_said(unit, "MaSoThue"),
            agency_code=_said(unit, "CoQuanQuanLy"),
            signer=_said(unit, "NguoiKy"),
            phone=_said(unit, "DienThoai"),
        ),
        procedure=_said(dossier, "MaThuTuc"),
        procedure_name=_said(dossier, "TenThuTuc"),
        period=month_index(f"{year}-{month}"),
        made_on=_day(_said(dossier, "NgayLap")),
        files=files,
    )


def _text(value: str) -> str:
    if (normal_text(value) or "") != value:
        raise NotXmlText(value)
    return escape(value)


def _file(file: EnvelopeFile) -> str:
    text = base64.b64encode(file.data).decode("ascii")
    return _FILE.format(
        code=_text(file.code),
        about=_text(file.about),
        name=_text(file.name),
        suffix=_text(file.suffix),
        size=len(text),
        text=text,
    )


def _said(above: etree._Element | None, name: str) -> str:
    return normal_text(above.findtext(name) if above is not None else None) or ""


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise EnvelopeWrong(
            Words(f"Ngày lập “{text}” không có thật.", f"The day “{text}” (NgayLap) does not exist.")
        ) from error


def _read_file(element: etree._Element) -> EnvelopeFile:
    name, suffix = _said(element, "TenFile"), _said(element, "LoaiFile")
    text = "".join((element.findtext("NoiDungFile") or "").split())
    if int(_said(element, "DoDaiFile")) != len(text):
        raise EnvelopeWrong(
            Words(
                "Độ dài ghi {said} ký tự, thực có {n} ký tự.",
                "Its length is said to be {said} {said:character|characters} and is {n}.",
            ).fill(said=_said(element, "DoDaiFile"), n=len(text)),
            file=name,
        )
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise EnvelopeWrong(Words("Phần base64 bị hỏng.", "Its base64 is damaged."), file=name) from error
    return EnvelopeFile(
        code=_said(element, "MaToKhai"),
        about=_said(element, "MoTaToKhai"),
        name=name if name.lower().endswith(suffix.lower()) else name + suffix,
        data=data,
    )
