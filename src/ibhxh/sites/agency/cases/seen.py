"""The version of a case that a form was shown for."""

from __future__ import annotations

from django.http import HttpRequest


def seen_version(request: HttpRequest) -> int | None:
    """What the hidden field `seen` says; None where it says nothing."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isdecimal() else None
