"""The side a piece of work is done for: employer or agency. It decides where accounts, sign-ins and jobs are kept.

Each side has its own database, with its own accounts; tables that both have in the same shape (accounts, sessions,
jobs) are told apart by the side at work. Requests get it from their address, jobs from the queue they lie in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from ibhxh.words import Words


class Side(StrEnum):
    """The two sides. The value is the side's database alias and the name of its Django application."""

    EMPLOYER = "employer"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Site:
    """Where a side's pages are, and the name of its session cookie."""

    side: Side
    prefix: str
    cookie: str
    words: Words


SITES: dict[Side, Site] = {
    Side.EMPLOYER: Site(Side.EMPLOYER, "/don-vi/", "donvi_session", Words("Đơn vị", "Employer")),
    Side.AGENCY: Site(Side.AGENCY, "/co-quan/", "coquan_session", Words("Cơ quan BHXH", "Agency")),
}
#: The gateway's own addresses; they have no session.
API_PREFIX = "/api/"

_side: ContextVar[Side | None] = ContextVar("side", default=None)


class NoSideError(RuntimeError):
    """A table that both sides have was asked for by work that is done for neither: a fault of the program."""


def current_side() -> Side:
    """The side at work. Raises `NoSideError` outside of `working_for`."""
    side = _side.get()
    if side is None:
        raise NoSideError("set the side first: with working_for(Side.EMPLOYER): …")
    return side


@contextmanager
def working_for(side: Side) -> Iterator[None]:
    """Whatever is done inside is done for this side."""
    token = _side.set(side)
    try:
        yield
    finally:
        _side.reset(token)


def side_of_path(path: str) -> Side | None:
    """The side whose address this is; the gateway's belongs to the agency."""
    if path.startswith(API_PREFIX):
        return Side.AGENCY
    return next((site.side for site in SITES.values() if path.startswith(site.prefix)), None)
