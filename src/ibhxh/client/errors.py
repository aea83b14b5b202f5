"""What keeps an employer's dossier from being sent, or a receipt from being verified."""

from __future__ import annotations

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
            why=Words("Cổng sẽ từ chối. (SE003)", "The gateway will refuse it. (SE003)"),
            fix=Words("Chọn đúng chữ ký số hoặc sửa hồ sơ đơn vị.", "Choose the unit's certificate or mend the unit."),
        )


class UnitOfAnother(Problem):
    """The unit's facts at hand are not those of the unit the content declares for."""

    code = "UNIT_OF_ANOTHER"

    def __init__(self, given: str, declared: str) -> None:
        super().__init__(
            Words(
                f"Hồ sơ là của đơn vị {declared}, không phải {given}.", f"The dossier is {declared}'s, not {given}'s."
            ),
            fix=Words("Chọn đúng tệp thông tin đơn vị.", "Choose the right unit file."),
        )
