"""What every page's frame shows: side, language, account, the band of an environment without an agency behind it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils import translation

from ibhxh.sites.project import clock
from ibhxh.sites.project.middleware import site_of

#: Pieces of the frame that a side may bring as `<side>/frame/<name>.html`.
_PIECES = ("switcher", "search", "bell", "nav")
_NOTHING = "ibhxh/parts/nothing.html"


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of every template."""
    site = site_of(request)
    return {
        "site": site,
        "account": getattr(request, "user", None),
        "desk": request.META.get("ibhxh.desk"),
        "officer": request.META.get("ibhxh.officer"),
        "frame": {name: [f"{site.side}/frame/{name}.html", _NOTHING] if site else [_NOTHING] for name in _PIECES},
        "lang": translation.get_language(),
        "trial": settings.IBHXH_ENVIRONMENT == "trial",
        "example_now": clock.now() if clock.is_example() else None,
        "messages": get_messages(request),
    }
