"""How often one may knock: for each address, and for each unit once it is known who is meant."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django_ratelimit.core import get_usage

from ibhxh.sites.agency.gateway.problems import TooMany

#: A customer of IPv6 has so many bits of it, and 2⁶⁴ addresses.
_OWN_BITS = 64


def count_address(request: HttpRequest) -> None:
    """Counts a request of its network address. Raises `TooMany`."""
    _count(request, "address", address_of(request))


def count_unit(request: HttpRequest, mst: str, unit_code: str) -> None:
    """Counts a new package of a unit, signed by this tax code: nobody uses up another's share. Raises `TooMany`."""
    _count(request, "unit", f"{mst} {unit_code}")


def address_of(request: HttpRequest) -> str:
    """The network address that asks; of IPv6 the network that its customer has."""
    try:
        address = ip_address(str(request.META.get("REMOTE_ADDR")))
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, _OWN_BITS), strict=False))
    return str(address)


def _count(request: HttpRequest, group: str, key: str) -> None:
    rate = settings.IBHXH_GATEWAY_RATES[group]
    usage = get_usage(request, group=f"gateway.{group}", key=lambda *_: key, rate=rate, increment=True)
    if usage and usage["should_limit"]:
        raise TooMany(max(1, usage["time_left"]))
