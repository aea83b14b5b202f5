"""The life of a case on the agency's side, with one department: from the stored package to the delivered result.

Legal source: Decree 118/2025/NĐ-CP and Circular 03/2025/TT-VPCP (one-stop, slips 01, 02, 03, 06), Decision 366/QĐ-BHXH
article 5 (returns and supplements within three working days).
"""

from __future__ import annotations

from enum import StrEnum

from ibhxh.states.document import Document
from ibhxh.states.machine import Machine
from ibhxh.states.move import Actor, ClockAct, Guard, Move, Stage
from ibhxh.words import Words


class CaseState(StrEnum):
    """Where a case stands, seen by the agency."""

    RECEIVED = "received"
    GATE_FAILED = "gate_failed"
    ACCEPTED = "accepted"
    IN_REVIEW = "in_review"
    WAIT_SUPPLEMENT = "wait_supplement"
    REFUSED = "refused"
    DECIDED = "decided"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"


_S = CaseState
_OFFICER, _SYSTEM, _UNIT = (Actor.OFFICER,), (Actor.SYSTEM,), (Actor.UNIT,)

STAGES = (
    Stage(
        _S.RECEIVED,
        "A2",
        1,
        Words("Đã xác nhận nộp", "Receipt given"),
        Words(
            "Đã lưu gói và cấp biên nhận lúc {received_at}, chưa tiếp nhận.",
            "Stored, and a receipt given at {received_at}; not accepted yet.",
        ),
        Words("Tiếp nhận trước {slip_due_at}.", "Accept it before {slip_due_at}."),
    ),
    Stage(
        _S.GATE_FAILED,
        "A1",
        3,
        Words("Không nhận vào", "Not taken in"),
        Words("Không nhận vào: {reason} Đã báo đơn vị.", "Not taken in: {reason} The unit was told."),
        Words("Không phải xử lý.", "There is nothing to do."),
        final=True,
    ),
    Stage(
        _S.ACCEPTED,
        "A3",
        2,
        Words("Đã tiếp nhận", "Accepted"),
        Words(
            "Đã tiếp nhận, cấp số {dossier_number}; hẹn trả {due_at}.",
            "Accepted under no. {dossier_number}; promised by {due_at}.",
        ),
        Words("Nhận xử lý hồ sơ.", "Take the case."),
    ),
    Stage(
        _S.IN_REVIEW,
        "A5",
        4,
        Words("Đang giải quyết", "In review"),
        Words("{officer} đang giải quyết hồ sơ {dossier_number}.", "{officer} works on no. {dossier_number}."),
        Words(
            "Chấp nhận hoặc trả lại từng dòng, rồi ra quyết định trước {due_at}.",
            "Accept or return each line, then decide before {due_at}.",
        ),
    ),
    Stage(
        _S.WAIT_SUPPLEMENT,
        "A8",
        5,
        Words("Chờ bổ sung", "Awaiting supplement"),
        Words(
            "Chờ đơn vị bổ sung {items} mục từ {event_at}, lần yêu cầu thứ {request_number}; thời hạn giải quyết "
            "tạm dừng.",
            "Waits for {items} {items:item|items} from the unit since {event_at}, request {request_number}; the time "
            "limit is paused.",
        ),
        Words(
            "Hạn bổ sung {deadline_on}. Yêu cầu từ lần thứ hai làm hồ sơ bị tính trễ.",
            "To be supplied by {deadline_on}. A second request makes the case count as late.",
        ),
    ),
    Stage(
        _S.REFUSED,
        "A6",
        3,
        Words("Từ chối", "Refused"),
        Words("Đã từ chối giải quyết: {reason}", "Refused: {reason}"),
        Words("Không phải xử lý; phiếu từ chối đã gửi đơn vị.", "Nothing to do; the unit has the refusal slip."),
        final=True,
    ),
    Stage(
        _S.DECIDED,
        "A12",
        9,
        Words("Đã quyết định", "Decided"),
        Words(
            "Đã quyết định: chấp nhận {accepted_lines} dòng, trả lại {returned_lines} dòng; ghi vào kỳ {booked_in}.",
            "Decided: {accepted_lines} {accepted_lines:line|lines} accepted, {returned_lines} returned; posted to "
            "{booked_in}.",
        ),
        Words("Trả kết quả trong ngày.", "Deliver the result today."),
    ),
    Stage(
        _S.DELIVERED,
        "A14",
        10,
        Words("Đã trả kết quả", "Delivered"),
        Words("Kết quả đã đến đơn vị lúc {event_at}.", "The unit has the result since {event_at}."),
        Words("Lưu hồ sơ.", "Archive the case."),
        final=True,
    ),
    Stage(
        _S.WITHDRAWN,
        "A16",
        7,
        Words("Đã rút", "Withdrawn"),
        Words("Đơn vị đã rút hồ sơ lúc {event_at}.", "The unit withdrew it at {event_at}."),
        Words("Không phải xử lý.", "There is nothing to do."),
        final=True,
    ),
)

_ITEMS = Guard(
    Words("nêu ít nhất một mục cần bổ sung", "at least one item is asked for"), lambda facts: _count(facts["items"]) > 0
)
_ALL_SETTLED = Guard(
    Words("mọi dòng đã được chấp nhận hoặc trả lại", "every line is accepted or returned"),
    lambda facts: facts["pending_lines"] == 0,
)
_DEADLINE_OVER = Guard(
    Words("đã quá hạn bổ sung", "the supplement's deadline is over"), lambda facts: facts["deadline_over"] is True
)
_GATE_FAIL = Words("Không nhận vào", "Do not take in")
_TAKE = Words("Nhận xử lý hồ sơ", "Take the case")
_REFUSE = Words("Từ chối hồ sơ", "Refuse the case")
_OPEN = (_S.ACCEPTED, _S.IN_REVIEW)

MOVES = (
    Move(
        None,
        "receive",
        _SYSTEM,
        _S.RECEIVED,
        Words("Lưu gói, cấp biên nhận", "Store the package, give a receipt"),
        needs=("received_at", "transaction_code", "slip_due_at"),
        document=Document.RECEIPT,
    ),
    Move(None, "fail_gate", _SYSTEM, _S.GATE_FAILED, _GATE_FAIL, needs=("reason",), document=Document.GATE_NOTICE),
    Move(
        _S.RECEIVED,
        "accept",
        _SYSTEM,
        _S.ACCEPTED,
        Words("Tiếp nhận hồ sơ", "Accept the case"),
        needs=("dossier_number", "due_at"),
        document=Document.APPOINTMENT_SLIP,
        clock=ClockAct.START,
    ),
    Move(
        _S.RECEIVED, "fail_gate", _SYSTEM, _S.GATE_FAILED, _GATE_FAIL, needs=("reason",), document=Document.GATE_NOTICE
    ),
    Move(_S.ACCEPTED, "take", _OFFICER, _S.IN_REVIEW, _TAKE, needs=("officer",), document=Document.TRACKING_SHEET),
    Move(
        _S.IN_REVIEW,
        "hand_over",
        _OFFICER,
        _S.IN_REVIEW,
        Words("Chuyển cán bộ khác", "Hand over to another officer"),
        needs=("officer",),
        document=Document.TRACKING_SHEET,
        sentence=Words(
            "{event_by} đã chuyển hồ sơ {dossier_number} cho {officer} lúc {event_at}.",
            "{event_by} handed no. {dossier_number} over to {officer} at {event_at}.",
        ),
        next_step=Words(
            "Chấp nhận hoặc trả lại từng dòng, rồi ra quyết định trước {due_at}.",
            "Accept or return each line, then decide before {due_at}.",
        ),
    ),
    *(
        Move(
            source,
            "request_supplement",
            _OFFICER,
            _S.WAIT_SUPPLEMENT,
            Words("Yêu cầu bổ sung", "Ask for a supplement"),
            _ITEMS,
            ("items", "request_number", "deadline_on", "officer"),
            Document.SUPPLEMENT_SLIP,
            ClockAct.PAUSE,
        )
        for source in _OPEN
    ),
    Move(
        _S.WAIT_SUPPLEMENT,
        "supply",
        _UNIT,
        _S.IN_REVIEW,
        Words("Bổ sung hồ sơ", "Supply what is missing"),
        needs=("due_at",),
        document=Document.SUPPLEMENT,
        clock=ClockAct.RESUME,
        sentence=Words(
            "Đơn vị đã bổ sung lúc {event_at}; {officer} giải quyết tiếp.",
            "The unit supplied at {event_at}; {officer} goes on.",
        ),
        next_step=Words(
            "Xem phần bổ sung, quyết định trước {due_at}.", "Look at the supplement, decide before {due_at}."
        ),
    ),
    Move(
        _S.WAIT_SUPPLEMENT,
        "resume",
        _OFFICER,
        _S.IN_REVIEW,
        Words("Giải quyết tiếp khi không có bổ sung", "Go on without a supplement"),
        _DEADLINE_OVER,
        ("deadline_over", "due_at"),
        clock=ClockAct.RESUME,
        sentence=Words(
            "Đơn vị không bổ sung trong hạn; {officer} giải quyết tiếp từ {event_at}.",
            "The unit supplied nothing in time; {officer} goes on since {event_at}.",
        ),
    ),
    *(
        Move(
            source,
            "refuse",
            _OFFICER,
            _S.REFUSED,
            _REFUSE,
            needs=("reason",),
            document=Document.REFUSAL_SLIP,
            clock=ClockAct.STOP,
        )
        for source in _OPEN
    ),
    Move(
        _S.IN_REVIEW,
        "decide",
        _OFFICER,
        _S.DECIDED,
        Words("Quyết định hồ sơ", "Decide the case"),
        _ALL_SETTLED,
        ("pending_lines", "accepted_lines", "returned_lines", "booked_in"),
        Document.RESULT_NOTICE,
        ClockAct.STOP,
    ),
    Move(_S.DECIDED, "deliver", _SYSTEM, _S.DELIVERED, Words("Trả kết quả", "Deliver the result")),
    *(
        Move(
            source,
            "withdraw",
            _UNIT,
            _S.WITHDRAWN,
            Words("Rút hồ sơ", "Withdraw the dossier"),
            document=Document.WITHDRAWAL,
            clock=None if source is _S.RECEIVED else ClockAct.STOP,
        )
        for source in (_S.RECEIVED, *_OPEN, _S.WAIT_SUPPLEMENT)
    ),
)


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


CASE = Machine(Words("hồ sơ", "case"), CaseState, STAGES, MOVES)
