"""What every notice begins with: who tells whom, when, in which world, under which key; and of which dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ibhxh.dossier import BusinessKey, ContentDigest, DossierId
from ibhxh.formats.canonical_json import Json
from ibhxh.formats.notices.said import Said, instant_said
from ibhxh.law.months import month_text


@dataclass(frozen=True, slots=True)
class Agency:
    """The office that tells. `parent` is the office above it and `place` the place name beside the date, both as
    official papers print them; `contact` is where questions are answered."""

    code: str
    name: str
    parent: str | None = None
    place: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Addressee:
    """The unit that is told."""

    unit_code: str
    name: str


@dataclass(frozen=True, slots=True)
class Officer:
    """Who answers for a notice: the name and the role, "Cán bộ thu"."""

    name: str
    role: str

    def as_dict(self) -> dict[str, Json]:
        """The member `officer` of a payload."""
        return {"name": self.name, "role": self.role}

    @classmethod
    def of(cls, said: Said) -> Officer:
        """Read the member back."""
        return cls(said.text("name"), said.text("role"))


@dataclass(frozen=True, slots=True)
class NoticeHead:
    """The common head. `number` is the notice's own, "00012/TB-BHXH"; `issued_at` is aware, to the second;
    `environment` is `trial` or `production` and has to be that of the key `key_id`."""

    number: str
    agency: Agency
    addressee: Addressee
    issued_at: datetime
    environment: str
    key_id: str

    def as_dict(self) -> dict[str, Json]:
        """The member `head` of a payload."""
        agency, addressee = self.agency, self.addressee
        return {
            "number": self.number,
            "agency": {
                "code": agency.code,
                "name": agency.name,
                "parent": agency.parent,
                "place": agency.place,
                "contact": agency.contact,
            },
            "unit": {"code": addressee.unit_code, "name": addressee.name},
            "issued_at": instant_said(self.issued_at),
            "environment": self.environment,
            "key_id": self.key_id,
        }

    @classmethod
    def of(cls, said: Said) -> NoticeHead:
        """Read the member back."""
        agency, unit = said.part("agency"), said.part("unit")
        return cls(
            number=said.text("number"),
            agency=Agency(
                agency.text("code"),
                agency.text("name"),
                agency.text_or_none("parent"),
                agency.text_or_none("place"),
                agency.text_or_none("contact"),
            ),
            addressee=Addressee(unit.text("code"), unit.text("name")),
            issued_at=said.instant("issued_at"),
            environment=said.text("environment"),
            key_id=said.text("key_id"),
        )


@dataclass(frozen=True, slots=True)
class DossierReference:
    """The dossier a notice is about. `number` is NNNNN/YYYY/AAAAA, None while none is given; `transaction_codes` are
    its arrivals, one at least, the first one first; `key` is (unit, procedure, period, round)."""

    number: str | None
    dossier_id: DossierId
    content_digest: ContentDigest
    key: BusinessKey
    procedure_name: str
    transaction_codes: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.transaction_codes:
            raise ValueError("a dossier that came has a transaction")

    def as_dict(self) -> dict[str, Json]:
        """The member `dossier` of a payload."""
        return {
            "number": self.number,
            "dossier_id": self.dossier_id,
            "content_digest": self.content_digest,
            "unit_code": self.key.unit_code,
            "procedure": self.key.procedure,
            "procedure_name": self.procedure_name,
            "period": month_text(self.key.period),
            "round": self.key.round,
            "transaction_codes": self.transaction_codes,
        }

    @classmethod
    def of(cls, said: Said) -> DossierReference:
        """Read the member back."""
        return cls(
            number=said.text_or_none("number"),
            dossier_id=said.text("dossier_id"),
            content_digest=said.text("content_digest"),
            key=BusinessKey(said.text("unit_code"), said.text("procedure"), said.month("period"), said.whole("round")),
            procedure_name=said.text("procedure_name"),
            transaction_codes=said.texts("transaction_codes"),
        )
