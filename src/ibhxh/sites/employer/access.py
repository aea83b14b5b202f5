"""Who may do what in which workspace. Every page of a unit goes through here; what is another's does not exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from ibhxh.sites.employer.models import Dossier, Membership, Unit, Workspace
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project.accounts.models import Account
from ibhxh.states import Actor

P = ParamSpec("P")
_RANK = {Role.READER: 0, Role.CLERK: 1, Role.SIGNER: 2}


@dataclass(frozen=True, slots=True)
class Desk:
    """Someone signed in, at work for one unit."""

    account: Account
    role: Role
    workspace: Workspace
    unit: Unit

    @property
    def may_prepare(self) -> bool:
        """Whether drafts may be changed."""
        return _RANK[self.role] >= _RANK[Role.CLERK]

    @property
    def may_sign(self) -> bool:
        """Whether dossiers may be signed, sent and withdrawn."""
        return self.role == Role.SIGNER

    @property
    def actor(self) -> Actor:
        """Who this is in the table of the lifecycle."""
        return Actor.SIGNER if self.may_sign else Actor.CLERK

    def dossier(self, dossier_id: str) -> Dossier:
        """A dossier of this unit. Raises Http404."""
        found = Dossier.objects.for_workspace(self.workspace).filter(unit=self.unit, pk=dossier_id).first()
        if found is None:
            raise Http404
        return found


def desk_of(request: HttpRequest, unit_code: str) -> Desk:
    """The desk of whoever is signed in at a unit. Raises Http404 for a unit of others, as for one that is not."""
    memberships = Membership.objects.filter(account=request.user.pk).select_related("workspace")
    by_workspace = {membership.workspace_id: membership for membership in memberships}
    unit = Unit.objects.filter(unit_code=unit_code, workspace__in=by_workspace).select_related("workspace").first()
    if unit is None or not isinstance(request.user, Account):
        raise Http404
    membership = by_workspace[unit.workspace_id]
    return Desk(request.user, Role(membership.role), membership.workspace, unit)


def at_unit(
    *, least: Role = Role.READER
) -> Callable[[Callable[Concatenate[HttpRequest, Desk, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A page of a unit: `view(request, desk, …)`. Whoever is not signed in is sent to sign in, whoever has too small a
    role is refused (403), whoever is no member finds nothing (404)."""

    def guarded(view: Callable[Concatenate[HttpRequest, Desk, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def page(request: HttpRequest, unit_code: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            desk = desk_of(request, unit_code)
            if _RANK[desk.role] < _RANK[least]:
                raise PermissionDenied
            request.META["ibhxh.desk"] = desk
            return view(request, desk, *args, **kwargs)

        page.least_role = least  # type: ignore[attr-defined] # read by the test of the access matrix
        return page

    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    response = redirect("employer:sign-in")
    # A button that was pressed leads to no page that could be shown afterwards.
    if request.method == "GET":
        response["Location"] += f"?next={request.path}"
    return response
