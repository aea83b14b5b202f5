"""The gateway's addresses: whatever is asked for here is answered in the gateway's own form, also what is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt

from ibhxh.sites.agency.gateway.api import api
from ibhxh.sites.agency.gateway.problems import MethodNotTaken, NotFound, problem_answer

_View = Callable[..., HttpResponseBase]
_NOT_ALLOWED = 405


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponseBase:
    """There is nothing here."""
    raise Http404


def _typed(view: _View) -> _View:
    """The view with a typed problem in place of a page of Django's."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        try:
            answered = view(request, *args, **named)
        except Http404:
            answered = problem_answer(NotFound())
        if answered.status_code == _NOT_ALLOWED:
            answered = problem_answer(MethodNotTaken(str(request.method), answered.headers["Allow"]))
        answered.headers.setdefault("Cache-Control", "no-store")
        return answered

    return answer


_patterns, app_name, _ = api.urls
urlpatterns = [*_patterns, re_path("", nothing, name="nothing")]
for _pattern in urlpatterns:
    if _pattern.callback is not None:
        _pattern.callback = _typed(_pattern.callback)
