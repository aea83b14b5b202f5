"""The factory on both sides at once: what the unit files reaches the agency's desk, what the agency seals reaches the
unit. Every step names the side it is done for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.urls import reverse

from ibhxh.dossier import Content
from ibhxh.intake import Refused, receive
from ibhxh.sites.agency.cases.accepting import accept
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.gateway.door import the_door
from ibhxh.sites.agency.notices.models import IssuedNotice
from ibhxh.sites.agency.register.closing import close_unit
from ibhxh.sites.agency.register.models import RegisteredUnit
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.sites.employer.dossiers.freezing import Frozen, freeze_now, frozen_of, keep
from ibhxh.sites.employer.dossiers.incoming import keep_notices
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.employer.transport import FetchedNotice
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.sides import Side, working_for
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DOSSIER, Actor
from ibhxh.trust.instants import VIETNAM
from tests.build.agency import package_of
from tests.build.agency_office import signed_in
from tests.build.filing import counting
from tests.build.journey import Place

_RANDOM = counting()


def at_nine(day: date) -> datetime:
    """The morning of a day, in Vietnam."""
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=VIETNAM).astimezone(UTC)


@dataclass
class BothSides:
    """A unit's place and the same unit in its office's register, with the officer who has it."""

    place: Place
    registered: RegisteredUnit
    officer: Officer

    def file(self, dossier: Dossier, *, at: datetime) -> Frozen:
        """Freezes a draft, signs it, hands it to the gateway; the unit has its receipt, the agency an accepted case."""
        with working_for(Side.EMPLOYER):
            frozen = frozen_of(dossier) or freeze_now(dossier, the_law(), at=at)
            keep(dossier, frozen, at=at)
            steps: tuple[tuple[str, Actor, dict[str, object]], ...] = (
                ("check", Actor.CLERK, {"errors": len(frozen.report.errors)}),
                ("request_signature", Actor.CLERK, {"signer": "Vũ Mẫu Phương"}),
                ("sign", Actor.SIGNER, {"content_digest": frozen.content.digest}),
                ("send", Actor.SIGNER, {"gateway": "BHXH cơ sở Mẫu"}),
            )
            for event, actor, facts in steps:
                fire(dossier, DOSSIER, event, actor=actor, by="người mẫu", at=at, facts=facts)  # type: ignore[arg-type]
        case = self._receive(frozen.content, at=at)
        with working_for(Side.EMPLOYER):
            facts = {
                "received_at": at.isoformat(),
                "transaction_code": case.transaction_code,
                "slip_due_at": (at + timedelta(hours=2)).isoformat(),
            }
            fire(dossier, DOSSIER, "receive_receipt", actor=Actor.AGENCY, by="cổng", at=at, facts=facts)
            dossier.filed_at, dossier.transaction_code = at, case.transaction_code
            dossier.save()
        return frozen

    def _receive(self, content: Content, *, at: datetime) -> Case:
        with working_for(Side.AGENCY):
            answer = receive(package_of(content, at=at), the_door(), at=at, random=_RANDOM)
            assert not isinstance(answer, Refused), answer.text("vi")
            case = Case.objects.get(filed=content.head.dossier_id)
            accept(case.pk, at=at + timedelta(minutes=1))
        return case

    def decide(self, dossier: Dossier, *, returned: Collection[int] = ()) -> None:
        """The officer takes the case, returns these lines of its list (from 0), accepts the others and decides."""
        with working_for(Side.AGENCY):
            case, client = Case.objects.get(filed=dossier.pk), signed_in(self.officer)
            client.post(reverse("agency:take", args=[case.pk]))
            url = reverse("agency:settle", args=[case.pk])
            if returned:
                lines = [f"0.{row}" for row in returned]
                client.post(url, {"act": "return", "line": lines, "reason": "ground_missing", "text": ""})
            rest = ",".join(f"{line.sheet}.{line.row}" for line in case.lines.filter(result="pending"))
            if rest:
                client.post(url, {"act": f"accept:{rest}"})
            case.refresh_from_db()
            answer = client.post(reverse("agency:decide", args=[case.pk]), {"seen": case.version})
            assert answer.status_code == 302, answer.content.decode()

    def close(self, month: int, *, at: datetime) -> None:
        """The office closes a month (index): C12-TS and D09-TS are sealed."""
        with working_for(Side.AGENCY):
            close_unit(self.registered, month, "Phạm Văn Duyệt", at=at)

    def deliver(self, *, at: datetime) -> int:
        """The unit fetches what was sealed for it; how many notices were new."""
        with working_for(Side.AGENCY):
            sealed = self._sealed()
        with working_for(Side.EMPLOYER):
            self.place.unit.refresh_from_db()
            return keep_notices(self.place.unit, sealed, at=at)

    def _sealed(self) -> list[FetchedNotice]:
        issued: Iterable[IssuedNotice] = IssuedNotice.objects.filter(unit=self.registered).order_by("seq")
        return [FetchedNotice(one.seq, bytes(one.statement)) for one in issued]
