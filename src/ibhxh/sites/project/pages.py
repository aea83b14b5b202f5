"""The pages of no side: the start, the language switch, the example clock, health, and what is said when it fails."""

from __future__ import annotations

import calendar
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST
from django_ratelimit.exceptions import Ratelimited

from ibhxh.sites.project import clock
from ibhxh.sites.project.example_accounts import example_accounts
from ibhxh.sites.project.middleware import LANGUAGES, site_of
from ibhxh.sites.project.sides import SITES
from ibhxh.sites.project.style_guide import specimens
from ibhxh.trust.instants import VIETNAM

_YEAR = 365 * 24 * 3600
_MOST_DAYS = 92
_RETRY_AFTER = "60"


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Which side to go to, and with which accounts in an example world."""
    examples = example_accounts()
    doors = [
        {"site": SITES[side], "examples": [account for account in examples if account.side == side]}
        for side in settings.IBHXH_SITES
    ]
    return render(request, "ibhxh/start.html", {"doors": doors})


@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component once, with all its states. Only where nothing is filed."""
    if settings.IBHXH_ENVIRONMENT != "trial":
        raise Http404
    return render(request, "ibhxh/style_guide.html", specimens())


@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """The same page in the other language."""
    lang = request.POST.get("lang", "vi")
    response = HttpResponseRedirect(_back(request))
    if lang in LANGUAGES:
        secure = settings.SESSION_COOKIE_SECURE
        name = settings.LANGUAGE_COOKIE_NAME
        response.set_cookie(name, lang, max_age=_YEAR, samesite="Lax", httponly=True, secure=secure)
    return response


@require_POST
def move_clock(request: HttpRequest) -> HttpResponse:
    """Moves the example clock forward, by `days` or `to` the month's last day (on that day: the next month's). There is
    no such thing where the clock is the true one."""
    days = _days_on(request.POST.get("to", ""), clock.now()) or request.POST.get("days", "")
    if not clock.is_example() or not days.isdecimal() or int(days) not in range(1, _MOST_DAYS):
        return bad_request(request)
    clock.set_example(clock.now() + timedelta(days=int(days)))
    return HttpResponseRedirect(_back(request))


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Whether the process answers and its databases do."""
    for side in settings.IBHXH_SITES:
        with connections[side].cursor() as cursor:
            cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "ibhxh/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, and 429 with the time to wait where too much was sent."""
    if not isinstance(exception, Ratelimited):
        return render(request, "ibhxh/errors/403.html", status=403)
    response = render(request, "ibhxh/errors/429.html", status=429)
    response["Retry-After"] = _RETRY_AFTER
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "ibhxh/errors/404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is not this browser's: what to do, not what the token said."""
    return render(request, "ibhxh/errors/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, made without account, session or database: one of them may be what failed."""
    context = {
        "lang": translation.get_language(),
        "trial": settings.IBHXH_ENVIRONMENT == "trial",
        "site": site_of(request),
        "at": clock.now(),
    }
    return HttpResponse(render_to_string("ibhxh/errors/500.html", context), status=500)


def _days_on(to: str, now: datetime) -> str:
    if to != "month-end":
        return ""
    today = now.astimezone(VIETNAM).date()
    last = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    if today == last:
        first = today + timedelta(days=1)
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return str((last - today).days)


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=False)
    return target if safe else "/"
