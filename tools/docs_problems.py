"""One specimen of every problem the gateway may answer with, in the order in which it looks at a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import docs_django  # noqa: F401 - before anything of the sites

from ibhxh.dossier.errors import UnreadableCells, WrongValue
from ibhxh.formats import errors as formats
from ibhxh.intake import errors as intake
from ibhxh.law import errors as law
from ibhxh.law import shipped_law
from ibhxh.problem import Problem
from ibhxh.sites.agency.cases import opening
from ibhxh.sites.agency.gateway import problems as gateway
from ibhxh.trust import errors as trust
from ibhxh.words import Words, same

_DAY, _CODE, _ANY = date(2026, 7, 13), "260713-7Q2M-K4D0-XJ9T", same("…")
_LAW = shipped_law()
_FORM = _LAW.form("D02-LT", _DAY)
_PROCEDURE = _LAW.procedure("600", _DAY)
#: What dossier problems say differs with the cell; the place tells which.
_VALUE = Words("Giá trị không đúng kiểu của ô.", "A value is not of its field's type.")
_CELLS = Words("Còn ô chưa đọc được.", "Cells hold text that is no value.")


class _SettledCase:
    """Stands for a case, as far as `DossierClosed` asks for one."""

    state = "decided"

    def __str__(self) -> str:
        return "00012/2026/07999"


SPECIMENS: Mapping[str, Sequence[Problem]] = {
    "The request": (
        gateway.BadRequest(),
        gateway.KeyOutOfShape(),
        gateway.NotSignedIn(),
        gateway.NotFound(),
        gateway.MethodNotTaken("PUT", "GET"),
        gateway.LengthMissing(),
        gateway.TooLarge(5 << 20),
        gateway.WrongMediaType("text/plain"),
        gateway.TooMany(30),
        gateway.Fault(),
        gateway.Unavailable(),
    ),
    "The file": (
        trust.TooLarge(),
        trust.NotUtf8(),
        trust.Doctype(),
        trust.NotXml(),
        trust.XmlProfile(),
        trust.TooManyNamespaces(),
        trust.TooManyAttributes(),
        trust.WrongRoot(found="x", expected="HoSo"),
    ),
    "The signatures": (
        trust.NoSignature(holder="CKy_Dvi"),
        trust.SignatureLayout(),
        trust.Algorithm(),
        trust.DigestWrong(),
        trust.SignatureWrong(),
        trust.CertificateUnreadable(),
        trust.CertificateWeak(),
        trust.CertificatePurpose(),
        trust.CertificateNotYetValid(day="01/08/2026"),
        trust.CertificateExpired(day="30/06/2026"),
        trust.CertificateRevoked(day="30/06/2026"),
        trust.CertificateUnknown(),
    ),
    "What is declared": (
        formats.XmlInvalid(_ANY, element="HoTen", line=12, row=1),
        formats.EnvelopeWrong(_ANY, file="D02-LT.xml"),
        formats.FileKindUnknown("hop-dong.exe", "pdf, jpg, png"),
        UnreadableCells(_CELLS, fix=Words("Sửa các ô rồi chốt lại.", "Mend the cells and freeze it again.")),
        WrongValue(_VALUE, fix=Words("Sửa lại rồi chốt lại.", "Mend it and freeze again.")),
        intake.HeadWrong(),
        law.NoLawForDay("thủ tục 600", _DAY, _ANY),
        law.UnknownForm("D02-LT", "qd366-2026", 9),
        law.NoFormForDay("D02-LT", _DAY, ()),
        intake.FormNotTaken("TK3-TS", _PROCEDURE, "D02-LT, TK1-TS"),
        intake.FormMissing("D02-LT", _PROCEDURE),
        intake.WrongUnit("D02-LT", "TZ99002", "TZ99001"),
        intake.WrongTaxCode("9900000023", "9900000016", where=_ANY),
        intake.ContentDiffers(3, _ANY),
        intake.FormContradicts(_FORM, 1, "TongSo", "12", "11"),
        intake.WrongAgency("07001", "07999"),
    ),
    "How it meets what is there": (
        intake.KeyReused(_CODE),
        intake.DossierOfAnother(),
        intake.RoundTaken(1, _CODE, 2),
        opening.UnknownUnit("TZ99009"),
        opening.DossierClosed(_SettledCase()),  # type: ignore[arg-type]
    ),
}

#: Families of which each member is told, but for these, which only whoever files or prints can meet.
FAMILIES = (
    gateway.GatewayProblem,
    intake.IntakeProblem,
    trust.DocumentProblem,
    trust.CertificateProblem,
    formats.FormatProblem,
)
NOT_HERE = frozenset({"NOT_XML_TEXT", "SIGNED_COPY", "WRONG_ANSWER", "NO_LIST_FORM"})
