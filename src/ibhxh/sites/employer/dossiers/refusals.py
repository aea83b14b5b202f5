"""A move that cannot be made is told on the dossier's page, not as a fault of the program."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from ibhxh.problem import Problem
from ibhxh.sites.project.wording import language

View = Callable[..., HttpResponseBase]


def told_on_page(view: View) -> View:
    """Any `Problem` of the view becomes a message above the dossier's page."""

    @wraps(view)
    def told(request: HttpRequest, unit_code: str, dossier_id: str, **more: Any) -> HttpResponseBase:
        try:
            return view(request, unit_code=unit_code, dossier_id=dossier_id, **more)
        except Problem as problem:
            messages.error(request, problem.text(language()))
            return redirect("employer:dossier", unit_code, dossier_id)

    return told
