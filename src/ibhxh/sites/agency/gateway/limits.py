"""How often one may knock: for each address, and for each unit once it is known who is meant."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django_ratelimit.core import get_usage

from ibhxh.sites.agency.gateway.problems import TooMany


def count_address(request: HttpRequest) -> None:
    """Counts a request of its network address. Raises `TooMany`."""
    _count(request, "address", str(request.META.get("REMOTE_ADDR") or "unknown"))


def count_unit(request: HttpRequest, unit_code: str) -> None:
    """Counts a new package of a unit. Raises `TooMany`."""
    _count(request, "unit", unit_code)


def _count(request: HttpRequest, group: str, key: str) -> None:
    rate = settings.IBHXH_GATEWAY_RATES[group]
    usage = get_usage(request, group=f"gateway.{group}", key=lambda *_: key, rate=rate, increment=True)
    if usage and usage["should_limit"]:
        raise TooMany(max(1, usage["time_left"]))
