"""The gateway as the employer meets it: over HTTP, with every way an answer can come told apart.

Nothing here is believed: a receipt counts when its signature was verified, a notice likewise. What is not an answer of
a gateway (a proxy's page, half an answer, silence) is `Unreachable`, and says whether the package may have arrived.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

import httpx

from ibhxh.words import Words, same

LARGEST_RECEIPT = 8 << 20
LARGEST_STATUS = 64 << 10
LARGEST_NOTICES = 64 << 20
LAST_ROUND = 99
_API = "/api/v1"
#: A receipt is given within the request; its signature and the store take well under a second.
_TIMES = httpx.Timeout(30, connect=5)
_LONGEST_WAIT = timedelta(hours=1)
_PROBLEM = "application/problem+json"
#: Answers that are about the moment, not about the dossier.
_LATER = (408, 425, 429)
#: Where nothing was sent yet when it failed.
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_SERVER_FAULT = 500


@dataclass(frozen=True, slots=True)
class Received:
    """The gateway answered with a receipt's file; not verified."""

    receipt: bytes


@dataclass(frozen=True, slots=True)
class RefusedByGateway:
    """The gateway's own refusal (RFC 9457): `code` for machines, `field_code` as other gateways call it; `next_round`
    is the round it would take where the one of the dossier is held by another."""

    status: int
    code: str
    field_code: str | None
    what: Words
    where: Words | None = None
    why: Words | None = None
    fix: Words | None = None
    next_round: int | None = None

    @property
    def words(self) -> Words:
        """Fact, reason and remedy in one paragraph."""
        parts = [part for part in (self.what, self.why, self.fix) if part]
        return Words(" ".join(part.vi for part in parts), " ".join(part.en for part in parts))


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No answer of the gateway. `maybe_there`: what was sent may have arrived. `retry_after`: the wait it asked for."""

    why: Words
    maybe_there: bool
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """Where a case stands, in the gateway's words; it informs and proves nothing."""

    transaction_code: str
    state: str
    national_code: int | None
    number: str | None
    due_at: datetime | None
    still_needed: tuple[str, ...]
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class FetchedNotice:
    """A notice as it came, with the gateway's count; not verified."""

    seq: int
    statement: bytes


class Transport:
    """One gateway, by the address of its site. Use it in a `with` block."""

    def __init__(self, gateway: str) -> None:
        base = gateway.rstrip("/").removesuffix(_API) + _API
        self._client = httpx.Client(base_url=base, timeout=_TIMES, follow_redirects=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def submit(self, package: bytes, idempotency_key: str) -> Received | RefusedByGateway | Unreachable:
        """Send a package. The same bytes under the same key are filed once, however often they are sent."""
        headers = {"Content-Type": "application/xml", "Idempotency-Key": idempotency_key}
        answer = self._ask("POST", "/packages", LARGEST_RECEIPT, content=package, headers=headers)
        return Received(answer) if isinstance(answer, bytes) else answer

    def receipt(self, transaction_code: str) -> Received | RefusedByGateway | Unreachable:
        """The receipt of an arrival once more."""
        answer = self._ask("GET", f"/packages/{transaction_code}/receipt", LARGEST_RECEIPT)
        return Received(answer) if isinstance(answer, bytes) else answer

    def status(self, transaction_code: str) -> Status | RefusedByGateway | Unreachable:
        """Where the case stands."""
        answer = self._ask("GET", f"/packages/{transaction_code}", LARGEST_STATUS)
        if not isinstance(answer, bytes):
            return answer
        try:
            return _status(json.loads(answer))
        except (ValueError, KeyError, TypeError):
            return Unreachable(_STRANGE, maybe_there=True)

    def notices(
        self, unit_code: str, access_key: str, *, after: int
    ) -> tuple[FetchedNotice, ...] | RefusedByGateway | Unreachable:
        """The unit's notices after one that was seen, in the gateway's order."""
        answer = self._ask(
            "GET",
            f"/units/{unit_code}/notices",
            LARGEST_NOTICES,
            params={"after": after},
            headers={"Authorization": f"Bearer {access_key}"},
        )
        if not isinstance(answer, bytes):
            return answer
        try:
            listed = json.loads(answer)["notices"]
            return tuple(FetchedNotice(int(n["seq"]), base64.b64decode(n["statement"], validate=True)) for n in listed)
        except (ValueError, KeyError, TypeError):
            return Unreachable(_STRANGE, maybe_there=True)

    def _ask(self, method: str, path: str, most: int, **options: Any) -> bytes | RefusedByGateway | Unreachable:
        try:
            with self._client.stream(method, path, **options) as response:
                body = _read(response, most)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Unreachable(_fault_words(error), maybe_there=not isinstance(error, _NEVER_SENT))
        if body is None:
            return Unreachable(_STRANGE, maybe_there=True)
        if response.is_success:
            return body
        return _refusal(response, body)


_STRANGE = Words(
    "Câu trả lời không phải của cổng tiếp nhận; có thể do máy chủ trung gian.",
    "The answer is not the gateway's; it may be a proxy's.",
)
_NO_CONNECTION = Words("Không kết nối được máy chủ của cổng.", "The gateway's server could not be reached.")
_NO_ANSWER = Words("Máy chủ của cổng không trả lời kịp.", "The gateway's server did not answer in time.")
_BROKEN = Words("Kết nối bị ngắt giữa chừng.", "The connection broke off.")
_BUSY = Words("Cổng đang bận, đề nghị gửi lại sau.", "The gateway is busy and asks to try later.")


def _fault_words(error: Exception) -> Words:
    if isinstance(error, (*_NEVER_SENT, httpx.InvalidURL)):
        return _NO_CONNECTION
    return _NO_ANSWER if isinstance(error, httpx.TimeoutException) else _BROKEN


def _read(response: httpx.Response, most: int) -> bytes | None:
    """The body, None for more than can be an answer."""
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > most:
            return None
    return bytes(body)


def _refusal(response: httpx.Response, body: bytes) -> RefusedByGateway | Unreachable:
    status = response.status_code
    told = _problem(response, body)
    wait = _wait(response.headers.get("Retry-After", ""))
    if status in _LATER or (status >= _SERVER_FAULT and told):
        # A typed fault of the server says that nothing was kept.
        return Unreachable(_BUSY, maybe_there=told is None, retry_after=wait)
    if told is None or status >= _SERVER_FAULT:
        return Unreachable(_STRANGE, maybe_there=status >= _SERVER_FAULT, retry_after=wait)
    return told


def _problem(response: httpx.Response, body: bytes) -> RefusedByGateway | None:
    if response.headers.get("Content-Type", "").partition(";")[0].strip() != _PROBLEM:
        return None
    try:
        said: Mapping[str, Any] = json.loads(body)
        words = {name: _words(said.get(name)) for name in ("what", "where", "why", "fix")}
        what = words["what"] or same(str(said["title"]))
        code, field_code = str(said["code"]), said.get("field_code")
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return RefusedByGateway(
        response.status_code,
        code,
        str(field_code) if field_code else None,
        what,
        words["where"],
        words["why"],
        words["fix"],
        _round(said.get("next_round")),
    )


def _round(said: Any) -> int | None:
    return said if type(said) is int and 1 <= said <= LAST_ROUND else None


def _words(said: Any) -> Words | None:
    return Words(str(said["vi"]), str(said["en"])) if said else None


def _wait(text: str) -> timedelta | None:
    """What `Retry-After` asks for in seconds, within reason."""
    if not (text.isascii() and text.isdecimal()):
        return None
    # A million seconds are too long however many digits follow, and too many digits are no number to count with.
    return min(timedelta(seconds=int(text[:7])), _LONGEST_WAIT)


def _status(said: Mapping[str, Any]) -> Status:
    due_at, national_code = said.get("due_at"), said.get("national_code")
    return Status(
        transaction_code=str(said["transaction_code"]),
        state=str(said["state"]),
        national_code=None if national_code is None else int(national_code),
        number=said.get("number"),
        due_at=datetime.fromisoformat(due_at) if due_at else None,
        still_needed=tuple(str(kind) for kind in said.get("still_needed", ())),
        updated_at=datetime.fromisoformat(said["updated_at"]),
    )
