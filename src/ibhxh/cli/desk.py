"""`ibhxh desk …`: the agency's door. What is taken in gets a receipt; what is not is told why and how to mend it."""

from __future__ import annotations

import secrets
import zipfile
from io import BytesIO
from pathlib import Path

import click

from ibhxh.cli.desk_folder import open_gateway
from ibhxh.cli.opening import read_file, save
from ibhxh.cli.options import law_in_use, now, speaker, tell
from ibhxh.cli.paper import rebuilt_from
from ibhxh.formats.receipt import Receipt, ReceiptFile
from ibhxh.intake import Refused, receive_copy, receive_paper
from ibhxh.intake import receive as receive_package
from ibhxh.trust import Statement
from ibhxh.words import Words, instant_text

_DESK = click.option(
    "--desk", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="cổng · desk"
)
_OUT = click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="biên nhận")


@click.group()
def desk() -> None:
    """Cổng tiếp nhận: xét và cấp biên nhận · the desk."""


@desk.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_DESK
@_OUT
@click.option("--copy", "unsigned", is_flag=True, help="bản gửi thư chưa ký · the unsigned copy mailed ahead of paper")
@click.pass_context
def receive(ctx: click.Context, file: Path, folder: Path, out: Path, unsigned: bool) -> None:
    """Xét một gói hồ sơ điện tử · examine a package.

    Mã thoát · exit code: 0 đã nhận · received; 1 không nhận · refused.
    """
    with open_gateway(folder, law_in_use()) as gateway:
        take = receive_copy if unsigned else receive_package
        answer = take(read_file(file), gateway, at=now(), random=secrets.token_bytes)
    _answer(ctx, answer, out)


@desk.command()
@click.argument("files", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1, required=True)
@_DESK
@_OUT
@click.pass_context
def paper(ctx: click.Context, files: tuple[Path, ...], folder: Path, out: Path) -> None:
    """Nhận bản giấy từ các trang quét · take in paper from its scanned pages."""
    law = law_in_use()
    content = rebuilt_from(ctx, files, law)
    with open_gateway(folder, law) as gateway:
        answer = receive_paper(content, one_file(files), gateway, at=now(), random=secrets.token_bytes)
    _answer(ctx, answer, out)


def one_file(files: tuple[Path, ...]) -> bytes:
    """The scanned pages as one file to be kept: the file itself, or an uncompressed archive of several."""
    if len(files) == 1:
        return read_file(files[0])
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as pages:
        for number, path in enumerate(files, 1):
            pages.writestr(zipfile.ZipInfo(f"{number:04}{path.suffix}"), read_file(path))
    return archive.getvalue()


def _answer(ctx: click.Context, answer: bytes | Refused, out: Path) -> None:
    lang = speaker(ctx)
    if isinstance(answer, Refused):
        click.echo(answer.text(lang), err=True)
        ctx.exit(1)
    save(out, answer, once=True)
    receipt = Receipt.from_bytes(Statement.from_bytes(ReceiptFile.from_bytes(answer).statement).payload)
    told = Words(
        "Cổng đã nhận lúc {at}, mã giao dịch {code}. Chưa phải là tiếp nhận chính thức.",
        "Received by the gateway at {at}, transaction {code}; not yet accepted.",
    )
    tell(ctx, told.fill(at=instant_text(receipt.received_at), code=receipt.transaction_code))
    if receipt.first_transaction:
        same = Words("Cùng một hồ sơ với giao dịch {code}.", "The same dossier as transaction {code}.")
        tell(ctx, same.fill(code=receipt.first_transaction))
    if not receipt.still_needed:
        tell(ctx, Words("Đủ thành phần, không còn thiếu gì.", "The evidence is complete."))
    else:
        needed = Words(
            ", ".join(NEEDED[kind].vi for kind in receipt.still_needed),
            ", ".join(NEEDED[kind].en for kind in receipt.still_needed),
        )
        tell(ctx, Words("Còn cần: {needed}.", "Still needed: {needed}.").fill(needed=needed))


#: What a dossier may still lack before its legal clock starts.
NEEDED = {
    "paper": Words("bản giấy có ký tên, đóng dấu", "the signed and stamped paper"),
    "official_signature": Words("chữ ký số chính thức", "an official signature"),
    "trial_signature": Words("chữ ký số dùng thử", "a trial signature"),
    "mailed_copy": Words("bản gửi thư", "the mailed copy"),
    "certificate_status": Words("tình trạng thu hồi của chứng thư", "the certificate's revocation status"),
}
