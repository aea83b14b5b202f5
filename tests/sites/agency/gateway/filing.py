"""What tests of the gateway say to it."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from ibhxh.formats.receipt import Receipt, ReceiptFile
from ibhxh.trust import Statement

PACKAGES = "/api/v1/packages"
#: Shows what the server would answer even where it fails.
_CLIENT = Client(raise_request_exception=False)


def post(body: bytes, *, key: str | None = None, media_type: str = "application/xml") -> HttpResponse:
    """Send a body as a package."""
    headers = {"Idempotency-Key": key} if key else {}
    answer: HttpResponse = _CLIENT.post(PACKAGES, body, content_type=media_type, headers=headers)
    return answer


def get(path: str, **headers: str) -> HttpResponse:
    """Ask for an address below /api/v1."""
    answer: HttpResponse = _CLIENT.get(f"/api/v1{path}", headers=headers)
    return answer


def receipt_in(answer: HttpResponse) -> Receipt:
    """The receipt that was answered."""
    return Receipt.from_bytes(Statement.from_bytes(ReceiptFile.from_bytes(answer.content).statement).payload)


def said(answer: HttpResponse) -> dict[str, Any]:
    """The JSON that was answered."""
    found: dict[str, Any] = json.loads(answer.content)
    return found
