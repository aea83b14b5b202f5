"""Why a gateway does not take in what came. Each has a code of ours, and where the field has one too, the field's."""

from __future__ import annotations

from typing import ClassVar

from ibhxh.law import FormVersion, Procedure
from ibhxh.problem import Problem
from ibhxh.words import Words, same


class IntakeProblem(Problem):
    """A dossier that is not taken in. `field_code` is the code by which other gateways refuse for the same reason."""

    code: ClassVar[str] = "INTAKE"
    field_code: ClassVar[str | None] = None


class ContentDiffers(IntakeProblem):
    """What the forms declare is not what the sender's summary of the content says. `line` counts from 1."""

    code = "CONTENT_DIFFERS"

    def __init__(self, line: int, place: Words, *, why: Words | None = None) -> None:
        super().__init__(
            Words(
                "Nội dung trong tờ khai khác với tóm lược nội dung gửi kèm.",
                "What the forms declare differs from the summary of the content that came with them.",
            ),
            where=Words(f"Dòng {line} của nội dung, {place.vi}", f"Line {line} of the content, {place.en}"),
            why=why,
            fix=Words(
                "Chốt lại hồ sơ rồi ký và gửi lại cả gói; không thay từng tệp trong gói.",
                "Freeze the dossier again, sign and send the whole package; never replace single files in it.",
            ),
        )
        self.line = line


class FormContradicts(IntakeProblem):
    """A form of ours in which an element that only repeats a field says something else."""

    code = "FORM_CONTRADICTS"
    field_code = "CE009"

    def __init__(self, version: FormVersion, row: int | None, element: str, text: str, expected: str) -> None:
        place_vi = f"mẫu {version.form}, " + ("phần đầu" if row is None else f"dòng {row + 1}")
        place_en = f"form {version.form}, " + ("header" if row is None else f"row {row + 1}")
        super().__init__(
            Words(
                f"Thẻ {element} ghi “{text[:80]}”, không khớp với nội dung kê khai (“{expected[:80]}”).",
                f"The element {element} says “{text[:80]}”; by what is declared it should say “{expected[:80]}”.",
            ),
            where=Words(place_vi, place_en),
            fix=Words("Lập lại tờ khai từ nội dung đã chốt rồi ký lại.", "Make the form again and sign it."),
        )


class HeadWrong(IntakeProblem):
    """An identity no program of ours mints: the dossier's id, the round or the correction's link is out of shape."""

    code = "HEAD_WRONG"

    def __init__(self) -> None:
        super().__init__(
            Words("Phần đầu hồ sơ có mã không đúng dạng.", "The dossier's head has an identifier out of shape."),
            fix=Words("Chốt lại hồ sơ rồi gửi lại.", "Freeze the dossier again and send it."),
        )


class WrongTaxCode(IntakeProblem):
    """The certificate, the envelope and the forms do not name one tax code."""

    code = "WRONG_TAX_CODE"
    field_code = "SE003"

    def __init__(self, found: str | None, declared: str, *, where: Words) -> None:
        shown = Words(found or "chưa ghi", found or "none")
        super().__init__(
            Words(
                f"Mã số thuế ({shown.vi}) khác mã số thuế của đơn vị ({declared}).",
                f"The tax code ({shown.en}) is not that of the unit ({declared}).",
            ),
            where=where,
            fix=Words(
                "Chọn đúng chữ ký số của đơn vị, hoặc sửa thông tin đơn vị rồi ký lại.",
                "Choose the unit's own certificate, or mend the unit's facts, and sign again.",
            ),
        )


class WrongAgency(IntakeProblem):
    """The dossier is addressed to another agency."""

    code = "WRONG_AGENCY"
    field_code = "SE004"

    def __init__(self, declared: str, own: str) -> None:
        super().__init__(
            Words(
                f"Hồ sơ gửi cơ quan BHXH mã {declared}; cổng này nhận cho cơ quan mã {own}.",
                f"The dossier is addressed to agency {declared}; this gateway receives for agency {own}.",
            ),
            fix=Words("Sửa mã cơ quan BHXH quản lý rồi ký lại.", "Mend the agency code and sign again."),
        )


class WrongUnit(IntakeProblem):
    """A form names another unit than the envelope does."""

    code = "WRONG_UNIT"
    field_code = "SE005"

    def __init__(self, form: str, found: str, declared: str) -> None:
        super().__init__(
            Words(
                f"Mẫu {form} ghi mã đơn vị {found}, khác mã đơn vị của hồ sơ ({declared}).",
                f"Form {form} says unit code {found}; the dossier is that of unit {declared}.",
            ),
            fix=Words("Dùng một mã đơn vị trong cả hồ sơ rồi ký lại.", "Use one unit code throughout and sign again."),
        )


class FormNotTaken(IntakeProblem):
    """A form that the procedure does not take on that day."""

    code = "FORM_NOT_TAKEN"

    def __init__(self, form: str, procedure: Procedure, taken: str) -> None:
        super().__init__(
            Words(
                f"Thủ tục {procedure.code} không nhận mẫu {form}; nhận: {taken}.",
                f"Procedure {procedure.code} does not take form {form}; it takes {taken}.",
            ),
            why=procedure.reference,
            fix=Words("Bỏ mẫu này, hoặc chọn đúng thủ tục.", "Leave the form out, or choose the right procedure."),
        )


class FormMissing(IntakeProblem):
    """A form without which the procedure is not filed."""

    code = "FORM_MISSING"

    def __init__(self, form: str, procedure: Procedure) -> None:
        super().__init__(
            Words(
                f"Thủ tục {procedure.code} chưa có mẫu {form} là mẫu bắt buộc.",
                f"Procedure {procedure.code} must hold form {form}.",
            ),
            why=procedure.reference,
            fix=Words("Thêm mẫu này rồi ký lại.", "Add the form and sign again."),
        )


class NotACopy(IntakeProblem):
    """A signed package at the door for unsigned copies."""

    code = "SIGNED_COPY"

    def __init__(self) -> None:
        super().__init__(
            Words("Bản sao gửi thư phải là gói chưa ký.", "A mailed copy is a package without signatures."),
            fix=Words("Gói đã ký thì nộp qua cổng tiếp nhận.", "File a signed package through the gateway."),
        )


class RoundTaken(IntakeProblem):
    """Another dossier of the unit, procedure and period already has this round."""

    code = "ROUND_TAKEN"

    def __init__(self, round_: int, transaction_code: str | None, next_round: int) -> None:
        """`transaction_code` is told to the unit itself and to nobody else: by it the dossier's state is asked for."""
        of = Words(f", mã giao dịch {transaction_code}", f", transaction {transaction_code}")
        of = of if transaction_code else same("")
        super().__init__(
            Words(
                f"Đợt {round_} của kỳ này đã có hồ sơ khác{of.vi}.",
                f"Round {round_} of this period already holds another dossier{of.en}.",
            ),
            fix=Words(
                f"Chốt lại ở đợt {next_round}; hồ sơ sửa cũng là một đợt mới, ghi tóm lược của hồ sơ được sửa.",
                f"Freeze it again as round {next_round}; a correction too is a new round, naming what it corrects.",
            ),
        )
        self.next_round = next_round


class KeyReused(IntakeProblem):
    """One idempotency key came with two different packages."""

    code = "KEY_REUSED"

    def __init__(self, transaction_code: str) -> None:
        super().__init__(
            Words(
                f"Khóa gửi này đã dùng cho một gói khác, mã giao dịch {transaction_code}.",
                f"This idempotency key was used for another package, transaction {transaction_code}.",
            ),
            fix=Words("Gửi lại với khóa gửi mới.", "Send again with a new key."),
        )


class DossierOfAnother(IntakeProblem):
    """A dossier id that belongs to a dossier of another unit."""

    code = "DOSSIER_OF_ANOTHER"

    def __init__(self) -> None:
        super().__init__(
            Words("Mã hồ sơ này thuộc về đơn vị khác.", "This dossier id belongs to another unit."),
            fix=Words("Lập hồ sơ mới rồi gửi lại.", "Make a new dossier and send it."),
        )
