"""The gateway's interface: packages in, receipts, states and sealed notices out. Described at /api/v1/openapi.json."""

from __future__ import annotations

import logging
import re
import secrets
from http import HTTPStatus

from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from ninja import NinjaAPI, Path
from ninja.errors import ValidationError
from ninja.params.functions import Query

from ibhxh.intake import Arrival, Gateway, Refused, look_at, take_in
from ibhxh.sites.agency.gateway import problems
from ibhxh.sites.agency.gateway.access import AccessKey
from ibhxh.sites.agency.gateway.describing import PACKAGE_BODY, answers, as_stored
from ibhxh.sites.agency.gateway.door import the_door
from ibhxh.sites.agency.gateway.handing_out import notices_after
from ibhxh.sites.agency.gateway.limits import count_address, count_unit
from ibhxh.sites.agency.gateway.registry import DjangoRegistry
from ibhxh.sites.agency.gateway.schemas import KeysOut, NoticesOut, StatusOut
from ibhxh.sites.agency.gateway.status import status_of
from ibhxh.sites.project import clock
from ibhxh.trust.errors import TrustProblem

LOG = logging.getLogger(__name__)
_MEDIA_TYPES = frozenset({"application/xml", "text/xml"})
_IDEMPOTENCY_KEY = re.compile(r"[A-Za-z0-9._:\-]{8,64}")
_JSON = "application/json"
LAST_NOTICE: int = Query(0, ge=0, lt=1 << 31, description="count of the last notice that arrived")

api = NinjaAPI(
    title="iBHXH gateway",
    version="1",
    description="Files dossiers with a social-insurance agency and fetches what it answers.",
    urls_namespace="api",
    docs_url=None,
)


@api.post(
    "/packages",
    operation_id="file_package",
    summary="File a signed package",
    description=(
        "The package is stored before it is answered. The same bytes get the same receipt, byte for byte, however "
        "often they are sent: after a lost answer send them again, with the same key."
    ),
    openapi_extra=PACKAGE_BODY | answers(as_stored(201, 200), 400, 409, 411, 413, 415, 422, 429, 500, 503),
)
def file_package(request: HttpRequest) -> HttpResponse:
    """The receipt of what came, or why it is not taken in."""
    count_address(request)
    key = _idempotency_key(request)
    data = _package(request)
    door, at = _door(), clock.now()
    found = look_at(data, door, at=at)
    if isinstance(found, Arrival):
        return _receipt(found, HTTPStatus.OK)
    if isinstance(found, Refused):
        return problems.refusal_answer(found)
    head = found.evidence.content.head
    count_unit(request, head.mst, head.key.unit_code)
    taken = take_in(found.evidence, data, door, at=at, random=secrets.token_bytes, idempotency_key=key)
    if isinstance(taken, Refused):
        return problems.refusal_answer(taken)
    return _receipt(taken.arrival, HTTPStatus.CREATED if taken.new else HTTPStatus.OK)


@api.get(
    "/packages/{transaction_code}",
    operation_id="package_status",
    summary="Where a package stands",
    response=StatusOut,
    openapi_extra=answers({}, 404, 429, 500, 503),
)
def package_status(request: HttpRequest, transaction_code: Path[str]) -> StatusOut:
    """State, number and promised day; informs, and has no legal effect."""
    count_address(request)
    if (status := status_of(transaction_code)) is None:
        raise problems.NotFound
    return status


@api.api_operation(["HEAD"], "/packages/{transaction_code}/receipt", include_in_schema=False)
@api.get(
    "/packages/{transaction_code}/receipt",
    operation_id="package_receipt",
    summary="The stored receipt",
    openapi_extra=answers(as_stored(200), 404, 429, 500, 503),
)
def package_receipt(request: HttpRequest, transaction_code: Path[str]) -> HttpResponse:
    """The receipt file of an arrival, byte for byte as it was first answered."""
    count_address(request)
    arrival = DjangoRegistry().by_transaction(transaction_code)
    if arrival is None:
        raise problems.NotFound
    return _receipt(arrival, HTTPStatus.OK)


@api.get(
    "/units/{unit_code}/notices",
    operation_id="unit_notices",
    summary="A unit's sealed notices",
    description=(
        "Those after the one counted `after`, fifty at most, oldest first. Asking for what comes after a notice says "
        "that the notice has arrived."
    ),
    response=NoticesOut,
    auth=AccessKey(),
    openapi_extra=answers({}, 400, 401, 429, 500, 503),
)
def unit_notices(request: HttpRequest, unit_code: Path[str], after: int = LAST_NOTICE) -> NoticesOut:
    """What the agency told a unit, as it sealed it."""
    return notices_after(unit_code, after, at=clock.now())


@api.get(
    "/keys",
    operation_id="gateway_keys",
    summary="The gateway's public keys",
    response=KeysOut,
    openapi_extra=answers({}, 429, 500, 503),
)
def gateway_keys(request: HttpRequest) -> HttpResponse:
    """The keys by which receipts and notices are verified. Pin them when the unit is set up; never trust those that
    come with a receipt."""
    count_address(request)
    return HttpResponse(_door().keys.to_bytes(), content_type=_JSON)


@api.exception_handler(problems.GatewayProblem)
def _told(request: HttpRequest, problem: problems.GatewayProblem) -> HttpResponse:
    return problems.problem_answer(problem)


@api.exception_handler(ValidationError)
@api.exception_handler(UnreadablePostError)
def _malformed(request: HttpRequest, error: Exception) -> HttpResponse:
    return problems.problem_answer(problems.BadRequest())


@api.exception_handler(Http404)
def _nothing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problems.problem_answer(problems.NotFound())


@api.exception_handler(OperationalError)
def _out_of_service(request: HttpRequest, error: OperationalError) -> HttpResponse:
    LOG.error("the agency's database does not answer: %s", error)
    return problems.problem_answer(problems.Unavailable())


@api.exception_handler(Exception)
def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    LOG.error("%s %s failed", request.method, request.path, exc_info=error)
    return problems.problem_answer(problems.Fault())


def _door() -> Gateway:
    try:
        return the_door()
    except (OSError, TrustProblem) as error:
        LOG.exception("the gateway's files are missing or wrong")
        raise problems.Unavailable from error


def _package(request: HttpRequest) -> bytes:
    if request.content_type not in _MEDIA_TYPES:
        raise problems.WrongMediaType(request.content_type or "")
    said = request.META.get("CONTENT_LENGTH") or ""
    if not said.isdecimal():
        raise problems.LengthMissing
    if int(said) > settings.IBHXH_GATEWAY_MOST_BYTES:
        raise problems.TooLarge(settings.IBHXH_GATEWAY_MOST_BYTES)
    return request.body


def _idempotency_key(request: HttpRequest) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not _IDEMPOTENCY_KEY.fullmatch(key):
        raise problems.KeyOutOfShape
    return key


def _receipt(arrival: Arrival, status: HTTPStatus) -> HttpResponse:
    headers = {"Location": f"/api/v1/packages/{arrival.transaction_code}", "Cache-Control": "no-store"}
    return HttpResponse(arrival.receipt, status=status, content_type=_JSON, headers=headers)
