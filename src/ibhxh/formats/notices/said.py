"""Payloads of notices: written in one form, and read back only where they are in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Protocol, TypeVar

from ibhxh.formats.canonical_json import Json, canonical_json
from ibhxh.formats.notices.errors import NotANotice
from ibhxh.law.months import month_index
from ibhxh.register.errors import NotAnAccount

VIETNAM = timezone(timedelta(hours=7))
#: What reading a payload of no honest writer ends in.
_UNSOUND = (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError, NotAnAccount)


@dataclass(frozen=True, slots=True)
class Said:
    """A JSON object of a payload; each word takes a member of one type. Raises KeyError, TypeError, ValueError."""

    members: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A text, never empty."""
        return _text(self.members[name])

    def text_or_none(self, name: str) -> str | None:
        """A text, or nothing said."""
        return None if self.members[name] is None else self.text(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """Texts in their order."""
        return tuple(_text(item) for item in _list(self.members[name]))

    def whole(self, name: str) -> int:
        """A whole number."""
        return _whole(self.members[name])

    def counts(self, name: str) -> dict[str, int]:
        """Numbers by name."""
        return {key: _whole(value) for key, value in _object(self.members[name]).items()}

    def instant(self, name: str) -> datetime:
        """An instant of Vietnam, to the second."""
        at = datetime.fromisoformat(self.text(name))
        if at.utcoffset() != VIETNAM.utcoffset(None):
            raise ValueError(name)
        return at

    def day(self, name: str) -> date:
        """A day."""
        return date.fromisoformat(self.text(name))

    def day_or_none(self, name: str) -> date | None:
        """A day, or nothing said."""
        return None if self.members[name] is None else self.day(name)

    def month(self, name: str) -> int:
        """The index of a month."""
        return month_index(self.text(name))

    def part(self, name: str) -> Said:
        """An object within."""
        return Said(_object(self.members[name]))

    def part_or_none(self, name: str) -> Said | None:
        """An object within, or nothing said."""
        return None if self.members[name] is None else self.part(name)

    def parts(self, name: str) -> tuple[Said, ...]:
        """A list of objects within."""
        return tuple(Said(_object(item)) for item in _list(self.members[name]))


class Payload(Protocol):
    """What is signed: knows the bytes it is written as."""

    def to_bytes(self) -> bytes:
        """Canonical JSON."""


P = TypeVar("P", bound=Payload)


def payload_bytes(
    kind: str, version: int, members: Mapping[str, Json], carried: Mapping[str, Json] | None = None
) -> bytes:
    """The payload of these members under its type and version; `carried` are members that another room writes.

    Raises ValueError for an empty text among `members`: what is not said is None.
    """
    if empty := [name for name, value in members.items() if _has_empty_text(value)]:
        raise ValueError(f"an empty text in {', '.join(empty)}")
    return canonical_json({"type": kind, "version": version, **members, **(carried or {})})


def read_payload(payload: bytes, kind: str, version: int, build: Callable[[Said], P]) -> P:
    """The notice that `build` makes of a payload of this type and version. Raises `NotANotice`, also where the same
    would be said in other bytes: one payload, one notice."""
    try:
        said = Said(_object(json.loads(payload)))
        if (said.text("type"), said.whole("version")) != (kind, version):
            raise NotANotice
        notice = build(said)
        if notice.to_bytes() != payload:
            raise NotANotice
    except _UNSOUND as error:
        raise NotANotice from error
    return notice


def instant_said(at: datetime) -> str:
    """2026-07-31T14:05:09+07:00, from an aware instant of whole seconds."""
    if at.tzinfo is None or at.microsecond:
        raise ValueError("an instant of a notice needs a time zone and whole seconds")
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")


def _has_empty_text(value: Json) -> bool:
    if isinstance(value, Mapping):
        return any(map(_has_empty_text, value.values()))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return any(map(_has_empty_text, value))
    return value == ""


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(value)
    return value


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value
