"""A new dossier: for which month, and whether to tell what happened, to bring an Excel file, or to begin empty."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ibhxh.law.months import month_of, month_text, month_words
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.events import EVENTS
from ibhxh.sites.employer.dossiers.making import begin_dossier, is_round_free, next_round, untouched_draft
from ibhxh.sites.employer.models import Unit
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project import clock
from ibhxh.sites.project.wording import later, said
from ibhxh.words import Words

EXCEL, EMPTY = "excel", "trong"
#: Months back for which a list may be begun, and ahead.
_BACK, _AHEAD = 24, 1
_TAKEN = Words(
    "Đợt {round} của kỳ {month} đã có hồ sơ. Đợt kế tiếp là đợt {next}.",
    "Round {round} of {month} is taken. The next one is {next}.",
)


class PeriodForm(forms.Form):
    """Month and round of a new dossier."""

    period = forms.TypedChoiceField(label=later("Kỳ kê khai", "Period"), coerce=int)
    round = forms.IntegerField(
        label=later("Đợt", "Round"),
        help_text=later("Để trống: đợt kế tiếp của kỳ.", "Empty: the next round of the period."),
        min_value=1,
        max_value=99,
        required=False,
    )

    def __init__(self, unit: Unit, **given: Any) -> None:
        super().__init__(**given)
        self._unit = unit
        this = month_of(clock.legal_today())
        months = range(this + _AHEAD, this - _BACK - 1, -1)
        period = self.fields["period"]
        assert isinstance(period, forms.TypedChoiceField)  # noqa: S101 - declared above
        period.choices = [(month, month_words(month)) for month in months]
        period.initial = this

    def clean(self) -> dict[str, Any]:
        """The round, proposed where none was given; one that is taken is refused."""
        told = super().clean() or {}
        if "period" not in told or "round" not in told:
            return told
        upcoming = self.upcoming(told["period"])
        told["round"] = told["round"] or upcoming
        if not self.is_free(told["period"], told["round"]):
            month = month_words(told["period"])
            self.add_error("round", said(_TAKEN.fill(round=told["round"], month=month, next=upcoming)))
        return told

    def upcoming(self, period: int) -> int:
        """The round proposed for a month."""
        return next_round(self._unit, period)

    def is_free(self, period: int, round: int) -> bool:
        """Whether a dossier of this month and round can be begun."""
        return is_round_free(self._unit, period, round)


class BeginForm(PeriodForm):
    """The same for an empty list: one that was begun and left empty is gone on with, so that a button pressed twice
    makes one."""

    def upcoming(self, period: int) -> int:
        """The round of the empty list, else the next one."""
        begun = untouched_draft(self._unit, period)
        return begun.round if begun else super().upcoming(period)

    def is_free(self, period: int, round: int) -> bool:
        """Whether nobody has the round, or an empty list alone."""
        return untouched_draft(self._unit, period, round) is not None or super().is_free(period, round)


@require_http_methods(["GET", "HEAD", "POST"])
@at_unit(least=Role.CLERK)
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What happened?"""
    way = request.POST.get("way", "")
    kind = PeriodForm if way == EXCEL else BeginForm
    form = kind(desk.unit, data=request.POST or None, auto_id="%s")
    if request.method == "POST" and form.is_valid():
        period, round = form.cleaned_data["period"], form.cleaned_data["round"]
        if way == EXCEL:
            address = redirect("employer:from-excel", desk.unit.unit_code)
            address["Location"] += f"?ky={month_text(period)}&dot={round}"
            return address
        dossier = begin_dossier(
            desk.unit, period=period, round=round, actor=desk.actor, by=desk.account.name, at=clock.now()
        )
        if way in EVENTS:
            return redirect("employer:event", desk.unit.unit_code, dossier.pk, way)
        return redirect("employer:grid", desk.unit.unit_code, dossier.pk)
    proposed = form.upcoming(month_of(clock.legal_today()))
    context = {"desk": desk, "form": form, "events": EVENTS.values(), "proposed": proposed}
    return render(request, "employer/dossiers/new.html", context, status=422 if form.errors else 200)
