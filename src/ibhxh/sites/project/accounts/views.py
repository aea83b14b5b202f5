"""Signing in and out, and accepting an invitation: the same pages for both sides, each with its own accounts."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ibhxh.sites.project import clock
from ibhxh.sites.project.accounts.forms import FirstPasswordForm, SignInForm
from ibhxh.sites.project.accounts.models import Invitation
from ibhxh.sites.project.middleware import site_of
from ibhxh.sites.project.sides import Site, current_side
from ibhxh.sites.project.wording import later

_BACKEND = "ibhxh.sites.project.accounts.backend.EmailBackend"
_REFUSED = later(
    "Thư điện tử hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại.",
    "E-mail address or password is not right. Check Caps Lock and the Vietnamese input method, then try again.",
)
_HOUR = 3600


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Asks for e-mail and password; goes on to where the reader wanted to be.

    The answer to a wrong password and to an unknown address is one and the same. Too many failures are answered by
    `locked_out`.
    """
    if request.headers.get("HX-Request") == "true":
        return _whole_page(request)
    if request.method != "POST":
        if request.user.is_authenticated:
            return HttpResponseRedirect(_on(request, request.GET.get("next", "")))
        return _ask(request, SignInForm(initial={"next": request.GET.get("next", "")}))
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=422)
    email, password = form.cleaned_data["email"], form.cleaned_data["password"]
    # `email` is what failures are counted by (AXES_USERNAME_FORM_FIELD), `username` what the backend reads.
    account = authenticate(request, username=email, email=email, password=password)
    if account is None:
        form.add_error(None, _REFUSED)
        return _ask(request, form, status=422)
    login(request, account)
    return HttpResponseRedirect(_on(request, form.cleaned_data["next"]))


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, str] | None = None
) -> HttpResponse:
    """Instead of the answer to one failure too many (AXES_LOCKOUT_CALLABLE)."""
    page = render(request, "accounts/locked_out.html", {"limit": settings.AXES_FAILURE_LIMIT}, status=429)
    page["Retry-After"] = str(settings.AXES_COOLOFF_TIME * _HOUR)
    return page


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session on this side; the other side's goes on."""
    logout(request)
    return HttpResponseRedirect(f"{_address(request, 'sign-in')}?ra=1")


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Sets the first password of an invited account, once, and signs it in. Looking at the page uses nothing up: mail
    programs open links before people do."""
    now = clock.now()
    invitation = Invitation.open_one(secret, at=now)
    if invitation is None:
        return render(request, "accounts/invitation_over.html", status=410)
    account = invitation.account
    form = FirstPasswordForm(account, request.POST or None)
    context = {"form": form, "invited": account, "until": invitation.expires_at}
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/invitation.html", context, status=422 if request.method == "POST" else 200)
    with transaction.atomic(using=current_side()):
        if not invitation.use(at=now):
            return render(request, "accounts/invitation_over.html", status=410)
        account.set_password(form.cleaned_data["password"])
        account.save(update_fields=["password"])
    logout(request)
    login(request, account, backend=_BACKEND)
    return HttpResponseRedirect(_site(request).prefix)


def _ask(request: HttpRequest, form: SignInForm, status: int = 200) -> HttpResponse:
    return render(request, "accounts/sign_in.html", {"form": form, "left": "ra" in request.GET}, status=status)


def _whole_page(request: HttpRequest) -> HttpResponse:
    # A part of a page was asked for after the session had ended: the browser is sent to sign in as a whole.
    at = request.headers.get("HX-Current-URL", "")
    wanted = at.partition(request.get_host())[2] if _is_ours(request, at) else ""
    response = HttpResponse(status=204)
    response["HX-Redirect"] = f"{_address(request, 'sign-in')}?{urlencode({'next': wanted})}"
    return response


def _on(request: HttpRequest, wanted: str) -> str:
    prefix = _site(request).prefix
    return wanted if wanted.startswith(prefix) and _is_ours(request, wanted) else prefix


def _is_ours(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def _address(request: HttpRequest, name: str) -> str:
    return reverse(f"{_site(request).side}:{name}")


def _site(request: HttpRequest) -> Site:
    site = site_of(request)
    if site is None:
        raise LookupError("the pages of accounts are a side's")
    return site
