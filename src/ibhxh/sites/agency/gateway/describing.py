"""What the interface's description says beyond the types: bodies that are bytes, and the problems of each operation."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from ibhxh.sites.agency.gateway.problems import MEDIA_TYPE
from ibhxh.sites.agency.gateway.schemas import ProblemOut, ReceiptOut

_TOLD = {
    400: "a header or parameter is malformed",
    401: "no access key, or not this unit's",
    404: "nothing under this code",
    409: "it meets another dossier: its round is taken, its id belongs to another, it is settled already",
    411: "the request does not say its length",
    413: "larger than the gateway takes",
    415: "not said to be XML",
    422: "the package is not taken in: signature, content, form, unit or agency is wrong",
    429: "too many requests; `Retry-After` says when to come again",
    500: "a fault of the gateway; send the same again",
    503: "out of service; nothing was taken in, send the same again",
}
_PROBLEM = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
_RECEIPT = ReceiptOut.model_json_schema(ref_template="#/components/schemas/{model}")
_RETRY = {"Retry-After": {"description": "seconds to wait", "schema": {"type": "integer"}}}

PACKAGE_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "the signed envelope as it is, 5 MiB at most",
        "content": {"application/xml": {"schema": {"type": "string", "format": "binary"}}},
    },
    "parameters": [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "description": "one key for each package, kept by the sender; a key that came with other bytes is refused",
            "schema": {"type": "string", "pattern": r"^[A-Za-z0-9._:\-]{8,64}$"},
            "example": "0b9f6c1e-4a54-4e0e-9b8e-2b6f3f0a7c11",
        }
    ],
}


def as_stored(*statuses: int) -> dict[int, dict[str, Any]]:
    """Answers that are a stored receipt."""
    told = {200: "the stored receipt of these bytes", 201: "taken in; its receipt"}
    location = {"Location": {"description": "where its state is told", "schema": {"type": "string"}}}
    return {
        status: {
            "description": told[status],
            "headers": location,
            "content": {"application/json": {"schema": _inlined(_RECEIPT)}},
        }
        for status in statuses
    }


def answers(good: dict[int, dict[str, Any]], *problems: int) -> dict[str, Any]:
    """The part `responses` of an operation: what it gives, and the problems it may tell."""
    told = {
        status: {
            "description": f"{HTTPStatus(status).phrase}: {_TOLD[status]}",
            "content": {MEDIA_TYPE: {"schema": _inlined(_PROBLEM)}},
            **({"headers": _RETRY} if status in {429, 500, 503} else {}),
        }
        for status in problems
    }
    return {"responses": good | told}


def _inlined(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with what it refers to in its place: the description collects only the types of plain answers."""
    definitions = schema.get("$defs", {})

    def put(value: Any) -> Any:
        if isinstance(value, dict):
            if "$ref" in value:
                return put(definitions[value["$ref"].rsplit("/", 1)[-1]])
            return {key: put(inner) for key, inner in value.items() if key != "$defs"}
        return [put(inner) for inner in value] if isinstance(value, list) else value

    inlined: dict[str, Any] = put(schema)
    return inlined
