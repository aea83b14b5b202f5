"""After signing in: to the unit, or to the choice among several."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from ibhxh.sites.employer.models import Unit


@require_GET
def choose_unit(request: HttpRequest) -> HttpResponse:
    """The one unit's desk, or the list of units; with `chon` always the list."""
    if not request.user.is_authenticated:
        return redirect("employer:sign-in")
    units = list(Unit.objects.filter(workspace__membership__account=request.user.pk).order_by("unit_name"))
    if len(units) == 1 and "chon" not in request.GET:
        return redirect("employer:desk", unit_code=units[0].unit_code)
    return render(request, "employer/choose_unit.html", {"units": units})
