"""What the dossiers of a unit wait for: to be finished, signed, sent, supplied, corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse

from ibhxh.checks import Severity
from ibhxh.law.holidays import public_calendar
from ibhxh.law.months import first_day, last_day, month_of, month_words
from ibhxh.sites.employer.access import Desk
from ibhxh.sites.employer.drafting import report_of
from ibhxh.sites.employer.models import Dossier, DraftRow
from ibhxh.sites.employer.unit.kept_ledger import own_ledger
from ibhxh.sites.employer.unit.task import Deadline, Task
from ibhxh.sites.project.lifecycle import known_facts, telling_of
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DOSSIER, DossierState
from ibhxh.states.clock import legal_day
from ibhxh.trust.instants import VIETNAM
from ibhxh.words import Words, day_text, same

_S = DossierState
_PREPARING = (_S.DRAFT, _S.SIGN_REFUSED, _S.READY)
_REJECTED = (_S.GATE_REJECTED, _S.RETURNED)
_DECIDED = (_S.RETURNED, _S.DONE_PARTIAL, _S.RESULT_RECEIVED)
_WAITING = (*_PREPARING, _S.SIGNING, _S.UNDELIVERABLE, _S.EXPORTED, _S.SENT, _S.PROCESSING, _S.SUPPLEMENT_REQUESTED)
#: Drafts that came to nothing correct nothing.
_DEAD = (_S.GATE_REJECTED, _S.WITHDRAWN)
#: Results older than so many months are nobody's task any more.
_MONTHS_BACK = 12
#: What the gateway calls evidence that only the unit can bring.
_PAPER = "paper"

_NAME = Words("hồ sơ {p} tháng\u00a0{m}, đợt\u00a0{r}", "dossier {p} of {m}, round {r}")
_NUMBERED = Words("hồ sơ {n}", "dossier {n}")
_FINISH = Words("Hoàn tất {name}", "Finish {name}")
_MEND = Words("Sửa {name} theo ý kiến người ký", "Mend {name} as the signer asks")
_PASS = Words("Trình ký {name}", "Pass {name} for signing")
_SIGN = Words("Ký và nộp {name}", "Sign and send {name}")
_READY_WHY = Words("Nội dung đã chốt, không còn lỗi; chưa gửi đi.", "The content is frozen, without errors; not sent.")
_EMPTY = Words("Chưa có dòng nào.", "No row yet.")
_CLEAN = Words("{n} dòng, không còn lỗi.", "{n} {n:row|rows}, no errors left.")
_WARNED = Words(
    "{n} dòng, không còn lỗi; {w} cảnh báo cần sửa hoặc ghi lý do.",
    "{n} {n:row|rows}, no errors left; {w} {w:warning|warnings} to mend or explain.",
)
_FAULTY = Words(
    "{n} dòng, còn {e} lỗi và {w} cảnh báo.",
    "{n} {n:row|rows}, {e} {e:error|errors} left and {w} {w:warning|warnings}.",
)
_CHANGED = Words("{said} Sửa lần cuối {at}.", "{said} Last changed {at}.")
_RESEND = Words("Gửi lại {name}", "Send {name} again")
_RESUPPLY = Words("Gửi lại phần bổ sung của {name}", "Send the supplement of {name} again")
_RESUPPLY_WHY = Words("Phần bổ sung chưa gửi được tới cơ quan BHXH.", "The supplement could not be sent to the agency.")
_BRING_PAPER = Words("Nộp bản giấy của {name}", "Hand in the paper of {name}")
_BRING_WHY = Words(
    "Cổng đã nhận dữ liệu nhưng còn chờ bản giấy; thời hạn giải quyết chưa bắt đầu tính.",
    "The gateway has the data and waits for the paper; the time limit has not begun.",
)
_RECORD = Words("Ghi số và ngày tiếp nhận của {name}", "Enter the number and date of {name}")
_SUPPLY = Words("Bổ sung {n} mục cho {name}", "Supply {n} {n:item|items} of {name}")
_SUPPLY_WHY = Words(
    "Cơ quan BHXH yêu cầu ngày {day}; thời hạn giải quyết đang dừng để chờ đơn vị.",
    "The agency asked on {day}; its time limit stands still and waits for the unit.",
)
_CORRECT = Words("Lập hồ sơ sửa cho {name}", "Correct {name}")
_CORRECT_LINES = Words("Lập hồ sơ sửa cho {n} dòng bị trả của {name}", "Correct {n} returned {n:line|lines} of {name}")
_LINES = Words("Đã chấp nhận {a} dòng, trả lại {b} dòng.", "{a} {a:line|lines} accepted, {b} returned.")
_ADVISED = Words("nên nộp", "best sent by")
_DUE = Words("hạn", "due")

_OPEN = Words("Mở hồ sơ", "Open")
_SEE = Words("Xem hồ sơ", "See it")
_PASS_IT = Words("Xem lại", "Look over")
_SIGN_IT = Words("Xem và ký", "See and sign")
_RESEND_IT = Words("Xem và gửi lại", "See, send again")
_ENTER_IT = Words("Ghi số hồ sơ", "Enter it")
_SUPPLY_IT = Words("Bổ sung", "Supply")


def dossier_tasks(desk: Desk, *, now: datetime) -> Iterator[Task]:
    """The tasks of all dossiers of the unit, for whoever sits at the desk."""
    mine = Dossier.objects.for_workspace(desk.workspace).filter(unit=desk.unit)
    mine = mine.defer("content", "report").prefetch_related("events").order_by("period", "round", "created_at")
    maker = _Maker(desk, legal_day(now))
    for dossier in mine.filter(state__in=_WAITING):
        if task := maker.of(dossier):
            yield task
    decided = mine.filter(
        state__in={*_REJECTED, *_DECIDED}, period__gte=month_of(maker.today) - _MONTHS_BACK
    ).prefetch_related("corrected_by")
    returned = _returned_lines(desk, maker.today)
    for dossier in decided:
        if all(one.state in _DEAD for one in dossier.corrected_by.all()) and (
            task := maker.correction(dossier, returned.get(dossier.pk, _Returned()))
        ):
            yield task


@dataclass(slots=True)
class _Returned:
    """Of a dossier's returned lines: how many were brought again or given up, and why the others came back."""

    settled: int = 0
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the task of a dossier from its state and events."""

    desk: Desk
    today: date

    def of(self, dossier: Dossier) -> Task | None:  # noqa: PLR0911 - one for each state
        """The task of a dossier on its way; None where the next step is somebody else's."""
        match DossierState(dossier.state):
            case _S.DRAFT | _S.SIGN_REFUSED | _S.READY:
                return self._prepare(dossier)
            case _S.SIGNING if self.desk.may_sign:
                return self._task(dossier, _SIGN, self._sentence(dossier), _SIGN_IT, "sign", advised=True)
            case _S.UNDELIVERABLE:
                return self._task(dossier, _RESEND, self._sentence(dossier), _RESEND_IT, "dossier", blocks=True)
            case _S.EXPORTED:
                page = "elsewhere" if self.desk.may_prepare else "dossier"
                return self._task(dossier, _RECORD, self._sentence(dossier), _ENTER_IT, page)
            case _S.SENT if _PAPER in (dossier.followed or {}).get("still_needed", ()):
                return self._task(dossier, _BRING_PAPER, _BRING_WHY, _OPEN, "dossier", blocks=True)
            case _S.PROCESSING if dossier.parcels.filter(supplement=True, parked_at__isnull=False).exists():
                return self._task(dossier, _RESUPPLY, _RESUPPLY_WHY, _RESEND_IT, "dossier", blocks=True)
            case _S.SUPPLEMENT_REQUESTED:
                return self._supply(dossier)
        return None

    def correction(self, dossier: Dossier, returned: _Returned) -> Task | None:
        """The correcting dossier that is still to be made; None where every returned line is settled."""
        facts = known_facts(dossier.events.all())
        lines = int(str(facts.get("returned_lines", 0)))
        refused = dossier.state in _REJECTED
        if lines > returned.settled:
            left = lines - returned.settled
            why = _LINES.fill(a=facts.get("accepted_lines", 0), b=lines)
            if returned.reasons:
                why = same("; ".join(dict.fromkeys(returned.reasons)))
            return self._task(dossier, _CORRECT_LINES, why, _SEE, "dossier", advised=True, blocks=refused, n=left)
        if refused and not lines:
            return self._task(dossier, _CORRECT, self._sentence(dossier), _SEE, "dossier", advised=True, blocks=True)
        return None

    def _prepare(self, dossier: Dossier) -> Task:
        refused, ready = dossier.state == _S.SIGN_REFUSED, dossier.state == _S.READY
        if ready:
            sentence, button = (_SIGN, _SIGN_IT) if self.desk.may_sign else (_PASS, _PASS_IT)
            return self._task(dossier, sentence, _READY_WHY, button, "answers", advised=True)
        if refused:
            return self._task(dossier, _MEND, self._sentence(dossier), _OPEN, "dossier", advised=True)
        page = "grid" if self.desk.may_prepare and dossier.sheets.exists() else "dossier"
        return self._task(dossier, _FINISH, self._how_far(dossier), _OPEN, page, advised=True)

    def _how_far(self, dossier: Dossier) -> Words:
        """Rows, and what the checks say of them as if filed today."""
        rows = DraftRow.objects.filter(sheet__dossier=dossier, removed=False).count()
        if not rows:
            return _EMPTY
        counts = report_of(dossier, filed_on=self.today).counts
        errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
        said = _FAULTY if errors else _WARNED if warnings else _CLEAN
        at = f"{dossier.changed_at.astimezone(VIETNAM):%H:%M, %d/%m/%Y}"
        return _CHANGED.fill(said=said.fill(n=rows, e=errors, w=warnings), at=at)

    def _supply(self, dossier: Dossier) -> Task:
        facts = known_facts(dossier.events.all())
        asked_on = legal_day(datetime.fromisoformat(str(facts["asked_at"])))
        until = facts.get("deadline_on")
        return self._task(
            dossier,
            _SUPPLY,
            _SUPPLY_WHY.fill(day=day_text(asked_on)),
            _SUPPLY_IT if self.desk.may_prepare else _SEE,
            "dossier",
            deadline=Deadline(date.fromisoformat(str(until)), self.today, _DUE) if until else None,
            blocks=not until,
            n=facts["items"],
        )

    def _task(
        self,
        dossier: Dossier,
        sentence: Words,
        why: Words,
        button: Words,
        page: str,
        *,
        deadline: Deadline | None = None,
        advised: bool = False,
        blocks: bool = False,
        **values: object,
    ) -> Task:
        """The sentence is filled with the dossier's name and `values`."""
        if advised:
            deadline = Deadline(self._best_sent_by(dossier.period), self.today, _ADVISED, firm=False)
        address = reverse(f"employer:{page}", args=[self.desk.unit.unit_code, dossier.pk])
        return Task(sentence.fill(name=_name(dossier), **values), why, button, address, deadline, blocks)

    def _best_sent_by(self, period: int) -> date:
        """The last working day of the agency in the dossier's month, or in this one: what is filed by then is booked
        in that month."""
        month = max(period, month_of(self.today))
        calendar = public_calendar(the_law().holidays)
        worked = calendar.working_days(first_day(month), last_day(month))
        return calendar.add_working_days(last_day(month - 1), worked)

    @staticmethod
    def _sentence(dossier: Dossier) -> Words:
        return telling_of(DOSSIER, list(dossier.events.all())).sentence


def _name(dossier: Dossier) -> Words:
    if dossier.number:
        return _NUMBERED.fill(n=dossier.number)
    return _NAME.fill(p=same(dossier.procedure), m=month_words(dossier.period), r=dossier.round)


def _returned_lines(desk: Desk, today: date) -> Mapping[str, _Returned]:
    """Dossier → its returned lines, as far as the unit's register knows them."""
    ledger = own_ledger(desk.unit, today)
    stood_by = {(line.filed.dossier.pk, line.place) for line in ledger.lines}
    found: dict[str, _Returned] = {}
    for line in ledger.all_lines:
        if line.returned:
            of_dossier = found.setdefault(line.filed.dossier.pk, _Returned())
            if (line.filed.dossier.pk, line.place) not in stood_by:
                of_dossier.settled += 1
            elif line.returned.reason:
                of_dossier.reasons.append(line.returned.reason.text)
    return found
