"""The version of a case that a form was shown for."""

from __future__ import annotations

from django.http import HttpRequest

from ibhxh.sites.project.sent import number_sent


def seen_version(request: HttpRequest) -> int | None:
    """What the hidden field `seen` says; None where it says nothing."""
    return number_sent(request.POST.get("seen"))
