"""The factory's January from both sides: one story, told by the tests and by whoever takes the pictures of the docs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.sites.browser import at_the_agency as agency
from tests.sites.browser import at_the_unit as unit
from tests.sites.browser import at_the_unit_later as later
from tests.sites.browser.visitor import Visitor

#: 278.013.365 đ without the 30.000 đ of the returned line.
DUE = "277.983.365"
Enter = Callable[[], Visitor]


def nothing(officer: Visitor, case: str) -> None:
    """Whoever tells the story looks at nothing else."""


def january(enter: Enter, workbook: Path, *, in_review: Callable[[Visitor, str], None] = nothing) -> None:
    """The list is made, signed, sent, examined, partly returned, booked, told, reconciled. `in_review` is called once
    with the officer, while the case is in review."""
    clerk, signer, officer, head = (enter() for _ in range(4))
    clerk.go("/")
    clerk.look("01-bat-dau")
    dossier = _filed(clerk, signer, workbook)
    officer.sign_in(agency.OFFICER, agency.OFFICE)
    case = agency.take_the_case(officer, unit.wait_for_acceptance(clerk, dossier))
    agency.look_at_a_line(officer, case)
    in_review(officer, case)
    agency.ask_for_papers(officer, case)
    later.attach_what_was_asked_for(clerk, dossier, agency.PAPER_ASKED)
    later.sign_the_supplement(signer, dossier)
    agency.choose_the_text_with_papers(officer, case)
    agency.settle_the_lines(officer, case)
    agency.decide(officer)
    slips = agency.slips(officer, case)
    assert len(slips) == 3 and all(slip.startswith(b"%PDF") for slip in slips)
    agency.look_at_the_register(officer)
    head.sign_in(agency.HEAD, agency.OFFICE)
    agency.close_january(head, DUE)
    agency.invite_an_officer(head)
    the_units_end(clerk)


def the_units_end(clerk: Visitor) -> None:
    """What the clerk does with the month's notices."""
    later.read_the_notices(clerk, DUE)
    later.see_what_is_to_pay(clerk, DUE)
    later.reconcile(clerk, agency.RETURNED)


def _filed(clerk: Visitor, signer: Visitor, workbook: Path) -> str:
    """Made by the clerk, signed and sent by the director; the dossier's address."""
    clerk.sign_in(unit.CLERK, "/don-vi/")
    grid = unit.begin_from_excel(clerk, workbook)
    unit.mend(clerk)
    unit.why_1_818_145(clerk)
    unit.check_answers(clerk)
    signer.sign_in(unit.SIGNER, "/don-vi/")
    dossier = grid.removesuffix("/bang")
    unit.sign_and_send(signer, dossier)
    return dossier
