"""What keeps an employer's dossier from being sent, or a receipt from being verified."""

from __future__ import annotations

from ibhxh.formats.errors import XmlInvalid
from ibhxh.problem import Problem
from ibhxh.words import Words


class FilesDiffer(Problem):
    """The attachments at hand are not the ones the frozen content names."""

    code = "FILES_DIFFER"

    def __init__(self, name: str) -> None:
        super().__init__(
            Words(
                f"Giấy tờ kèm theo “{name}” thiếu, thừa hoặc đã thay đổi sau khi chốt hồ sơ.",
                f"The attachment “{name}” is missing, one too many, or was changed after the dossier was frozen.",
            ),
            fix=Words("Đính kèm đúng tệp đã chốt, hoặc chốt lại hồ sơ.", "Attach the frozen file, or freeze again."),
        )


class SignerOfAnother(Problem):
    """The certificate is not the unit's: the gateway would refuse the package (SE003 of other gateways)."""

    code = "SIGNER_OF_ANOTHER"

    def __init__(self, found: str | None, declared: str) -> None:
        shown = Words(found or "chưa ghi", found or "none")
        super().__init__(
            Words(
                f"Mã số thuế trong chữ ký số ({shown.vi}) khác mã số thuế của đơn vị ({declared}).",
                f"The tax code in the certificate ({shown.en}) is not that of the unit ({declared}).",
            ),
            why=_refused("SE003"),
            fix=Words("Chọn đúng chữ ký số hoặc sửa hồ sơ đơn vị.", "Choose the unit's certificate or mend the unit."),
        )


class UnitOfAnother(Problem):
    """The unit's facts at hand are not those of the unit the content declares for: its code (SE005 of other gateways)
    or its tax code (SE003)."""

    code = "UNIT_OF_ANOTHER"

    def __init__(self, given: str, declared: str, field_code: str) -> None:
        super().__init__(
            Words(
                f"Hồ sơ là của đơn vị {declared}, không phải {given}.", f"The dossier is {declared}'s, not {given}'s."
            ),
            why=_refused(field_code),
            fix=Words("Chọn đúng tệp thông tin đơn vị.", "Choose the right unit file."),
        )


class AgencyOfAnother(Problem):
    """The content is addressed to another agency than the unit's (SE004 of other gateways)."""

    code = "AGENCY_OF_ANOTHER"

    def __init__(self, given: str, declared: str) -> None:
        super().__init__(
            Words(
                f"Hồ sơ gửi cơ quan BHXH mã {declared}, còn đơn vị do cơ quan mã {given} quản lý.",
                f"The dossier is addressed to agency {declared}, but the unit belongs to agency {given}.",
            ),
            why=_refused("SE004"),
            fix=Words(
                "Mở lại hồ sơ rồi chốt lại, hoặc sửa mã cơ quan BHXH của đơn vị.",
                "Open the dossier and freeze it again, or mend the unit's agency code.",
            ),
        )


class FormInvalid(Problem):
    """A form made of the content is not what its XML schema asks for (CE009 of other gateways)."""

    code = "FORM_INVALID"

    def __init__(self, form: str, found: XmlInvalid) -> None:
        where, why, refused = found.where or Words("", ""), found.why or Words("", ""), _refused("CE009")
        super().__init__(
            Words(
                f"Tờ khai {form} lập ra chưa đúng cấu trúc XML của mẫu.",
                f"The form {form} as it was made is not what its XML schema asks for.",
            ),
            where=where,
            why=Words(f"{why.vi} {refused.vi}", f"{why.en} {refused.en}"),
            fix=Words(
                "Xem lại ô ở dòng được nêu rồi chốt lại hồ sơ; nếu ô đã đúng, gửi thông báo này cho nơi cung cấp phần "
                "mềm.",
                "Look at the cell of the row named and freeze again; if the cell is right, pass this message to "
                "whoever provides the program.",
            ),
        )


def _refused(field_code: str) -> Words:
    return Words(f"Cổng sẽ từ chối. ({field_code})", f"The gateway will refuse it. ({field_code})")
