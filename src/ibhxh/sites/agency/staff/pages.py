"""The staff of an office, for its head: who works there, inviting somebody, a new link, stopping and coming back."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ibhxh.problem import Problem
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.reach import OPEN
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.forms import InvitationForm
from ibhxh.sites.agency.staff.leaving import come_back, leave
from ibhxh.sites.agency.staff.models import Officer, Role
from ibhxh.sites.agency.staff.roles import DUTIES, ROLES, at_work
from ibhxh.sites.project import clock
from ibhxh.sites.project.accounts.inviting import invite, new_link
from ibhxh.sites.project.accounts.models import INVITATION_LASTS, Account
from ibhxh.sites.project.sent import number_sent
from ibhxh.sites.project.wording import said
from ibhxh.words import Words


@require_GET
@at_office(Role.HEAD)
def staff(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Everybody, those who left last."""
    now = clock.now()
    open_cases = Count("cases", filter=Q(cases__state__in=OPEN), distinct=True)
    open_link = Max("account__invitation__expires_at", filter=Q(account__invitation__used_at=None))
    listed = (
        Officer.objects.filter(office=officer.office_id)
        .select_related("account")
        .annotate(unit_count=Count("units", distinct=True), case_count=open_cases, link_until=open_link)
        .order_by("-account__is_active", "account__name")
    )
    rows = [(one, ROLES[Role(one.role)], one.account.has_usable_password()) for one in listed]
    return render(request, "agency/staff/staff.html", {"officer": officer, "rows": rows, "now": now})


@never_cache
@require_http_methods(["GET", "POST"])
@at_office(Role.HEAD)
def invite_officer(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Whom; then the link, this once."""
    form = InvitationForm(request.POST or None, auto_id="%s")
    if request.method != "POST" or not form.is_valid():
        roles = [(role.value, words, DUTIES[role]) for role, words in ROLES.items()]
        context = {"officer": officer, "form": form, "roles": roles}
        return render(request, "agency/staff/invite.html", context, status=422 if request.method == "POST" else 200)
    told, now = form.cleaned_data, clock.now()
    with transaction.atomic(using="agency"):
        account, secret = invite(told["email"], told["name"], at=now)
        Officer.objects.create(account=account, office=officer.office, role=told["role"], title=told["title"])
    if secret is None:
        raise LookupError("the form lets no address with a password through")
    return _link_page(request, account, secret)


@never_cache
@require_POST
@at_office(Role.HEAD)
def give_link(request: HttpRequest, officer: Officer, officer_id: int) -> HttpResponse:
    """Another link for somebody who lost theirs or forgot the password."""
    found = _colleague(officer, officer_id)
    if not found.account.is_active:
        raise Http404
    with transaction.atomic(using="agency"):
        secret = new_link(found.account, at=clock.now())
    return _link_page(request, found.account, secret)


@require_http_methods(["GET", "POST"])
@at_office(Role.HEAD)
def stop(request: HttpRequest, officer: Officer, officer_id: int) -> HttpResponse:
    """Nobody signs in with the account any more: who takes its units and cases, then done."""
    found = _colleague(officer, officer_id)
    if not found.account.is_active:
        return redirect("agency:staff")
    if found.pk == officer.pk:
        return _ask_to_stop(request, officer, found, Problem(_ONESELF, fix=_ONESELF_FIX), status=409)
    if request.method == "GET":
        return _ask_to_stop(request, officer, found)
    typed = request.POST.get("to", "")
    others = at_work(officer.office, Role.OFFICER).exclude(pk=found.pk)
    to = others.filter(pk=number).first() if (number := number_sent(typed)) else None
    if typed and to is None:
        raise Http404
    leave(found, to, officer, at=clock.now())
    messages.success(request, said(_STOPPED.fill(name=found.account.name)))
    return redirect("agency:staff")


@require_POST
@at_office(Role.HEAD)
def resume(request: HttpRequest, officer: Officer, officer_id: int) -> HttpResponse:
    """The account works again."""
    found = _colleague(officer, officer_id)
    come_back(found)
    messages.success(request, said(_BACK.fill(name=found.account.name)))
    return redirect("agency:staff")


def _ask_to_stop(
    request: HttpRequest, officer: Officer, found: Officer, problem: Problem | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "officer": officer,
        "found": found,
        "problem": problem,
        "units": list(found.units.order_by("name")),
        "cases": Case.objects.filter(officer=found, state__in=OPEN).count(),
        "others": at_work(officer.office, Role.OFFICER).exclude(pk=found.pk),
    }
    return render(request, "agency/staff/stop.html", context, status=status)


def _link_page(request: HttpRequest, account: Account, secret: str) -> HttpResponse:
    link = request.build_absolute_uri(reverse("agency:invitation", args=[secret]))
    context = {"invited": account, "link": link, "until": clock.now() + INVITATION_LASTS}
    return render(request, "agency/staff/invited.html", context)


def _colleague(officer: Officer, officer_id: int) -> Officer:
    found = Officer.objects.filter(office=officer.office_id, pk=officer_id).select_related("account").first()
    if found is None:
        raise Http404
    return found


_ONESELF = Words("Không tự ngừng tài khoản đang dùng.", "The account in use cannot be stopped by its holder.")
_ONESELF_FIX = Words("Một lãnh đạo khác của cơ quan làm việc này.", "Another head of the office does that.")
_STOPPED = Words("{name} không đăng nhập được nữa, có hiệu lực ngay.", "{name} cannot sign in any more, from now on.")
_BACK = Words(
    "{name} đăng nhập lại được. Đơn vị cũ không tự giao lại.",
    "{name} can sign in again. The former units are not assigned by that.",
)
