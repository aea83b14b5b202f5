"""`ibhxh verify RECEIPT FILE`, `ibhxh verify NOTICE`: without a network, whether the agency said this, and of what."""

from __future__ import annotations

from pathlib import Path

import click

from ibhxh.cli.opening import read_file
from ibhxh.cli.options import law_in_use, speaker
from ibhxh.client import KeyNotOfNotice, is_notice, notice_words, read_notice, verify_receipt
from ibhxh.formats.notices.seal_code import PREFIX, sealed_statement
from ibhxh.problem import Problem
from ibhxh.trust import KeyRing
from ibhxh.trust.errors import StatementWrong, UnknownSigner
from ibhxh.words import Lang, Words


class FileMissing(Problem):
    """A receipt without the file it is to be compared with."""

    code = "FILE_MISSING"

    def __init__(self) -> None:
        super().__init__(
            Words("Biên nhận được xác minh cùng với tệp đã nộp.", "A receipt is verified with the file that was sent."),
            fix=Words("Ghi thêm tên tệp đã nộp sau biên nhận.", "Name that file after the receipt."),
        )


class FileTooMany(Problem):
    """A file beside a notice, which is verified alone."""

    code = "FILE_TOO_MANY"

    def __init__(self) -> None:
        super().__init__(
            Words("Thông báo được xác minh một mình.", "A notice is verified alone."),
            fix=Words("Bỏ tên tệp thứ hai.", "Leave the second file out."),
        )


@click.command()
@click.argument("receipt", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option(
    "--keys",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="khóa công khai của cổng, lấy từ nơi tin cậy · the gateway's public keys, from a place you trust",
)
@click.pass_context
def verify(ctx: click.Context, receipt: Path, file: Path | None, keys: Path) -> None:
    """Xác minh biên nhận với tệp đã nộp, hoặc một thông báo, không cần mạng · verify a receipt against the file that
    was sent, or a notice, offline. Either may be the text read from the QR code of its slip.

    Mã thoát · exit code: 0 đúng · genuine; 1 không đúng · not genuine; 2 không đọc được · cannot be read.
    """
    data, ring, lang = _statement(read_file(receipt)), KeyRing.read(keys), speaker(ctx)
    if is_notice(data):
        if file is not None:
            raise FileTooMany
        genuine = _tell_notice(data, ring, lang)
    else:
        if file is None:
            raise FileMissing
        genuine = _tell_receipt(data, read_file(file), ring, lang)
    ctx.exit(0 if genuine else 1)


def _statement(data: bytes) -> bytes:
    """The file, or what the text read from a slip's QR code holds."""
    if not data.startswith(PREFIX.encode()):
        return data
    return sealed_statement(data.decode("ascii", errors="replace").strip())


def _tell_notice(data: bytes, keys: KeyRing, lang: Lang) -> bool:
    try:
        said = notice_words(read_notice(data, keys)).text(lang)
    except (UnknownSigner, StatementWrong, KeyNotOfNotice) as wrong:
        click.echo(wrong.text(lang))
        return False
    click.echo(said)
    return True


def _tell_receipt(receipt: bytes, file: bytes, keys: KeyRing, lang: Lang) -> bool:
    answer = verify_receipt(receipt, file, keys, law_in_use())
    click.echo(answer.words().text(lang))
    if answer.why:
        click.echo(answer.why.text(lang))
    for change in answer.changes:
        click.echo(f"  {change.words().text(lang)}")
    return answer.genuine
