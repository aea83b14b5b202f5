"""Who may open which page of the agency. Every page goes through here; what is another office's does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from ibhxh.sites.agency.staff.models import Officer, Role

P = ParamSpec("P")
_View = Callable[Concatenate[HttpRequest, Officer, P], HttpResponseBase]


def officer_of(request: HttpRequest) -> Officer | None:
    """The officer who is signed in; None for an account without a place at an office."""
    return Officer.objects.select_related("office", "account").filter(account=request.user.pk).first()


def at_office(*roles: Role) -> Callable[[_View[P]], Callable[..., HttpResponseBase]]:
    """A page of an office: `view(request, officer, …)`, for these roles, without any for all.

    Whoever is not signed in is sent to sign in; who has another role, or no place at an office, is refused (403).
    """
    allowed = frozenset(roles or Role)

    def guarded(view: _View[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            officer = officer_of(request)
            request.META["ibhxh.officer"] = officer
            if officer is None or officer.role not in allowed:
                raise PermissionDenied
            return view(request, officer, *args, **kwargs)

        page.roles = allowed  # type: ignore[attr-defined] # read by the test of the access matrix
        return page

    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    response = redirect("agency:sign-in")
    if request.method == "GET":
        response["Location"] += f"?next={request.path}"
    return response
