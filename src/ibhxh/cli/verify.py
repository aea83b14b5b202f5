"""`ibhxh verify RECEIPT FILE`: without a network, whether this is what was received."""

from __future__ import annotations

from pathlib import Path

import click

from ibhxh.cli.opening import read_file
from ibhxh.cli.options import speaker
from ibhxh.client import verify_receipt
from ibhxh.law import shipped_law
from ibhxh.trust import KeyRing


@click.command()
@click.argument("receipt", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--keys",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="khóa công khai của cổng, lấy từ nơi tin cậy · the gateway's public keys, from a place you trust",
)
@click.pass_context
def verify(ctx: click.Context, receipt: Path, file: Path, keys: Path) -> None:
    """Xác minh biên nhận với một tệp, không cần mạng · verify a receipt against a file, offline.

    Mã thoát · exit code: 0 đúng · genuine; 1 không đúng · not genuine; 2 không đọc được · cannot be read.
    """
    lang = speaker(ctx)
    answer = verify_receipt(read_file(receipt), read_file(file), KeyRing.read(keys), shipped_law())
    click.echo(answer.words().text(lang))
    if answer.why:
        click.echo(answer.why.text(lang))
    for change in answer.changes:
        click.echo(f"  {change.words().text(lang)}")
    ctx.exit(0 if answer.genuine else 1)
