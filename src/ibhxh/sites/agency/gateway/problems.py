"""Problems as the gateway answers them: RFC 9457, with our code, the field's code, and the words in both languages."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse

from ibhxh.intake import Refused
from ibhxh.problem import Problem
from ibhxh.words import Words

MEDIA_TYPE = "application/problem+json"
#: What a code is about is looked up here; the address is a name, and need not answer.
_TYPE = "urn:ibhxh:problem:{}"
_CONFLICTS = frozenset({"ROUND_TAKEN", "DOSSIER_OF_ANOTHER", "DOSSIER_CLOSED"})
_REFUSED, _CONFLICT = 422, 409
#: The title of a problem says its kind and never changes; what happened this time is its detail.
TITLES = {
    400: Words("Yêu cầu không đúng dạng", "The request is malformed"),
    401: Words("Thiếu khóa truy cập, hoặc khóa không đúng", "No access key, or a wrong one"),
    404: Words("Không có gì ở địa chỉ này", "Nothing at this address"),
    405: Words("Địa chỉ này không nhận phương thức này", "The address does not take this method"),
    409: Words("Vướng hồ sơ đã có ở cổng", "It meets a dossier that is there already"),
    411: Words("Yêu cầu không ghi độ dài", "The request does not say its length"),
    413: Words("Gói hồ sơ quá lớn", "The package is too large"),
    415: Words("Kiểu nội dung không được nhận", "Content of this type is not taken"),
    422: Words("Không nhận gói hồ sơ", "The package is not taken in"),
    429: Words("Gửi quá nhiều trong thời gian ngắn", "Too many requests"),
    500: Words("Cổng tiếp nhận gặp lỗi", "The gateway failed"),
    503: Words("Cổng tiếp nhận tạm ngừng", "The gateway is out of service"),
}


class GatewayProblem(Problem):
    """A request the gateway does not get as far as examining. `status` is the HTTP status, `headers` go along."""

    status = 400
    field_code: str | None = None

    def __init__(self, what: Words, *, fix: Words, why: Words | None = None, headers: dict[str, str] | None = None):
        super().__init__(what, why=why, fix=fix)
        self.headers = headers or {}


class TooLarge(GatewayProblem):
    """More bytes than the gateway takes."""

    code, status = "TOO_LARGE", 413

    def __init__(self, most: int) -> None:
        size = most >> 20
        super().__init__(
            Words(f"Gói hồ sơ lớn hơn {size} MB.", f"The package is larger than {size} MB."),
            fix=Words(
                "Giảm dung lượng giấy tờ kèm theo, hoặc chia hồ sơ.", "Make the attachments smaller, or split it."
            ),
        )


class LengthMissing(GatewayProblem):
    """A body of unsaid length."""

    code, status = "LENGTH_MISSING", 411

    def __init__(self) -> None:
        super().__init__(
            Words(
                "Yêu cầu không ghi độ dài (Content-Length).", "The request does not say its length (Content-Length)."
            ),
            fix=Words("Gửi lại kèm Content-Length.", "Send it again with Content-Length."),
        )


class WrongMediaType(GatewayProblem):
    """A body that is not said to be XML."""

    code, status = "WRONG_MEDIA_TYPE", 415

    def __init__(self, found: str) -> None:
        super().__init__(
            Words(f"Kiểu nội dung “{found[:80]}” không được nhận.", f"Content of type “{found[:80]}” is not taken."),
            fix=Words("Gửi gói hồ sơ với Content-Type: application/xml.", "Send the package as application/xml."),
        )


class KeyOutOfShape(GatewayProblem):
    """An Idempotency-Key that is missing or no key."""

    code = "IDEMPOTENCY_KEY"

    def __init__(self) -> None:
        super().__init__(
            Words(
                "Khóa gửi (Idempotency-Key) còn thiếu hoặc sai dạng.", "The Idempotency-Key is missing or malformed."
            ),
            fix=Words(
                "Ghi 8 đến 64 chữ cái, chữ số, dấu “-”, “_”, “.”, “:”; mỗi gói một khóa.",
                "Write 8 to 64 letters, digits, “-”, “_”, “.” or “:”; one key for each package.",
            ),
        )


class TooMany(GatewayProblem):
    """More requests than one may make in a while."""

    code, status = "TOO_MANY", 429

    def __init__(self, seconds: int) -> None:
        super().__init__(
            Words(f"Gửi quá nhiều trong thời gian ngắn; thử lại sau {seconds} giây.", f"Too many; try in {seconds} s."),
            fix=Words("Chờ rồi gửi lại đúng gói này với đúng khóa này.", "Wait, then send the same bytes and key."),
            headers={"Retry-After": str(seconds)},
        )


class NotSignedIn(GatewayProblem):
    """No access key, or not this unit's."""

    code, status = "NOT_SIGNED_IN", 401

    def __init__(self) -> None:
        super().__init__(
            Words("Khóa truy cập của đơn vị còn thiếu hoặc không đúng.", "The unit's access key is missing or wrong."),
            fix=Words("Kiểm tra khóa truy cập do cơ quan BHXH cấp.", "Check the access key given by the agency."),
            headers={"WWW-Authenticate": 'Bearer realm="ibhxh"'},
        )


class NotFound(GatewayProblem):
    """Nothing under that address."""

    code, status = "NOT_FOUND", 404

    def __init__(self) -> None:
        super().__init__(
            Words("Không có gì ở địa chỉ này.", "There is nothing at this address."),
            fix=Words("Kiểm tra mã giao dịch trên biên nhận.", "Check the transaction code on the receipt."),
        )


class MethodNotTaken(GatewayProblem):
    """An address asked in a way it does not know."""

    code, status = "METHOD_NOT_TAKEN", 405

    def __init__(self, method: str, taken: str) -> None:
        super().__init__(
            Words(f"Địa chỉ này không nhận {method[:20]}.", f"This address does not take {method[:20]}."),
            fix=Words(f"Dùng {taken}.", f"Use {taken}."),
            headers={"Allow": taken},
        )


class BadRequest(GatewayProblem):
    """A parameter that cannot be read."""

    code = "BAD_REQUEST"

    def __init__(self) -> None:
        super().__init__(
            Words("Tham số của yêu cầu không đúng dạng.", "A parameter of the request is malformed."),
            fix=Words("Xem mô tả giao diện ở /api/v1/openapi.json.", "See the description at /api/v1/openapi.json."),
        )


class Unavailable(GatewayProblem):
    """The gateway cannot store just now; nothing was taken in."""

    code, status, field_code = "UNAVAILABLE", 503, "SE999"

    def __init__(self) -> None:
        super().__init__(
            Words(
                "Cổng tiếp nhận tạm ngừng; chưa nhận gói nào.", "The gateway is out of service; nothing was taken in."
            ),
            fix=Words("Gửi lại đúng gói này với đúng khóa này sau ít phút.", "Send the same bytes and key again soon."),
            headers={"Retry-After": "30"},
        )


class Fault(GatewayProblem):
    """A fault of ours. What it was is in the log alone."""

    code, status, field_code = "FAULT", 500, "SE999"

    def __init__(self) -> None:
        super().__init__(
            Words("Cổng tiếp nhận gặp lỗi; chưa trả lời được.", "The gateway failed; there is no answer yet."),
            fix=Words("Gửi lại đúng gói này với đúng khóa này sau ít phút.", "Send the same bytes and key again soon."),
            headers={"Retry-After": "60"},
        )


def refusal_answer(refused: Refused) -> HttpResponse:
    """The answer to a package that is not taken in: 409 where it meets another one, else 422."""
    return _answer(_CONFLICT if refused.code in _CONFLICTS else _REFUSED, refused.as_dict())


def problem_answer(problem: GatewayProblem) -> HttpResponse:
    """The answer to a request that is not let in."""
    answer = _answer(problem.status, {"field_code": problem.field_code} | problem.as_dict())
    for name, value in problem.headers.items():
        answer[name] = value
    return answer


def _answer(status: int, said: dict[str, Any]) -> HttpResponse:
    about = {"type": _TYPE.format(said["code"].lower()), "title": TITLES[status].vi, "status": status}
    body = about | {"detail": said["what"]["vi"]} | said
    return HttpResponse(
        json.dumps(body, ensure_ascii=False).encode(),
        status=status,
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store"},
    )
