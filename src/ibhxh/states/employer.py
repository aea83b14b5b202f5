"""The life of a dossier on the employer's side, from the first row to the archived result.

What the agency says arrives as moves of the actor `AGENCY`, each made only after the agency's signature was verified.
Legal source: Decree 164/2025/NĐ-CP (receipt, appointment slip within two hours), Circular 03/2025/TT-VPCP (slips).
"""

from __future__ import annotations

from enum import StrEnum

from ibhxh.states.document import Document
from ibhxh.states.machine import Machine
from ibhxh.states.move import Actor, ClockAct, Guard, Move, Stage
from ibhxh.words import Words


class DossierState(StrEnum):
    """Where a dossier stands, seen by the employer."""

    DRAFT = "draft"
    READY = "ready"
    SIGNING = "signing"
    SIGN_REFUSED = "sign_refused"
    SIGNED = "signed"
    SENDING = "sending"
    UNDELIVERABLE = "undeliverable"
    SENT = "sent"
    GATE_REJECTED = "gate_rejected"
    ACCEPTED = "accepted"
    PROCESSING = "processing"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    RETURNED = "returned"
    DONE_FULL = "done_full"
    DONE_PARTIAL = "done_partial"
    RESULT_RECEIVED = "result_received"
    WITHDRAWN = "withdrawn"
    EXPORTED = "exported"
    ACCEPTED_ELSEWHERE = "accepted_elsewhere"


_S = DossierState
_CLERK, _SIGNER, _AGENCY, _SYSTEM = (Actor.CLERK,), (Actor.SIGNER,), (Actor.AGENCY,), (Actor.SYSTEM,)
_UNIT = (Actor.CLERK, Actor.SIGNER)

#: The states in which the dossier lies with the agency and can still be withdrawn.
WITH_AGENCY = (_S.SENT, _S.ACCEPTED, _S.PROCESSING, _S.SUPPLEMENT_REQUESTED)

STAGES = (
    Stage(
        _S.DRAFT,
        "E0",
        None,
        Words("Đang soạn", "Draft"),
        Words("Hồ sơ đang soạn, chưa gửi cho cơ quan BHXH.", "The dossier is a draft and has not been sent."),
        Words("Soạn tiếp, rồi xem lại trước khi ký.", "Go on writing, then look over before signing."),
    ),
    Stage(
        _S.READY,
        "E1",
        None,
        Words("Sẵn sàng", "Ready"),
        Words("Hồ sơ đã đủ điều kiện nộp.", "The dossier is fit to be filed."),
        Words("Xem lại lần cuối rồi trình ký.", "Look it over once more, then pass it for signing."),
    ),
    Stage(
        _S.SIGNING,
        "E2",
        None,
        Words("Đang chờ ký", "Awaiting signature"),
        Words("Hồ sơ chờ {signer} ký từ {event_at}.", "Waits for {signer} to sign since {event_at}."),
        Words(
            "{signer} xem lại rồi ký; người lập muốn sửa thì thu hồi.",
            "{signer} looks it over and signs; whoever prepared it may recall it to edit.",
        ),
    ),
    Stage(
        _S.SIGN_REFUSED,
        "E3",
        None,
        Words("Từ chối ký", "Signature refused"),
        Words("{event_by} không ký: “{reason}”.", "{event_by} did not sign: “{reason}”."),
        Words("Sửa theo ý kiến rồi trình ký lại.", "Mend it as asked, then pass it for signing again."),
    ),
    Stage(
        _S.SIGNED,
        "E4",
        None,
        Words("Đã ký", "Signed"),
        Words("Hồ sơ đã ký lúc {event_at}, chưa gửi.", "Signed at {event_at}, not sent yet."),
        Words(
            "Bấm Nộp hồ sơ. Ngày nộp chỉ tính từ khi cổng tiếp nhận ghi nhận.",
            "Press Send dossier. The filing date is the one the gateway records.",
        ),
    ),
    Stage(
        _S.SENDING,
        "E5",
        None,
        Words("Đang gửi", "Sending"),
        Words(
            "Đang gửi tới {gateway}. Có thể đóng cửa sổ, việc gửi vẫn tiếp tục.",
            "Being sent to {gateway}. The window may be closed, sending goes on.",
        ),
        Words("Không cần gửi lại.", "There is no need to send again."),
    ),
    Stage(
        _S.UNDELIVERABLE,
        "E5!",
        None,
        Words("Không gửi được, cần xem", "Could not be sent: look"),
        Words(
            "Không gửi được tới {gateway} sau {attempts} lần thử, lần cuối lúc {event_at}: {reason}",
            "Could not be sent to {gateway} in {attempts} {attempts:attempt|attempts}, the last at {event_at}: "
            "{reason}",
        ),
        Words(
            "Xem lý do rồi bấm Gửi lại hồ sơ, hoặc xuất tệp để nộp qua kênh khác.",
            "Look at the reason and press Send again, or export the files for another channel.",
        ),
    ),
    Stage(
        _S.SENT,
        "E6",
        1,
        Words("Đã gửi", "Sent"),
        Words(
            "Cổng đã nhận lúc {received_at}, mã giao dịch {transaction_code}. Chưa phải là tiếp nhận chính thức.",
            "The gateway took it at {received_at}, transaction {transaction_code}. It is not formally accepted yet.",
        ),
        Words("Chờ giấy tiếp nhận, chậm nhất {slip_due_at}.", "The appointment slip is due by {slip_due_at}."),
    ),
    Stage(
        _S.GATE_REJECTED,
        "E7",
        3,
        Words("Không được nhận", "Not taken in"),
        Words(
            "Cổng không nhận hồ sơ: {reason} Hồ sơ này coi như chưa nộp.",
            "The gateway did not take it: {reason} It counts as not filed.",
        ),
        Words("Tạo hồ sơ sửa từ hồ sơ này rồi nộp lại.", "Make a corrected copy of it and file that."),
        final=True,
    ),
    Stage(
        _S.ACCEPTED,
        "E8",
        2,
        Words("Đã tiếp nhận", "Accepted"),
        Words(
            "Cơ quan BHXH đã tiếp nhận, số hồ sơ {dossier_number}; hẹn trả {due_at}.",
            "Accepted by the agency under no. {dossier_number}; promised by {due_at}.",
        ),
        Words("Không phải làm gì thêm.", "There is nothing to do."),
    ),
    Stage(
        _S.PROCESSING,
        "E9",
        4,
        Words("Đang xử lý", "In process"),
        Words("Cơ quan BHXH đang giải quyết hồ sơ {dossier_number}.", "The agency is working on no. {dossier_number}."),
        Words("Chờ kết quả; hẹn trả {due_at}.", "Wait for the result, promised by {due_at}."),
    ),
    Stage(
        _S.SUPPLEMENT_REQUESTED,
        "E10",
        5,
        Words("Chờ bổ sung", "Supplement requested"),
        Words(
            "Cơ quan BHXH yêu cầu bổ sung {items} mục; thời hạn giải quyết tạm dừng từ {asked_at}.",
            "The agency asks for {items} {items:item|items}; the time limit stands still since {asked_at}.",
        ),
        Words("Bổ sung hồ sơ trước {deadline_on}.", "Supply what is missing before {deadline_on}."),
    ),
    Stage(
        _S.RETURNED,
        "E11",
        3,
        Words("Bị trả lại", "Returned"),
        Words("Hồ sơ bị trả lại: {reason}", "The dossier was returned: {reason}"),
        Words(
            "Tạo hồ sơ sửa; các dòng và giấy tờ được chép sang.",
            "Make the correcting dossier; lines and papers are copied.",
        ),
        final=True,
    ),
    Stage(
        _S.DONE_FULL,
        "E12",
        9,
        Words("Hoàn thành", "Done"),
        Words(
            "Đã giải quyết xong toàn bộ {accepted_lines} dòng.",
            "The dossier is done, {accepted_lines} {accepted_lines:line|lines} in all.",
        ),
        Words("Chờ phần mềm tải kết quả về.", "The software fetches the result."),
    ),
    Stage(
        _S.DONE_PARTIAL,
        "E13",
        9,
        Words("Hoàn thành một phần", "Partly done"),
        Words(
            "Đã chấp nhận {accepted_lines} dòng, trả lại {returned_lines} dòng.",
            "{accepted_lines} {accepted_lines:line was|lines were} accepted, {returned_lines} returned.",
        ),
        Words("Tạo hồ sơ sửa cho các dòng bị trả lại.", "Make the correcting dossier for the returned lines."),
    ),
    Stage(
        _S.RESULT_RECEIVED,
        "E14",
        10,
        Words("Đã nhận kết quả", "Result received"),
        Words(
            "Kết quả đã về, chữ ký của cơ quan BHXH hợp lệ, đã lưu.",
            "The result is in, the agency's signature is valid, it is archived.",
        ),
        Words(
            "Đối chiếu với số liệu của đơn vị; nếu có dòng bị trả lại, tạo hồ sơ sửa.",
            "Reconcile it with the unit's own figures; where lines were returned, make the correcting dossier.",
        ),
        final=True,
    ),
    Stage(
        _S.WITHDRAWN,
        "E15",
        7,
        Words("Đã rút", "Withdrawn"),
        Words(
            "Hồ sơ đã rút theo đề nghị của đơn vị, lúc {event_at}.", "Withdrawn at the unit's request at {event_at}."
        ),
        Words("Nếu vẫn cần nộp, tạo hồ sơ mới từ hồ sơ này.", "Where it is still needed, make a new one from it."),
        final=True,
    ),
    Stage(
        _S.EXPORTED,
        "X1",
        None,
        Words("Đã xuất", "Exported"),
        Words(
            "Hồ sơ đã xuất thành tệp lúc {event_at} để nộp qua kênh khác; phần mềm không theo dõi được việc nộp.",
            "Exported as files at {event_at} to be filed elsewhere; this software cannot see whether it was.",
        ),
        Words(
            "Nộp tệp, rồi ghi số hồ sơ và ngày tiếp nhận vào đây.",
            "File them, then enter the number and the date of acceptance here.",
        ),
    ),
    Stage(
        _S.ACCEPTED_ELSEWHERE,
        "X2",
        2,
        Words("Đã tiếp nhận qua kênh khác", "Accepted elsewhere"),
        Words(
            "Đã tiếp nhận qua kênh khác, số hồ sơ {dossier_number}, ngày {accepted_on}; {event_by} ghi nhận.",
            "Accepted elsewhere under no. {dossier_number} on {accepted_on}, as entered by {event_by}.",
        ),
        Words("Theo dõi kết quả ở kênh đã nộp.", "Follow the result where it was filed."),
        final=True,
    ),
)

_CHECKED = Guard(
    Words("không còn lỗi, mỗi cảnh báo giữ lại có ghi lý do", "no errors left, each warning kept has a reason"),
    lambda facts: facts["errors"] == 0 and facts.get("unexplained_warnings", 0) == 0,
)
_NOT_AT_GATE = Guard(
    Words("cổng trả lời là chưa nhận hồ sơ này", "the gateway answered that it has not received this dossier"),
    lambda facts: facts["gateway_has_it"] is False,
)
_NOT_FILED = Guard(
    Words("người lập xác nhận tệp chưa nộp ở kênh nào", "the clerk confirms that the files were filed nowhere"),
    lambda facts: facts["filed_elsewhere"] is False,
)
_ASKED_ITEMS = Guard(
    Words("nêu ít nhất một mục cần bổ sung", "at least one item is asked for"), lambda f: _some(f["items"])
)
_NONE_RETURNED = Guard(
    Words("mọi dòng đều được chấp nhận", "every line was accepted"),
    lambda facts: _some(facts["accepted_lines"]) and facts.get("returned_lines", 0) == 0,
)
_SOME_OF_BOTH = Guard(
    Words("có dòng được chấp nhận và có dòng bị trả lại", "some lines were accepted and some returned"),
    lambda facts: _some(facts["accepted_lines"]) and _some(facts["returned_lines"]),
)
_SEAL_VALID = Guard(
    Words("chữ ký của cơ quan BHXH trên kết quả hợp lệ", "the agency's signature on the result is valid"),
    lambda facts: facts["signature_valid"] is True,
)

_SEND = Words("Nộp hồ sơ", "Send dossier")
_EXPORT = Words("Xuất tệp hồ sơ", "Export the files")
_RECALL = Words("Thu hồi để sửa", "Recall to edit")
_CORRECT = Words("Tạo hồ sơ sửa", "Make a correction")
_REJECT = Words("Cổng không nhận hồ sơ", "The gateway does not take it")
_RECEIPT = Words("Cổng cấp biên nhận", "The gateway gives a receipt")
_PROGRESS = Words("Báo tiến độ", "Tell of progress")
_ASK_SUPPLEMENT = Words("Yêu cầu bổ sung", "Ask for a supplement")
_RETURN = Words("Trả lại hồ sơ", "Return the dossier")
_DECIDE = Words("Báo kết quả", "Tell the result")
_RECEIVED = ("received_at", "transaction_code", "slip_due_at")
_CORRECTED = Words("Đã tạo hồ sơ sửa lúc {event_at}.", "A correcting dossier was made at {event_at}.")
_GO_ON_THERE = Words("Soạn tiếp ở hồ sơ sửa.", "Go on in the correcting dossier.")
_WITHDRAWAL_ASKED = Words(
    "{event_by} đã đề nghị rút hồ sơ lúc {event_at}.", "{event_by} asked at {event_at} to withdraw."
)
_AWAIT_ANSWER = Words("Chờ cơ quan BHXH xác nhận.", "Wait for the agency to confirm.")

MOVES = (
    Move(None, "create", (*_UNIT, Actor.SYSTEM), _S.DRAFT, Words("Lập hồ sơ", "Make a dossier")),
    Move(_S.DRAFT, "check", _UNIT, _S.READY, Words("Kiểm tra hồ sơ", "Check dossier"), _CHECKED, ("errors",)),
    Move(_S.READY, "edit", _UNIT, _S.DRAFT, Words("Sửa hồ sơ", "Edit dossier")),
    Move(
        _S.READY,
        "request_signature",
        _UNIT,
        _S.SIGNING,
        Words("Trình ký hồ sơ", "Pass for signing"),
        needs=("signer",),
    ),
    Move(_S.READY, "export", _UNIT, _S.EXPORTED, _EXPORT),
    Move(_S.SIGNING, "sign", _SIGNER, _S.SIGNED, Words("Ký hồ sơ", "Sign dossier"), needs=("content_digest",)),
    Move(
        _S.SIGNING,
        "refuse_signature",
        _SIGNER,
        _S.SIGN_REFUSED,
        Words("Từ chối ký", "Refuse to sign"),
        needs=("reason",),
    ),
    Move(
        _S.SIGNING,
        "expire_signature",
        _SYSTEM,
        _S.READY,
        Words("Hết hạn yêu cầu ký", "Let the request expire"),
        sentence=Words("Yêu cầu ký đã hết hạn, hồ sơ chưa được ký.", "The request expired; the dossier is not signed."),
        next_step=Words("Trình ký lại.", "Pass it for signing again."),
    ),
    Move(_S.SIGNING, "recall", _UNIT, _S.DRAFT, _RECALL),
    Move(_S.SIGN_REFUSED, "edit", _UNIT, _S.DRAFT, Words("Sửa hồ sơ", "Edit dossier")),
    Move(_S.SIGNED, "send", _UNIT, _S.SENDING, _SEND, needs=("gateway",)),
    Move(_S.SIGNED, "export", _UNIT, _S.EXPORTED, _EXPORT),
    Move(_S.SIGNED, "recall", _UNIT, _S.DRAFT, _RECALL),
    Move(
        _S.SENDING,
        "receive_receipt",
        _AGENCY,
        _S.SENT,
        _RECEIPT,
        needs=_RECEIVED,
        document=Document.RECEIPT,
    ),
    Move(
        _S.SENDING,
        "reject_at_gate",
        _AGENCY,
        _S.GATE_REJECTED,
        _REJECT,
        needs=("reason",),
        document=Document.GATE_NOTICE,
    ),
    Move(
        _S.SENDING,
        "retry",
        _SYSTEM,
        _S.SENDING,
        Words("Hẹn gửi lại", "Plan another attempt"),
        needs=("attempts", "retry_at"),
        sentence=Words(
            "Chưa kết nối được {gateway}; sẽ tự gửi lại lúc {retry_at}. Lỗi không do hồ sơ của đơn vị.",
            "No connection to {gateway}; it will be sent again at {retry_at}. The dossier is not at fault.",
        ),
        next_step=Words(
            "Chờ, hoặc nộp bản giấy nếu hôm nay là hạn cuối.", "Wait, or file on paper if today is the last day."
        ),
    ),
    Move(
        _S.SENDING,
        "give_up",
        _SYSTEM,
        _S.UNDELIVERABLE,
        Words("Ngừng tự gửi lại", "Stop trying"),
        needs=("attempts", "reason"),
    ),
    Move(_S.UNDELIVERABLE, "resend", _UNIT, _S.SENDING, Words("Gửi lại hồ sơ", "Send again"), needs=("gateway",)),
    Move(
        _S.UNDELIVERABLE,
        "receive_receipt",
        _AGENCY,
        _S.SENT,
        _RECEIPT,
        needs=_RECEIVED,
        document=Document.RECEIPT,
    ),
    Move(_S.UNDELIVERABLE, "recall", _UNIT, _S.DRAFT, _RECALL, _NOT_AT_GATE, ("gateway_has_it",)),
    Move(_S.UNDELIVERABLE, "export", _UNIT, _S.EXPORTED, _EXPORT, _NOT_AT_GATE, ("gateway_has_it",)),
    Move(
        _S.SENT,
        "accept",
        _AGENCY,
        _S.ACCEPTED,
        Words("Tiếp nhận hồ sơ", "Accept the dossier"),
        needs=("dossier_number", "accepted_at", "due_at"),
        document=Document.APPOINTMENT_SLIP,
        clock=ClockAct.START,
    ),
    Move(
        _S.SENT,
        "reject_at_gate",
        _AGENCY,
        _S.GATE_REJECTED,
        _REJECT,
        needs=("reason",),
        document=Document.GATE_NOTICE,
    ),
    Move(
        _S.SENT,
        "note_silence",
        _SYSTEM,
        _S.SENT,
        Words("Ghi nhận quá giờ chờ", "Note the silence"),
        needs=("hours",),
        sentence=Words(
            "Đã quá {hours} giờ mà chưa có giấy tiếp nhận. Thời điểm nộp của đơn vị vẫn được giữ trong biên nhận.",
            "No appointment slip after {hours} {hours:hour|hours}. The receipt keeps the time of filing.",
        ),
        next_step=Words(
            "Hỏi cơ quan BHXH, hoặc xem cách nộp thay thế.", "Ask the agency, or see the other ways to file."
        ),
    ),
    *(
        Move(
            source,
            "progress",
            _AGENCY,
            _S.PROCESSING,
            _PROGRESS,
            needs=("due_at",),
            clock=ClockAct.RESUME if source is _S.SUPPLEMENT_REQUESTED else None,
            sentence=Words(
                "Cơ quan BHXH đang giải quyết hồ sơ {dossier_number}.", "The agency is working on no. {dossier_number}."
            ),
            next_step=Words("Chờ kết quả; hẹn trả {due_at}.", "Wait for the result, promised by {due_at}."),
        )
        for source in (_S.ACCEPTED, _S.PROCESSING, _S.SUPPLEMENT_REQUESTED)
    ),
    *(
        Move(
            source,
            "request_supplement",
            _AGENCY,
            _S.SUPPLEMENT_REQUESTED,
            _ASK_SUPPLEMENT,
            _ASKED_ITEMS,
            ("items", "asked_at", "deadline_on"),
            Document.SUPPLEMENT_SLIP,
            ClockAct.PAUSE,
        )
        for source in (_S.ACCEPTED, _S.PROCESSING)
    ),
    Move(
        _S.SUPPLEMENT_REQUESTED,
        "supply",
        _SIGNER,
        _S.PROCESSING,
        Words("Bổ sung hồ sơ", "Supply what is missing"),
        document=Document.SUPPLEMENT,
        clock=ClockAct.RESUME,
        sentence=Words("Đã gửi bổ sung lúc {event_at}.", "The supplement was sent at {event_at}."),
        next_step=Words(
            "Chờ cơ quan BHXH giải quyết tiếp và báo ngày hẹn trả mới.",
            "Wait for the agency to go on and tell the new promised date.",
        ),
    ),
    *(
        move
        for source in (_S.ACCEPTED, _S.PROCESSING, _S.SUPPLEMENT_REQUESTED)
        for move in (
            Move(
                source,
                "return_all",
                _AGENCY,
                _S.RETURNED,
                _RETURN,
                needs=("reason",),
                document=Document.REFUSAL_SLIP,
                clock=ClockAct.STOP,
            ),
            Move(
                source,
                "decide_full",
                _AGENCY,
                _S.DONE_FULL,
                _DECIDE,
                _NONE_RETURNED,
                ("accepted_lines",),
                Document.RESULT_NOTICE,
                ClockAct.STOP,
            ),
            Move(
                source,
                "decide_partial",
                _AGENCY,
                _S.DONE_PARTIAL,
                _DECIDE,
                _SOME_OF_BOTH,
                ("accepted_lines", "returned_lines"),
                Document.RESULT_NOTICE,
                ClockAct.STOP,
            ),
        )
    ),
    *(
        Move(
            source,
            "ask_withdrawal",
            _SIGNER,
            source,
            Words("Rút hồ sơ", "Withdraw the dossier"),
            document=Document.WITHDRAWAL,
            sentence=_WITHDRAWAL_ASKED,
            next_step=_AWAIT_ANSWER,
        )
        for source in WITH_AGENCY
    ),
    *(
        Move(
            source,
            "confirm_withdrawal",
            _AGENCY,
            _S.WITHDRAWN,
            Words("Xác nhận rút hồ sơ", "Confirm the withdrawal"),
            clock=None if source is _S.SENT else ClockAct.STOP,
        )
        for source in WITH_AGENCY
    ),
    *(
        Move(
            source,
            "store_result",
            _SYSTEM,
            _S.RESULT_RECEIVED,
            Words("Lưu kết quả", "Store the result"),
            _SEAL_VALID,
            ("signature_valid",),
        )
        for source in (_S.DONE_FULL, _S.DONE_PARTIAL)
    ),
    *(
        Move(
            source,
            "correct",
            _UNIT,
            source,
            _CORRECT,
            needs=("correction",),
            sentence=_CORRECTED,
            next_step=_GO_ON_THERE,
        )
        for source in (_S.GATE_REJECTED, _S.RETURNED, _S.DONE_PARTIAL, _S.RESULT_RECEIVED, _S.WITHDRAWN)
    ),
    Move(
        _S.EXPORTED,
        "record_acceptance",
        _UNIT,
        _S.ACCEPTED_ELSEWHERE,
        Words("Ghi số và ngày tiếp nhận", "Enter number and date of acceptance"),
        needs=("dossier_number", "accepted_on"),
    ),
    Move(_S.EXPORTED, "recall", _UNIT, _S.DRAFT, _RECALL, _NOT_FILED, ("filed_elsewhere",)),
    Move(
        _S.ACCEPTED_ELSEWHERE,
        "record_return",
        _UNIT,
        _S.RETURNED,
        Words("Ghi nhận hồ sơ bị trả lại", "Enter that it was returned"),
        needs=("reason",),
    ),
)


def _some(count: object) -> bool:
    return isinstance(count, int) and count > 0


DOSSIER = Machine(Words("hồ sơ", "dossier"), DossierState, STAGES, MOVES)
