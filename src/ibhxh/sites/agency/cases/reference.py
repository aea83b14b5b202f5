"""A case as notices name it."""

from __future__ import annotations

from ibhxh.dossier import Content
from ibhxh.formats.notices import DossierReference
from ibhxh.formats.notices import Officer as NamedOfficer
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.staff.models import Officer, Role
from ibhxh.sites.project.the_law import the_law
from ibhxh.states.clock import legal_day

_TITLES = {Role.DESK: "Cán bộ tiếp nhận", Role.OFFICER: "Cán bộ quản lý thu", Role.HEAD: "Giám đốc"}


def dossier_reference(case: Case) -> DossierReference:
    """Number, content, business key and arrivals of a case."""
    head = Content(bytes(case.content)).head
    procedure = the_law().procedure(head.key.procedure, legal_day(case.received_at))
    codes = case.filed.arrivals.order_by("id").values_list("transaction_code", flat=True)
    return DossierReference(
        number=case.number,
        dossier_id=head.dossier_id,
        content_digest=case.content_digest,
        key=head.key,
        procedure_name=procedure.words.vi,
        transaction_codes=tuple(codes),
    )


def named(officer: Officer) -> NamedOfficer:
    """The officer as slips print them."""
    return NamedOfficer(officer.account.name, officer.title or _TITLES[Role(officer.role)])
