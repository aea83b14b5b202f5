"""`ibhxh package`: the signed bytes that travel."""

from __future__ import annotations

from pathlib import Path

import click

from ibhxh.cli.opening import attachments, open_content, read_file, save
from ibhxh.cli.options import law_in_use, now, passphrase_option, tell
from ibhxh.client import package as make_package
from ibhxh.client import read_unit, require_own
from ibhxh.trust import Pkcs12Signer
from ibhxh.words import Words


@click.command()
@click.argument("content", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="tệp .p12")
@click.option("--attach", type=click.Path(exists=True, dir_okay=False, path_type=Path), multiple=True)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@passphrase_option
@click.pass_context
def package(
    ctx: click.Context, content: Path, unit: Path, key: Path, attach: tuple[Path, ...], out: Path, passphrase: str
) -> None:
    """Ký và đóng gói một nội dung đã chốt · sign and package a frozen content."""
    law = law_in_use()
    declared, facts, signer = open_content(content, law), read_unit(read_file(unit)), Pkcs12Signer.open(key, passphrase)
    require_own(declared, facts, signer)
    submission = make_package(
        declared,
        law,
        signer,
        unit=facts,
        files=attachments(attach),
        signed_at=now(),
    )
    save(out, submission.package, content, unit, key)
    told = Words(
        "Đã ký và đóng gói: {out} ({size} byte). Ngày nộp chỉ tính từ khi cổng tiếp nhận ghi nhận.",
        "Signed and packaged: {out} ({size} bytes). The filing date is the gateway's.",
    )
    tell(ctx, told.fill(out=out, size=len(submission.package)))
